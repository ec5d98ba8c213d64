"""What is wrong in a profile or campaign, all of it at once, each with its place and the way out."""

from collections.abc import Iterator, Sequence

from catalog_validator.model.place import Path
from catalog_validator.model.report import Look, Mistake
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import NARROWEST, WIDEST
from catalog_validator.reports.text_paint import Paint, wrap
from catalog_validator.reports.words import Words


def render_mistakes(mistakes: Sequence[Mistake], lang: Lang, look: Look) -> str:
    """For each mistake ``file:line:column``, where in the data, and a sentence; at the end their number."""
    words, paint = Words(lang), Paint(look.color)
    width = max(NARROWEST, min(look.width, WIDEST))
    lines: list[str] = []
    for mistake in mistakes:
        lines += [*_mistake(words, paint, mistake, width), ""]
    lines.append(paint("error", words.ui("mistake.title", n=len(mistakes))))
    return "\n".join(lines) + "\n"


def _mistake(words: Words, paint: Paint, mistake: Mistake, width: int) -> Iterator[str]:
    place, path = words.place(mistake.position), dotted(mistake.path)
    where = " · ".join(part for part in (paint("place", place), paint("dim", path)) if part)
    yield f"{paint('error', '✗')} {where}".rstrip()
    yield from (f"  {line}" for line in wrap(words.mistake(mistake), width - 2))


def dotted(path: Path) -> str:
    """A path as people write it: ``fields[3].checks[0].min``, indices from 0."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{inert(step, 60)}" for step in path)
    return shown.removeprefix(".")
