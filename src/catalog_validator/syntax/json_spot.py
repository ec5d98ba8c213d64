"""Where a value ends, and the places in an entry that a path alone does not lead to."""

from collections.abc import Mapping
from json import JSONDecodeError, JSONDecoder

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.place import Path
from catalog_validator.syntax.json_scan import BLANKS, TAIL, Again, Truncated, read_string, scan

Span = tuple[int, int]
"""Indexes into a text, end exclusive."""

_DECODER = JSONDecoder()


@dataclass(frozen=True, slots=True)
class Marks:
    """Places that a path alone does not lead to: of a key that stands twice, of what cannot be read."""

    again: Mapping[Path, Span] = field(default_factory=dict)
    others: Mapping[Path, Span] = field(default_factory=dict)

    def get(self, path: Path) -> Span | None:
        """The marked place of a path. Only a path that ends in `Again` means the later key."""
        marked = self.again if path and isinstance(path[-1], Again) else self.others
        return marked.get(path)


NO_MARKS = Marks()


def value_end(text: str, start: int, *, final: bool = True) -> int:
    """The index after the value that begins at ``start`` (at no blank).

    Raises `Broken`, or `Truncated` if not ``final``.
    """
    try:
        _, end = _DECODER.raw_decode(text, start)
    except JSONDecodeError as error:
        if not final:
            _may_go_on(text, error.pos)
        return scan(text, start, 0, final=final).end
    except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of levels
        return scan(text, start, 0, final=final).end
    if end == len(text) and not final and text[start] not in '{["':
        raise Truncated
    return end


def _may_go_on(text: str, error_at: int) -> None:
    """Raises `Truncated` if this first error of a text that goes on lies only in its being cut."""
    if error_at >= len(text) - TAIL:
        raise Truncated
    if text[error_at] == '"':
        read_string(text, error_at, final=False)


def blank_end(text: str, start: int) -> int:
    """The index of the next character that is not blank."""
    match = BLANKS.match(text, start)
    return match.end() if match else start
