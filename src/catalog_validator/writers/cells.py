"""Values as cells of a table: lists as lines, records as lines with bars between their parts."""

from math import isfinite

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Path
from catalog_validator.model.profile import Field, FieldType
from catalog_validator.model.text import trim
from catalog_validator.writers.catalog import LISTS, Tell, scalar_text

BAR = " | "
BROKEN_BAR = "¦"
"""Stands for a bar inside a part, where there is no other room for it."""

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Speller:
    """Spells the values of one entry."""

    tell: Tell
    typed: bool
    """Whether cells can hold numbers and yes or no; else they are texts."""

    def cell(self, value: object, wanted: Field, path: Path) -> Cell:
        """The cell of a field or part; None where it has no value, or one that no cell can hold (and that is said)."""
        if value is None or value in ("", [], {}):
            return None
        if wanted.type is FieldType.RECORDS:
            return self._lines(value, wanted, path)
        if wanted.type in LISTS and isinstance(value, list):
            return self._listed(value, path)
        if wanted.type is FieldType.PERIOD and isinstance(value, dict) and set(value) <= {"start", "end"}:
            return "/".join(scalar_text(value.get(end)) or ".." for end in ("start", "end"))
        return self.plain(value, path, wanted.type in LISTS)

    def plain(self, value: object, path: Path, as_text: bool = False) -> Cell:
        """A text, number, or yes and no."""
        if self.typed and not as_text and (isinstance(value, bool) or _is_exact(value)):
            return value  # type: ignore[return-value]
        text = scalar_text(value)
        if text is None:
            self.tell(path, "number" if isinstance(value, int | float) else "shape", {})
        return text or None

    def _listed(self, items: list[object], path: Path) -> str | None:
        """One item a line; blank ones mean nothing."""
        texts = [self.plain(item, (*path, index), True) for index, item in enumerate(items) if item is not None]
        return "\n".join(text for text in texts if isinstance(text, str) and trim(text)) or None

    def _lines(self, value: object, wanted: Field, path: Path) -> Cell:
        """A list of records, one a line."""
        if not isinstance(value, list):
            return self.plain(value, path, True)
        return "\n".join(self._line(item, wanted, (*path, index)) for index, item in enumerate(value))

    def _line(self, item: object, wanted: Field, path: Path) -> str:
        """A record on one line; a bar alone is a record without anything in it."""
        if not isinstance(item, dict):
            text = "" if item is None else self.plain(item, path, True)
            return _inside(str(text)) if text and trim(str(text)) else BAR.strip()
        pieces = [self._piece(value, path, name) for name, value in self.known(item, wanted, path).items()]
        return BAR.join(pieces).rstrip(" ") if len(pieces) > 1 else f"{pieces[0]}{BAR}".rstrip(" ")

    def _piece(self, value: object, path: Path, name: str) -> str:
        text = None if value in (None, "", [], {}) else self.plain(value, (*path, name), True)
        return "" if text is None else _inside(str(text))

    def known(self, record: dict[str, object], wanted: Field, path: Path) -> dict[str, object]:
        """The parts of a record, up to the last that has a value; other members have no column, which is said."""
        ids = [part.id for part in wanted.parts]
        for name in record:
            if name not in ids:
                self.tell((*path, name), "member", {"value": name})
        filled = [at for at, name in enumerate(ids) if record.get(name) not in (None, "", [], {})]
        return {name: record.get(name) for name in ids[: max(filled, default=0) + 1]}


def _inside(text: str) -> str:
    """A text within a line: line ends are blanks, a bar is a broken bar. Where that changes it, the proof will say."""
    return " ".join(text.replace("|", BROKEN_BAR).splitlines())


def _is_exact(value: object) -> bool:
    """A number that a spreadsheet, which knows doubles with sixteen digits, gives back as it is."""
    if isinstance(value, float):
        return isfinite(value) and float(f"{value:.16G}") == value
    return isinstance(value, int) and abs(value) < 1 << 53
