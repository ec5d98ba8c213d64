"""A register as a workbook: one sheet for each list, a row for each record, a column for each part."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from catalog_validator import Mistake, Position, Raw, SheetRow, mistake_at, nearest, read_sheets
from catalog_validator.awards.slugs import MISTAKES

Path = tuple[str | int, ...]
YES, NO = frozenset({"có", "x", "yes", "true", "đúng", "1"}), frozenset({"không", "no", "false", "sai", "0"})

SHEETS: Mapping[str, tuple[str, ...]] = {
    "units": ("Đơn vị", "units"),
    "people": ("Cá nhân", "people"),
    "assignments": ("Phân công", "assignments"),
    "previous_awards": ("Khen thưởng trước", "previous_awards"),
}
"""List → names under which its sheet is known; the template uses the first."""

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "units": {
        "id": ("Mã đơn vị", "id"),
        "name": ("Tên đơn vị", "name"),
        "plan.number": ("Số kế hoạch", "plan.number"),
        "plan.date": ("Ngày kế hoạch", "plan.date"),
        "nominated": ("Được đề nghị (có/không)", "nominated"),
        "conduct": ("Tình trạng xem xét vi phạm", "conduct"),
        "women_share": ("Tỷ lệ nữ (%)", "women_share"),
    },
    "people": {
        "id": ("Mã cá nhân", "id"),
        "name": ("Họ tên", "name"),
        "unit": ("Mã đơn vị", "unit"),
        "position": ("Chức vụ", "position"),
        "gender": ("Giới tính", "gender"),
        "nominated": ("Được đề nghị (có/không)", "nominated"),
        "conduct": ("Tình trạng xem xét vi phạm", "conduct"),
        "participation.attested_by": ("Người xác nhận tham gia tích cực", "participation.attested_by"),
        "participation.on": ("Ngày xác nhận tham gia", "participation.on"),
        "recognised.by": ("Người công nhận", "recognised.by"),
        "recognised.on": ("Ngày công nhận", "recognised.on"),
        "recognised.document": ("Văn bản công nhận", "recognised.document"),
    },
    "assignments": {
        "entry": ("Mã mô tả CSDL", "entry"),
        "unit": ("Mã đơn vị", "unit"),
        "person": ("Mã cá nhân", "person"),
        "domain": ("Lĩnh vực", "domain"),
        "due": ("Hạn hoàn thành", "due"),
        "finished": ("Ngày hoàn thành", "finished"),
        "published": ("Đã ban hành (có/không)", "published"),
        "published.decision": ("Quyết định ban hành", "published.decision"),
        "published.date": ("Ngày ban hành", "published.date"),
    },
    "previous_awards": {
        "of": ("Mã đơn vị hoặc cá nhân", "of"),
        "decision": ("Quyết định khen thưởng", "decision"),
        "achievement": ("Thành tích (mã đợt thi đua)", "achievement"),
        "period_end": ("Kết thúc thời kỳ xét khen", "period_end"),
    },
}
"""List → key of a record, parts with a dot → headings under which it is known; the template uses the first."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "conduct": {
        "không có vi phạm": "clear",
        "đang xem xét": "pending",
        "chưa rõ": "unknown",
    },
    "gender": {"nữ": "female", "nam": "male", "chưa rõ": "unknown"},
}
"""What officers write in place of a word of the register."""


class Sheets:
    """Reads one workbook: plain lists, and the cell of everything in them."""

    def __init__(self, path: str, sheets: Mapping[str, Sequence[SheetRow]], sha256: str) -> None:
        """``sheets``: name → rows, headings first."""
        self._sheets = sheets
        self._spots: dict[Path, Position] = {}
        self._raw = Raw(path, {}, self._spot, (), sha256)
        self._home = Position(path)
        self.mistakes: list[Mistake] = []

    def read(self) -> Raw:
        """The register as its YAML form has it."""
        lists: dict[str, Any] = {key: self._records(key) for key in SHEETS}
        self._hand_out(lists)
        return Raw(self._raw.name, lists, self._spot, (), self._raw.sha256)

    def _spot(self, path: Path) -> Position:
        while path and path not in self._spots:
            path = path[:-1]
        return self._spots.get(path, self._home)

    def _say(self, slug: str, position: Position, **facts: object) -> None:
        raw = Raw(self._raw.name, {}, lambda path: position)
        self.mistakes.append(mistake_at(slug, raw, (), MISTAKES, **facts))

    def _records(self, key: str) -> list[dict[str, Any]]:
        wanted = {fold(name) for name in SHEETS[key]}
        name = next((name for name in self._sheets if fold(name) in wanted), None)
        rows = self._sheets[name] if name is not None else ()
        if not rows:
            if key in ("units", "assignments"):
                found = ", ".join(self._sheets) or "–"
                self._say("awards.sheet-missing", self._home, name=SHEETS[key][0], found=found)
            return []
        columns = self._columns(key, rows[0])
        return [self._record(key, at, row, columns) for at, row in enumerate(rows[1:])]

    def _columns(self, key: str, header: SheetRow) -> dict[int, str]:
        known = {fold(name): part for part, names in COLUMNS[key].items() for name in names}
        columns: dict[int, str] = {}
        for column, cell in enumerate(header.cells):
            text = fold(str(cell)) if cell is not None else ""
            if not text:
                continue
            if text not in known:
                headings = [names[0] for names in COLUMNS[key].values()]
                self._say("awards.column-unknown", header.spot(column), name=cell, nearest=nearest(str(cell), headings))
            elif known[text] in columns.values():
                self._say("awards.column-twice", header.spot(column), name=cell)
            else:
                columns[column] = known[text]
        return columns

    def _record(self, key: str, at: int, row: SheetRow, columns: Mapping[int, str]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        said: bool | None = None
        self._spots[key, at] = row.spot(0)
        for column, part in columns.items():
            cell = row.cells[column] if column < len(row.cells) else None
            value = self._value(key, part, cell, row.spot(column))
            way = tuple(part.split("."))
            self._spots[(key, at, *way)] = row.spot(column)
            if part == "published":
                said = bool(value) if value is not None else None
            elif value is not None and len(way) == 1:
                record[part] = value
            elif value is not None:
                record.setdefault(way[0], {})[way[1]] = value
        self._publish(record, said, (key, at, "published"))
        return record

    def _publish(self, record: dict[str, Any], said: bool | None, path: Path) -> None:
        """Yes says no more than the decision, which has columns of its own; no and a decision contradict each other."""
        if said is False and "published" in record:
            self._say("awards.published-both", self._spot(path), value=record["published"].get("decision", "–"))
        elif said is not None and "published" not in record:
            record["published"] = said

    def _value(self, key: str, part: str, cell: object, position: Position) -> object:
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        if isinstance(cell, date):
            return cell.isoformat()
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None
        if part in ("nominated", "published"):
            return self._yes_no(COLUMNS[key][part][0], cell, position)
        if part == "women_share":
            if isinstance(cell, float) and 0 < cell < 1:  # 71 % in a cell formatted as per cent is 0.71
                self._say("awards.share-of-one", position, name=COLUMNS[key][part][0], value=cell)
            return cell
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        return self._word(COLUMNS[key][part][0], WORDS[part], text, position) if part in WORDS else text

    def _word(self, name: str, words: Mapping[str, str], text: str, position: Position) -> str | None:
        if text in words.values():
            return text
        if fold(text) not in words:
            self._say("awards.not-a-word", position, name=name, value=text, allowed=", ".join(words))
        return words.get(fold(text))

    def _yes_no(self, name: str, cell: object, position: Position) -> bool | None:
        text = fold(str(cell))
        if text in YES or text in NO:
            return text in YES
        self._say("awards.not-yes-or-no", position, name=name, value=cell)
        return None

    def _hand_out(self, lists: dict[str, Any]) -> None:
        """Each previous award to the unit or person that it names."""
        kinds = ("units", "people")
        named = [(item["id"], key, at) for key in kinds for at, item in enumerate(lists[key]) if "id" in item]
        places = {name: (key, at) for name, key, at in named}
        homes = {name: {key for other, key, _ in named if other == name} for name in places}
        for at, award in enumerate(lists.pop("previous_awards")):
            of = award.pop("of", None)
            if of not in places:
                spot = self._spot(("previous_awards", at, "of"))
                self._say("awards.award-of-nobody", spot, value=of or "–", nearest=nearest(str(of), places))
                continue
            if len(homes[of]) > 1:
                self._say("awards.award-of-two", self._spot(("previous_awards", at, "of")), value=of)
                continue
            key, index = places[of]
            awards = lists[key][index].setdefault("previous_awards", [])
            for name in award:
                spot = self._spots["previous_awards", at, name]
                self._spots[key, index, "previous_awards", len(awards), name] = spot
            awards.append(award)


def read_register_sheets(path: str) -> tuple[Raw, list[Mistake]] | None:
    """A workbook as the register's plain lists, and what is wrong with its sheets; None for a file that is none."""
    book = read_sheets(path)
    if book is None:
        return None
    sheets = Sheets(path, book.sheets, book.sha256)
    raw = sheets.read()
    return raw, sheets.mistakes


def fold(text: str) -> str:
    """Headings and words are compared without case, Unicode form and outer or double blanks."""
    return " ".join(normalize("NFC", text).casefold().split())
