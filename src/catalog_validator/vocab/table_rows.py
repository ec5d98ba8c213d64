"""Rows under a header that are no descriptions. None is left out unless that is certain, and none without a word.

When in doubt a row is an entry: an entry that is left out would be a description that nobody asks for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.document import Problem, Row
from catalog_validator.model.finding import Violation
from catalog_validator.model.text import fold
from catalog_validator.vocab.cells import is_blank
from catalog_validator.vocab.header import Header
from catalog_validator.vocab.names import is_serial
from catalog_validator.vocab.table_numbers import is_column_numbers, is_number, is_ordinal

MOST_TEXTS = 4
"""A row with more texts than this is always an entry."""
MOST_WAITING = 50
"""Headings of groups in a row that wait for the first numbered row under them."""

_FEW = 2
_GLANCE = 12
"""Cells among which a full row shows that it has many texts."""
_PERHAPS = "CV084?"
"""A group if a numbered row follows."""
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|grand total|subtotal|total)"
    r"(?:\s+(?:toàn tỉnh|chung|số|cộng))?(?:[\s:.,()0-9]|csdl|cơ sở dữ liệu)*"
)
_GROUP = re.compile(r"[ivxlc]{1,6}|[a-zđ]")
_FOOT = re.compile(
    r"(?:người (?:lập|tổng hợp|ký|phê duyệt|kiểm tra)|lập biểu|nơi nhận|thủ trưởng|giám đốc|phó giám đốc|chủ tịch"
    r"|phó chủ tịch|chánh văn phòng|trưởng phòng|kế toán trưởng|xác nhận của|ký tên|ký,|đã ký|kt\.|tm\.|tl\."
    r"|ghi chú\s*:|chú thích\s*:|prepared by|approved by|signature)(?![^\W_]).{0,80}"
)
_DATED = re.compile(r"(?:[^,]{0,40},\s*)?ngày[\s.…_0-9]*tháng[\s.…_0-9]*năm[\s.…_0-9]*")


@dataclass(slots=True)
class RowSorter:
    """Tells the rows under one header that are entries from those that are not."""

    header: Header
    problems: list[Problem] = field(default_factory=list)
    """What was left out, since this was last emptied."""
    _outside: list[Row] = field(default_factory=list)
    """The rows since the last entry that hold nothing under a known heading, or stand under the table."""
    _in_foot: bool = False
    _heads: Mapping[int, object] = field(init=False)
    _serial: int | None = field(init=False)

    def __post_init__(self) -> None:
        headings = enumerate(self.header.row.cells)
        self._heads = {column: cell for column, cell in headings if not is_blank(cell)}
        self._serial = next((column for column, cell in self._heads.items() if is_serial(cell)), None)

    def entries(self) -> Iterator[Row]:
        """The rows that are entries, or could be."""
        rows: Iterator[Row] = (row for row in self.header.rest if not is_blank_row(row.cells))
        first = next(rows, None)
        if first is None:
            return
        if is_column_numbers(first, self.header.columns):
            self._say("CV082", first)
        else:
            rows = chain((first,), rows)
        waiting: list[Row] = []
        for row in rows:
            kind = self._kind(row)
            if not (kind or waiting or self._outside):
                yield row
            elif kind == _PERHAPS and len(waiting) < MOST_WAITING:
                waiting.append(row)
            elif kind and kind != _PERHAPS:
                self._leave_out(kind, row)
            else:
                if self._is_numbered(row) and not kind:
                    for group in waiting:
                        self._say("CV084", group)
                    waiting = []
                yield from self._taken([*waiting, row])
                waiting = []
        yield from self._taken(waiting)
        self._close()

    def _taken(self, rows: Sequence[Row]) -> Sequence[Row]:
        """These are entries, so that whatever stood before them stood within the table."""
        if rows and self._outside:
            self._close()
        return rows

    def _leave_out(self, code: str, row: Row) -> None:
        if code == "CV085":
            self._outside.append(row)
        else:
            self._say(code, row)

    def _say(self, code: str, row: Row, **more: object) -> None:
        shown = " | ".join(str(cell) for cell in row.cells if not is_blank(cell))
        place = next((column for column, cell in enumerate(row.cells) if not is_blank(cell)), 0)
        facts = {"row": row.number, "value": shown[:200], **more}
        self.problems.append(Problem(Violation(code, (), facts), row.spot(place)))

    def _close(self) -> None:
        """One note for a run of rows outside."""
        if self._outside:
            self._say("CV085", self._outside[0], count=len(self._outside))
        self._outside, self._in_foot = [], False

    def _kind(self, row: Row) -> str:
        """The code of a row that is left out; empty for an entry."""
        if self._is_heading_again(row):
            return "CV087"
        plain = [cell for cell in row.cells[:_GLANCE] if cell.__class__ is str and cell[:1].isalpha()]
        if len(plain) > MOST_TEXTS:
            return ""
        texts = texts_of(row)
        return "" if len(texts) > MOST_TEXTS else self._few(row, texts)

    def _few(self, row: Row, texts: Sequence[tuple[int, str]]) -> str:
        """The same for a row of few texts."""
        serial = self._serial
        filled = [column for column, cell in enumerate(row.cells) if not is_blank(cell)]
        others = [column for column in filled if column != serial]
        words = [fold(text) for _, text in texts]
        if len(words) == 1 and _TOTAL.fullmatch(words[0]):
            return "CV083"
        if len(filled) <= MOST_TEXTS and self._is_foot(words, row):
            self._in_foot = True
            return "CV085"
        if not others:
            return "CV084" if texts else "CV085"
        if len(others) == 1 and len(texts) == len(filled) and self._spans_table(row, others[0]):
            return "CV084"
        if len(others) <= _FEW and not any(column in self.header.columns for column in others):
            return "CV085"
        if len(others) == 1 and len(texts) == len(filled) == 2 and _GROUP.fullmatch(words[filled.index(serial or 0)]):
            return _PERHAPS
        return ""

    def _is_heading_again(self, row: Row) -> bool:
        """The headings once more, as at the top of a printed page."""
        heads, last = self._heads, self.header.width - 1
        if len(heads) < 2 or len(row.cells) <= last or row.cells[last] != heads[last]:
            return False
        return all(row.cells[column] == cell for column, cell in heads.items())

    def _is_foot(self, words: Sequence[str], row: Row) -> bool:
        """Signatures and what stands around them; once begun, it goes on with rows of few cells without a number."""
        if words and all(_FOOT.fullmatch(word) or _DATED.fullmatch(word) for word in words):
            return True
        return self._in_foot and len(words) < MOST_TEXTS and not self._is_numbered(row)

    def _spans_table(self, row: Row, column: int) -> bool:
        """One merged cell across the table, or most of it."""
        width = self.header.merged.last_column(row.number, column) - column + 1
        return width >= 3 and width * 2 >= self.header.width

    def _is_numbered(self, row: Row) -> bool:
        """The row has a number of its own."""
        serial = self._serial
        return serial is not None and serial < len(row.cells) and is_ordinal(row.cells[serial])


def is_blank_row(cells: Sequence[object]) -> bool:
    """Nothing that can be seen."""
    return all(map(is_blank, cells))


def texts_of(row: Row) -> list[tuple[int, str]]:
    """Column and text of the first cells that hold more than a number; one more than matters."""
    found: list[tuple[int, str]] = []
    for column, cell in enumerate(row.cells):
        if not isinstance(cell, str):
            continue
        if cell[:1].isalpha() or not (is_number(cell) or is_blank(cell)):
            found.append((column, cell))
            if len(found) > MOST_TEXTS:
                break
    return found
