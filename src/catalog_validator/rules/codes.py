"""Values out of a closed set: the codes of a code list, and yes or no."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from catalog_validator.model.dataclass import dataclass, field
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
TICKS = frozenset("✓✔☑✅√☒🗹🗸")
SECRET = frozenset({"mật", "mat", "bmnn", "secret", "confidential", "classified"})
"""Words that tell of secrecy, in a field that refuses entries: unless the whole text plainly denies it, a yes."""
NAY = frozenset({"không", "khong", "ko", "chưa", "chua", "no", "not"})
AFFIRMED = frozenset({"1", "1.0", "y", "t", "v", "đúng", "đã", "phải", "vâng", "rồi", "thuộc"})
"""Loose spellings of yes that count in such a field: what is secret must not be shown for one of them."""
OPENINGS = frozenset({"có", "yes", "true", "x"})
"""In such a field a text with one of these that is not denied is a yes."""
_DENIAL = re.compile(
    "(?:không|khong|ko|k|n|no|0)(?: (?:có|co|thuộc|thuoc|phải|phai|chứa|chua|là|la))?"
    "(?: (?:tài liệu|dữ liệu|thông tin|nội dung|csdl|danh mục|diện|phạm vi)){0,2}"
    "(?: (?:bí mật|bi mat|mật|mat|độ mật|bmnn)(?: nhà nước| nha nuoc)?)?"
)
"""A plain no, as officers write it where the question is whether there are state secrets."""
_DENIED = re.compile(
    r"\b(?:không|khong|ko|no|not)(?: (?:có|co|thuộc|thuoc|phải|phai|chứa|chua|là|la))"
    "(?: (?:tài liệu|dữ liệu|thông tin|nội dung|csdl|danh mục|diện|phạm vi)){0,2}"
    r" (?:bí mật|bi mat|mật|mat|độ mật|bmnn|secret|classified|confidential)\b"
)
"""The same within a longer text: a word of secrecy that is denied where it stands tells of none."""
_ALMOST_YES = ("co", "yes", "true", "dung")
_ALMOST_SECRET = ("mat", "bmnn", "secret", "classified", "confidential")
"""Bare forms of which a misspelt word is one, in such a field: when in doubt nothing is shown."""
_FEW_WORDS = 4
_TYPED_TONE = re.compile("[sfrxj1-6]+$")
"""A tone that an input method left as a letter or digit: ``cos``, ``mâtj``, ``co1``."""
_AGAIN = re.compile(r"(.)\1+")


def read_code(field: Field, raw: object) -> Value | Violation:
    """One code of the field's list, by code, label or alias in any case and Unicode form."""
    text = written(raw)
    if text is None:
        return wrong_type(raw, "text")
    if field.code_list is None:
        raise ValueError(f"field {field.id} has no code list")
    folded, known = fold(text), _prepared(field.code_list)
    code = known.spellings.get(folded) or known.by_code.get(text)
    if code is not None:
        return Value(raw, text, code, code)
    facts = {"list": field.code_list.title, "codes": known.shown}
    return refused("CV204", raw, **facts, nearest=known.nearest(folded))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is worked out once for a code list."""

    code_list: CodeList
    spellings: Mapping[str, str]
    by_code: Mapping[str, str]
    shown: tuple[str, ...]
    """The codes as a message shows them."""
    _near: dict[str, str] = field(default_factory=dict)
    """Folded texts that are none of the spellings, with the code that was found nearest, or an empty text."""

    def nearest(self, folded: str) -> str:
        """The code with the spelling that is most like a text; empty where none is like it."""
        if len(folded) > LONGEST:
            return ""
        code = self._near.get(folded)
        if code is None:
            near = get_close_matches(folded, self.spellings, 1)
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            code = self._near[folded] = self.spellings[near[0]] if near else ""
        return code


_REMEMBERED = 2000
_PREPARED: dict[int, _Prepared] = {}
"""By identity: a code list's hash would walk through all its items each time. The list is kept so that no other can
take its identity."""


def _prepared(code_list: CodeList) -> _Prepared:
    known = _PREPARED.get(id(code_list))
    if known is None or known.code_list is not code_list:
        if len(_PREPARED) > _REMEMBERED:
            _PREPARED.clear()
        shown = tuple(map(_shown_item, code_list.items))
        known = _PREPARED[id(code_list)] = _Prepared(code_list, _spellings(code_list), _by_code(code_list), shown)
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
    if field.refuse and isinstance(raw, list | dict):
        return _read_inside(field, raw)
    answer, text = (raw, "") if isinstance(raw, bool) else (None, written(raw))
    if text is None:
        return wrong_type(raw, "boolean")
    if answer is None:
        answer = True if text and set(text) <= TICKS else YES_NO.get(fold(text))
    if answer is None and field.refuse:
        answer = _secret(unicodedata.normalize("NFKC", text))
    if answer is None:
        return refused("CV212", raw)
    canonical = "yes" if answer else "no"
    return Value(raw, text or canonical, canonical, answer)


def _read_inside(field: Field, raw: list[object] | dict[str, object]) -> Value | Violation:
    """A list or object is no answer; but where something in it says yes, nothing of the entry may be shown."""
    waiting, looked = [raw], 0
    while waiting and looked < MOST_LOOKED_AT:
        value: object = waiting.pop()
        looked += 1
        if isinstance(value, list | dict):
            waiting.extend(value.values() if isinstance(value, dict) else value)
        elif isinstance(found := read_yes_no(field, value), Value) and found.canonical == "yes":
            return found
    return wrong_type(raw, "boolean")


MOST_LOOKED_AT = 1000


def _secret(text: str) -> bool | None:
    """What a loose text says in a field that refuses entries: yes, a plain no, or nothing that can be told."""
    folded = fold(text)
    if _DENIAL.fullmatch(folded):
        return False
    if (ticked := _ticked(text)) is not None:
        return ticked
    words = split_words(_DENIED.sub(" ", folded))
    if any(word in SECRET for word in words) or (words[:1] and "".join(words) in AFFIRMED | OPENINGS):
        return True
    if folded in AFFIRMED or (words and words[0] in AFFIRMED - {"1", "t", "v", "y", "đã", "phải"}):
        return True
    said = (word in OPENINGS and (at == 0 or words[at - 1] not in NAY) for at, word in enumerate(words))
    return True if any(said) or _misspelt(words) else None


def _misspelt(words: Sequence[str]) -> bool:
    """Whether one word is nearly a yes, or one of a few nearly a word of secrecy that is not denied."""
    if len(words) > _FEW_WORDS or not NAY.isdisjoint(words):
        return False
    return any(_nearly(word, _ALMOST_SECRET) or (len(words) == 1 and _nearly(word, _ALMOST_YES)) for word in words)


def _nearly(word: str, wanted: Sequence[str]) -> bool:
    """Whether the word is one of these but for accents, doubled letters, a typed tone, or one slip in a longer one."""
    apart = unicodedata.normalize("NFD", word[:LONGEST].replace("đ", "d"))
    bare = _AGAIN.sub(r"\1", "".join(char for char in apart if not unicodedata.combining(char)))
    forms = (bare, _TYPED_TONE.sub("", bare))
    return any(form in wanted or (len(form) > 2 and get_close_matches(form, wanted, 1, 0.75)) for form in forms)


def _ticked(text: str) -> bool | None:
    """The option that stands by a tick: the word after it, else the one before; None where nothing is ticked."""
    at = next((index for index, char in enumerate(text) if char in TICKS), None)
    if at is None:
        return None
    beside = split_words(text[at + 1 :])[:1] or split_words(text[:at])[-1:]
    return not (beside and beside[0] in NAY)
