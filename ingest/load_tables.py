"""Tables in (CSV, TSV, Parquet), raw articles out: one a row, its columns known by the names of `ingest.load_json`.

CSV is read as a stream when it is UTF-8 or UTF-16, of any size. A row that is no article is one `Failure`.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from ingest import load_json
from ingest.corpus import RawArticle
from ingest.decode import decode
from ingest.errors import LoadError
from ingest.report import Failure

MAX_FIELD = 20_000_000  # characters, as of a line of JSON; what is longer than an article is refused later, by itself
MAX_ROW_GROUP = 500_000_000  # bytes, unpacked, of a part of a Parquet file that is read at once

_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
_BATCH = 64  # rows of a Parquet file in memory


def comma_separated(stream: BinaryIO, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the rows of a CSV or TSV file; its first line names the columns and shows what parts them.

    Raises:
        LoadError: it is empty, in no encoding, or has no column with text.
    """
    text = _text(stream, source)
    try:
        yield from _rows(_lines(text, source), source)
    finally:
        if isinstance(text, io.TextIOWrapper):
            text.detach()  # the stream is closed by whoever opened it


def _rows(lines: Iterator[str], source: str) -> Iterator[RawArticle | Failure]:
    csv.field_size_limit(MAX_FIELD)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise LoadError(source, "is empty; its first line must name the columns")
    delimiter, columns = _columns(first, source)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number, empty = 1, True
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            empty = False
            yield Failure(
                f"{source}:{number}", f"the row can't be read ({error}); put text in quotes, double those in it"
            )
            continue
        if any(map(str.strip, row)):
            empty = False
            yield _row(columns, row, f"{source}:{number}")
    if empty:
        raise LoadError(source, "names columns and has no rows; add some")


def parquet(file: BinaryIO | Path, source: str) -> Iterator[RawArticle | Failure]:
    """Yield the rows of a Parquet file, some at a time.

    Raises:
        LoadError: it is broken, has no column with text, or what reads it is not installed.
    """
    if find_spec("pyarrow") is None:
        wanted = "'.venv/bin/python -m pip install pyarrow'"
        raise LoadError(source, f"is a Parquet file, for which pyarrow is needed; install it with {wanted}")
    from pyarrow import ArrowException, types
    from pyarrow.parquet import ParquetFile

    try:
        schema = ParquetFile(file, pre_buffer=False).schema_arrow
        # A text that many rows share is kept once, however many these are: 200 rows of 9 MB came out of 30 kB.
        shared = [field.name for field in schema if types.is_string(field.type) or types.is_large_string(field.type)]
        table = ParquetFile(file, pre_buffer=False, read_dictionary=shared)
        groups = (table.metadata.row_group(number) for number in range(table.metadata.num_row_groups))
        if any(group.total_byte_size > MAX_ROW_GROUP for group in groups):
            raise LoadError(source, f"has a row group of more than {MAX_ROW_GROUP // 1_000_000} MB; write smaller ones")
        _check(table.schema_arrow.names, source)
        number = 0
        for batch in table.iter_batches(_BATCH, use_threads=False):
            for place in range(batch.num_rows):
                (row,) = batch.slice(place, 1).to_pylist()
                number += 1
                yield _article({key: _plain(value) for key, value in row.items()}, f"{source}:{number}")
    except (ArrowException, OSError) as error:
        why = " ".join(str(error).split())[:200]
        raise LoadError(source, f"is a broken Parquet file ({why}); write or download it again") from error


def _text(stream: BinaryIO, source: str) -> io.TextIOBase:
    """Return the text as a stream of lines; what is in another encoding than Unicode's is read as a whole."""
    head = stream.read(4)
    mark = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if mark is None and not stream.seekable():
        raise LoadError(source, "can't be read twice, which its encoding needs; give the file itself")
    encoding = mark or ("utf-8-sig" if _is_utf8(stream) else None)
    stream.seek(0)
    if encoding:
        return io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    data = stream.read(MAX_FIELD + 1)
    if len(data) > MAX_FIELD:
        raise LoadError(source, "is large and not UTF-8; save it as UTF-8")
    return io.StringIO(decode(data, source), newline="")


_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _is_utf8(stream: BinaryIO) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: io.TextIOBase, source: str) -> Iterator[str]:
    """Yield the lines, none longer than a field may be."""
    while line := text.readline(MAX_FIELD + 1):
        if len(line) > MAX_FIELD:
            raise LoadError(source, f"has a line of more than {MAX_FIELD:,} characters; split it")
        yield line


def _columns(line: str, source: str) -> tuple[str, list[str]]:
    """Return what parts the columns, and their names."""
    problems: list[LoadError] = []
    for delimiter in sorted(_DELIMITERS, key=line.count, reverse=True):
        try:
            columns = [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
            _check(columns, source)
        except LoadError as error:
            problems.append(error)
        except (csv.Error, StopIteration):
            continue
        else:
            return delimiter, columns
    reason = problems[0].reason if problems else "its first line names no columns"
    raise LoadError(source, f"has no column with text: {reason}")


def _check(columns: Iterable[str], source: str) -> None:
    """Raise a `LoadError` that names the columns, where none of them holds text."""
    try:
        load_json.raw_article(dict.fromkeys(columns, "true"), source)
    except LoadError as error:
        raise LoadError(
            source, error.reason.replace("the key", "the column").replace("the keys", "the columns")
        ) from error


def _row(columns: list[str], row: list[str], name: str) -> RawArticle | Failure:
    if len(row) > len(columns):
        return Failure(name, f"the row has {len(row)} columns, the first line names {len(columns)}; put text in quotes")
    return _article(dict(zip(columns, row, strict=False)), name)


def _article(row: Mapping[str, object], name: str) -> RawArticle | Failure:
    try:
        return load_json.raw_article(row, name)
    except LoadError as error:
        return Failure(error.source, error.reason)


def _plain(value: object) -> object:
    """Return a value of a table as JSON would have it: dates as text, no number as nothing."""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value
