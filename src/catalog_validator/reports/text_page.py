"""For whom and how wide a text report is drawn, and the few shapes that all of it is made of."""

from collections.abc import Iterable, Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang
from catalog_validator.reports.text_paint import Paint, Style, columns, pad, wrap
from catalog_validator.reports.words import Words

NARROWEST, WIDEST = 40, 200

Row = tuple[str, str]
"""What a line is about, and what it says."""


@dataclass(frozen=True, slots=True)
class Page:
    """A reader's language, profile, colours and width in columns."""

    words: Words
    profile: Profile
    paint: Paint
    width: int

    @classmethod
    def of(cls, profile: Profile, lang: Lang, look: Look) -> "Page":
        """The page that a look asks for, within what is legible."""
        return cls(Words(lang), profile, Paint(look.color), max(NARROWEST, min(look.width, WIDEST)))

    def rule(self, title: str, style: Style = "bold") -> str:
        """A line across the page with a title in it."""
        rest = "─" * max(0, self.width - columns(title) - 4)
        return f"{self.paint('dim', '──')} {self.paint(style, title)} {self.paint('dim', rest)}".rstrip()

    def mark(self, passed: bool) -> str:
        """A tick or a cross."""
        return self.paint("good", "✓") if passed else self.paint("error", "✗")

    def rows(self, rows: Iterable[Row], indent: str = "  ") -> Iterator[str]:
        """Lines ``about  text``, the texts aligned and wrapped; rows without a text are left out."""
        kept = [row for row in rows if row[1]]
        about = max((columns(row[0]) for row in kept), default=0)
        for name, text in kept:
            for index, line in enumerate(wrap(text, self.width - columns(indent) - about - 2)):
                head = self.paint("dim", pad(name if index == 0 else "", about))
                yield f"{indent}{head}  {line}".rstrip()


def severity_style(severity: Severity) -> Style:
    """The colour of a severity."""
    styles: dict[Severity, Style] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
    return styles[severity]
