"""``catval diff`` for people: what moved the score, and which entries went which way."""

from collections.abc import Iterator, Sequence

from catalog_validator.model.change import Change, Difference, Lone, Pair, Part, UnitChange
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang
from catalog_validator.reports import diff_words as said
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page, Row
from catalog_validator.reports.text_paint import clip, columns, pad, wrap

MOST_UNITS = 60
MOST_PARTS = 6


def render_diff(change: Change, profile: Profile, lang: Lang, look: Look, most: int | None = None) -> Iterator[str]:
    """Lines of the page; ``most`` entries of each kind are shown (None: all), the rest are counted."""
    page = Page.of(profile, lang, look)
    for line in _lines(page, change, most):
        yield line + "\n"


def _lines(page: Page, change: Change, most: int | None) -> Iterator[str]:
    words, data = page.words, change.data
    yield page.rule(words.ui("diff.title"))
    yield from page.rows(_head(page, change))
    yield ""
    for text in said.cautions(words, change):
        yield from (page.paint("warning", line) for line in wrap(text, page.width))
        yield ""
    if data is None:
        return
    yield from _causes(page, change, data)
    yield from _units(page, data.units)
    for kind in ("worse", "better"):
        yield from _pairs(page, kind, said.ordered(data.pairs, kind), most)
    for kind, some in (("added", data.added), ("removed", data.removed)):
        yield from _lone(page, kind, some, most)
    kinds = {pair.kind for pair in data.pairs}
    if kinds <= {"same"} and not (
        data.added or data.removed or data.remarks.added or data.remarks.fixed or change.total
    ):
        yield words.ui("diff.nothing")


def _head(page: Page, change: Change) -> list[Row]:
    words, old, new = page.words, change.old.numbers, change.new.numbers
    score = words.ui("diff.from_to", old=words.score(old.score), new=words.score(new.score))
    if change.total is not None:
        score += " " + words.ui("diff.change", change=said.signed(words, change.total))
    passed = words.ui("diff.passed_text", old=old.passed, old_scored=old.scored, new=new.passed, new_scored=new.scored)
    rows = [
        (words.ui("diff.old"), said.side(words, change.old)),
        (words.ui("diff.new"), said.side(words, change.new)),
        (words.ui("diff.score"), score),
        (words.ui("diff.passed"), passed),
    ]
    for name in ("refused", "unreadable"):
        before, after = getattr(old, name), getattr(new, name)
        if before or after:
            rows.append((words.ui(f"diff.{name}"), words.ui("diff.from_to", old=before, new=after)))
    if change.data is not None:
        rows.append((words.ui("diff.counts"), said.counts(words, change.data)))
        rows.append((words.ui("diff.findings"), said.findings(words, change.data)))
    return rows


def _causes(page: Page, change: Change, data: Difference) -> Iterator[str]:
    """The change of the pooled score as a sum, indented as it adds up."""
    words = page.words
    if not change.total and not data.change:
        return
    yield page.rule(words.ui("diff.parts"))
    rows: list[tuple[int, str, str]] = []
    deep = 0
    if change.profile is not None and change.profile.change is not None:
        rows.append((0, said.signed(words, change.profile.change), words.ui("diff.by_profile")))
        rows += _field_rows(page, change.profile.fields, 1)
        rows.append((0, said.signed(words, data.change or data.come * 0), words.ui("diff.by_data")))
        deep = 1
    if data.added:
        rows.append((deep, said.signed(words, data.come), words.ui("diff.by_come")))
    if data.removed:
        rows.append((deep, said.signed(words, data.gone), words.ui("diff.by_gone")))
    if data.fields:
        total = sum((part.points for part in data.fields), data.come * 0)
        rows.append((deep, said.signed(words, total), words.ui("diff.by_field")))
        rows += _field_rows(page, data.fields, deep + 1)
    about = max((columns(number) for _, number, _ in rows), default=0)
    for level, number, text in rows:
        start = f"  {'  ' * level}{pad(number, about, right=True)}  "
        lines = wrap(text, page.width - columns(start))
        yield page.paint("good" if number.startswith("+") else "error", start) + lines[0]
        yield from (" " * columns(start) + line for line in lines[1:])
    yield ""


def _field_rows(page: Page, parts: Sequence[Part], level: int) -> list[tuple[int, str, str]]:
    ranked = sorted(parts, key=lambda part: -abs(part.points))
    return [
        (level, said.signed(page.words, part.points), said.field_name(page.words, part.name, page.profile))
        for part in ranked
    ]


def _units(page: Page, units: Sequence[UnitChange]) -> Iterator[str]:
    words = page.words
    for by in dict.fromkeys(unit.by for unit in units):
        some = [unit for unit in units if unit.by == by and (unit.pooled or unit.old is None or unit.new is None)]
        if not some:
            continue
        some.sort(key=lambda unit: unit.pooled)
        yield page.rule(words.ui("diff.unit", by=said.field_name(words, by, page.profile)))
        for unit in some[:MOST_UNITS]:
            value = words.ui("none_stated") if unit.value is None else words.code((by,), unit.value, page.profile)
            scores = [words.ui("no_score") if one is None else words.score(one.score) for one in (unit.old, unit.new)]
            moved = words.ui("diff.from_to", old=scores[0], new=scores[1])
            text = f"{pad(said.signed(words, unit.pooled), 8, right=True)}  {moved}  {inert(value)}"
            yield clip(f"  {text}", page.width)
        if len(some) > MOST_UNITS:
            yield page.paint("dim", "  " + words.ui("frame.more_rows", n=len(some) - MOST_UNITS))
        yield ""


def _pairs(page: Page, kind: str, pairs: Sequence[Pair], most: int | None) -> Iterator[str]:
    if not pairs:
        return
    words = page.words
    yield page.rule(words.ui(f"diff.{kind}"))
    shown = pairs if most is None else pairs[:most]
    for pair in shown:
        yield page.paint("bold", clip(f"  {said.entry_name(pair.new)}", page.width))
        moved = words.ui("diff.from_to", old=words.score(pair.old.score), new=words.score(pair.new.score))
        moved += " " + words.ui("diff.change", change=said.signed(words, pair.change))
        if pair.old.passed != pair.new.passed:
            moved += " · " + words.ui("diff.flip_passed" if pair.new.passed else "diff.flip_failed")
        yield from (
            page.paint("good" if kind == "better" else "error", f"    {x}") for x in wrap(moved, page.width - 4)
        )
        yield from (f"    {line}" for line in wrap(_parts(page, pair.parts), page.width - 4))
        for key, remarks in (("new_findings", pair.new_remarks), ("fixed_findings", pair.fixed)):
            if remarks:
                text = words.ui(f"diff.{key}", codes=said.codes(words, remarks))
                yield from (page.paint("dim", f"    {line}") for line in wrap(text, page.width - 4))
    if len(shown) < len(pairs):
        yield page.paint("dim", "  " + words.ui("frame.more_rows", n=len(pairs) - len(shown)))
    yield ""


def _parts(page: Page, parts: Sequence[Part]) -> str:
    ranked = sorted(parts, key=lambda part: -abs(part.points))
    named = [
        f"{said.field_name(page.words, part.name, page.profile)} {said.signed(page.words, part.points)}"
        for part in ranked
    ]
    return page.words.join(named, MOST_PARTS)


def _lone(page: Page, kind: str, some: Sequence[Lone], most: int | None) -> Iterator[str]:
    if not some:
        return
    words = page.words
    yield page.rule(words.ui(f"diff.{kind}"))
    shown = some if most is None else some[:most]
    for one in shown:
        score = pad(words.score(one.entry.score), 8, right=True)
        text = f"{score} {pad(said.signed(words, one.pooled), 8, right=True)}  {said.lone_name(words, one)}"
        yield clip(f"  {text}", page.width)
    if len(shown) < len(some):
        yield page.paint("dim", "  " + words.ui("frame.more_rows", n=len(some) - len(shown)))
    yield ""
