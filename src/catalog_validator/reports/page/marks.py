"""Text as HTML: everything from the data is escaped here, and every sentence stands in both languages."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.profile import Profile
from catalog_validator.reports.numbers import cut, short
from catalog_validator.reports.words import Words, find_field

Saying = Callable[[Words], str]
"""A text in the language of the words it is given."""

Column = tuple[str, str]
"""Name of a column as HTML, and its class: ``n`` for numbers."""


def escape(text: str) -> str:
    """Text as it may stand between tags and inside a quoted attribute."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def pair(vi: str, en: str) -> str:
    """The same words in both languages, of which the page shows one; what is equal in both stands once."""
    if vi == en:
        return escape(vi)
    return f"<i lang=vi>{escape(vi)}</i><i lang=en>{escape(en)}</i>"


def data(text: str) -> str:
    """Text of the catalog: it cannot turn the direction of what stands beside it."""
    return f"<bdi>{escape(text)}</bdi>"


def headed(caption: str, columns: Sequence[Column], kind: str = "") -> str:
    """A table up to its body: a caption for those who do not see it, and the heads of its columns."""
    heads = "".join(f"<th scope=col{f' class={of}' if of else ''}>{name}" for name, of in columns)
    return f"<table{f' class={kind}' if kind else ''}><caption>{caption}</caption><thead><tr>{heads}<tbody>"


@dataclass(frozen=True, slots=True)
class Both:
    """Both languages at once, for one profile."""

    profile: Profile
    vi: Words = field(default_factory=lambda: Words("vi"))
    en: Words = field(default_factory=lambda: Words("en"))
    _known: dict[str, str] = field(default_factory=dict)
    """Words of the frame by their keys."""
    _labels: dict[str, str] = field(default_factory=dict)
    """Labels of the profile's fields by their ids."""

    def say(self, saying: Saying) -> str:
        """A sentence in both languages, as HTML."""
        return pair(saying(self.vi), saying(self.en))

    def ui(self, key: str, **facts: object) -> str:
        """A word of the frame in both languages, as HTML."""
        if facts:
            return self.say(lambda words: words.ui(key, **facts))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.say(lambda words: words.ui(key))
        return known

    def number(self, text: str) -> str:
        """A decimal number with the sign of each language."""
        return pair(text.replace(".", ","), text) if "." in text else text

    def points(self, points: Fraction) -> str:
        """Points for the eye."""
        return self.number(short(points))

    def percent(self, share: Fraction | None) -> str:
        """Per cent cut to two decimals, or that there is no score."""
        if share is None:
            return self.ui("no_score")
        text = cut(share)
        return pair(text.replace(".", ",") + " %", text + " %")

    def label(self, field_id: str) -> str:
        """The words for a field; what the profile does not know (a key of the entry's own) as it is written."""
        known = self._labels.get(field_id)
        if known is None:
            known = self.say(lambda words: words.label((field_id,), self.profile))
            if find_field(self.profile, (field_id,)) is not None:
                self._labels[field_id] = known
        return known

    def value(self, by: str, value: str | None) -> str:
        """A value that entries are grouped by: a code's label, any other as it is written."""
        return self.say(
            lambda words: words.ui("none_stated") if value is None else words.code((by,), value, self.profile)
        )

    def title(self, code: str) -> str:
        """The name of a finding code."""
        return self.say(lambda words: words.title(code))
