"""Values out of a closed set: the codes of a code list, and yes or no."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from catalog_validator.model.finding import Violation
from catalog_validator.model.profile import CodeItem, CodeList, Field
from catalog_validator.model.text import fold, trim
from catalog_validator.rules.phrases import split_words
from catalog_validator.rules.reading import LONGEST, Value, refused, written, wrong_type

YES_NO: Mapping[str, bool] = {
    "true": True,
    "yes": True,
    "có": True,
    "co": True,
    "x": True,
    "false": False,
    "no": False,
    "không": False,
    "khong": False,
}
"""Folded words of a clear answer."""
TICKS = frozenset("✓✔☑✅")
SECRET = frozenset({"mật", "mat", "secret", "confidential", "classified"})
"""Words that tell of secrecy, unless a denial stands before them."""
DENIALS = frozenset({"không", "khong", "chưa", "chua", "no", "not", "non", "false", "none"})
AFFIRMED = frozenset({"1", "y", "đúng", "đã", "phải"})
"""In a field that refuses entries these are a yes too: what is secret must not be shown for a loose spelling."""
OPENINGS = frozenset({"có", "yes", "true", "x"})
"""In such a field a text that goes on after one of these is still a yes."""


def read_code(field: Field, raw: object) -> Value | Violation:
    """One code of the field's list, by code, label or alias in any case and Unicode form."""
    text = written(raw)
    if text is None:
        return wrong_type(raw, "text")
    if field.code_list is None:
        raise ValueError(f"field {field.id} has no code list")
    folded = fold(text)
    _, spellings, by_code = _prepared(field.code_list)
    code = spellings.get(folded) or by_code.get(text)
    if code is not None:
        return Value(raw, text, code, code)
    near = get_close_matches(folded, spellings, 1) if len(folded) <= LONGEST else []
    facts = {"list": field.code_list.title, "codes": tuple(map(_shown_item, field.code_list.items))}
    return refused("CV204", raw, **facts, nearest=spellings[near[0]] if near else "")


_PREPARED: dict[int, tuple[CodeList, Mapping[str, str], Mapping[str, str]]] = {}
"""By identity: a code list's hash would walk through all its items each time. The list is kept so that no other can
take its identity."""


def _prepared(code_list: CodeList) -> tuple[CodeList, Mapping[str, str], Mapping[str, str]]:
    known = _PREPARED.get(id(code_list))
    if known is None or known[0] is not code_list:
        if len(_PREPARED) > 2000:
            _PREPARED.clear()
        known = _PREPARED[id(code_list)] = code_list, _spellings(code_list), _by_code(code_list)
    return known


def _spellings(code_list: CodeList) -> Mapping[str, str]:
    """Folded spelling → code. A code wins over another's label, a label over another's alias."""
    found: dict[str, str] = {}
    for item in code_list.items:
        found.setdefault(fold(item.code), item.code)
    for item in code_list.items:
        found.setdefault(fold(item.label.vi), item.code)
        found.setdefault(fold(item.label.en), item.code)
    for item in code_list.items:
        for alias in item.aliases:
            found.setdefault(fold(alias), item.code)
    found.pop("", None)
    return MappingProxyType(found)


def _by_code(code_list: CodeList) -> Mapping[str, str]:
    """Codes made of signs alone fold to nothing and are compared as they stand."""
    return MappingProxyType({trim(item.code): item.code for item in code_list.items})


def _shown_item(item: CodeItem) -> str:
    return item.code if item.label.vi == item.code else f"{item.code} ({item.label.vi})"


def read_yes_no(field: Field, raw: object) -> Value | Violation:
    """A clear yes or no. A field that refuses entries takes every word of secrecy for a yes."""
    answer, text = (raw, "") if isinstance(raw, bool) else (None, written(raw))
    if text is None:
        return wrong_type(raw, "boolean")
    if answer is None:
        answer = True if text and set(text) <= TICKS else YES_NO.get(fold(text))
    if answer is None and field.refuse and _tells_of_secrecy(text):
        answer = True
    if answer is None:
        return refused("CV212", raw)
    canonical = "yes" if answer else "no"
    return Value(raw, text or canonical, canonical, answer)


def _tells_of_secrecy(text: str) -> bool:
    words = split_words(text)
    if not words:
        return False
    if words[0] in OPENINGS or (len(words) == 1 and words[0] in AFFIRMED):
        return True
    telling = next((at for at, word in enumerate(words) if word in SECRET), None)
    return telling is not None and DENIALS.isdisjoint(words[:telling])
