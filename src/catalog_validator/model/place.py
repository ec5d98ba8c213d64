"""Where something stands: a source of bytes, a path inside an entry, a position in the source."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from catalog_validator.model.dataclass import dataclass

Path = tuple[str | int, ...]
"""A way into an entry: ``("data_items", 2, "description")``; ``()`` is the entry itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name that findings can show (always with ``/``, whatever the system)."""

    name: str
    open: Callable[[], BinaryIO]
    """Each call gives a fresh stream at the first byte."""
    size: int | None = None
    """Bytes, where known beforehand."""

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> "Source":
        """A source that is already in memory."""
        return cls(name, lambda: BytesIO(data), len(data))

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot, or an empty text."""
        stem = self.name.rsplit("/", 1)[-1]
        return "." + stem.rsplit(".", 1)[1].lower() if "." in stem else ""


@dataclass(frozen=True, slots=True)
class Position:
    """A stretch of a source: 1-based, columns in code points, end exclusive.

    A spreadsheet has ``cell`` (``Danh mục!C4``) and no lines; a CSV has both.
    """

    source: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    cell: str | None = None
