from __future__ import annotations

import numpy as np

from app.profiles import profiles
from tests.units import told, units_of


def test_a_product_of_rows_says_how_alike_two_sentences_are() -> None:
    units = units_of(
        told("The ferry left the harbour. The ferry left the harbour.", "a"),
        told("The ferry left a harbour. Sugar prices rose again.", "b"),
    )
    table = profiles(units)
    assert np.allclose(np.linalg.norm(table, axis=1), 1.0, atol=1e-5)
    same, near, far = (float(table[0] @ table[row]) for row in (1, 2, 3))
    assert same > 0.999
    assert same > near > far


def test_nothing_has_no_rows() -> None:
    assert len(profiles([])) == 0
