"""Documents changed in place: bytes and edits by position in, bytes out. Knows formats, not fields.

Only the stretches of the edits change. Each stretch is held against the value that was read from it; where it says
something else, or cannot be written in the same way, the edit is left.
"""

from catalog_validator.edit.text import Edit, edit_text
from catalog_validator.edit.tokens import TOKENS

EDITABLE = frozenset({*TOKENS, "xlsx"})
"""Syntaxes that can be changed in place."""

__all__ = ["EDITABLE", "Edit", "edit"]


def edit(syntax: str, data: bytes, edits: list[Edit]) -> tuple[bytes, frozenset[int]]:
    """The changed document, and the indexes of the edits that were left. `KeyError` for another syntax."""
    if syntax == "xlsx":
        from catalog_validator.edit.xlsx import edit_workbook

        return edit_workbook(data, edits)
    return edit_text(data, edits, TOKENS[syntax])
