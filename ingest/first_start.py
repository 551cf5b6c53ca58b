"""Whether a store is new: the sample articles go in once, into a store that was not there before.

A marker file beside the record says that a first start has begun. Where it is still there, that start was
interrupted and is done again; what it had brought in costs nothing. Imports nothing heavy, since every
`make run` asks.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import StoreError


def begin(folder: Path) -> bool:
    """Return whether the articles of a first start are to go in, and mark that they are going in.

    Raises:
        StoreError: the folder can't be written.
    """
    marker = _marker(folder)
    if (folder / "record.sqlite3").exists():
        return marker.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        marker.touch()
    except OSError as error:
        raise StoreError(
            f"the store's folder {str(folder)!r} can't be written ({error.strerror}); "
            "choose another with CORROBORATE_DATA_DIR"
        ) from error
    return True


def finish(folder: Path) -> None:
    """Note that a first start is done."""
    _marker(folder).unlink(missing_ok=True)


def _marker(folder: Path) -> Path:
    return folder / "first-start"
