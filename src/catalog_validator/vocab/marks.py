"""Marks of secrecy under names that the profile does not know: a slip of the pen must not bring a secret to light."""

import re
import unicodedata
from difflib import get_close_matches

from catalog_validator.model.finding import SAID, Severity, Violation
from catalog_validator.model.text import fold
from catalog_validator.vocab.names import MOST_KNOWN, Names

_LONGEST = 100
_LEAST = 8
"""A shorter name is near too many others."""
_ALIKE = 0.8
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-:.]+")
_TELLING = re.compile(r"(?<!bảo )\bmật\b(?! (?:khẩu|độ|mã))|\bbmnn\b|\b(?:secret|secrets|secrecy|classified)\b")
"""Words of secrecy in the name of a column or member."""


def doubtful_mark(names: Names, name: str) -> str | None:
    """The field that refuses entries which a name unknown to the profile may be meant for; None for most names."""
    if not names.marks or len(name) > _LONGEST:
        return None
    if name in names.doubted:
        return names.doubted[name]
    mark = _mark(names, name)
    if len(names.doubted) < MOST_KNOWN:
        names.doubted[name] = mark
    return mark


def _mark(names: Names, name: str) -> str | None:
    words = fold(_JOINT.sub(" ", name))
    if _TELLING.search(words):
        return min(names.marks)
    targets = {_bare(known): target[0] for known, target in names.targets.items() if target[0] in names.marks}
    if (same := targets.get(_bare(words))) is not None:
        return same
    near = get_close_matches(_bare(words), [known for known in targets if len(known) >= _LEAST], 1, _ALIKE)
    return targets[near[0]] if near else None


def doubt(mark: str, name: str, said: object) -> Violation:
    """What stands under such a name, for the engine to judge; never shown."""
    return Violation("CV503", (mark,), {"name": name, "other": mark, SAID: said}, Severity.ERROR)


def _bare(name: str) -> str:
    """Without marks and blanks: a name typed with other accents, or none, is the same."""
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("_", " "))
    return "".join(char for char in apart if not unicodedata.combining(char) and char != " ")
