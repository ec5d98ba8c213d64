"""A comparison as Markdown, for a merge request or a job's summary. Text of the data stays text."""

from collections.abc import Iterator, Sequence

from catalog_validator.model.change import Change, Pair
from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Lang
from catalog_validator.reports import diff_words as said
from catalog_validator.reports.markdown import md
from catalog_validator.reports.words import Words


def render_diff_markdown(change: Change, profile: Profile, lang: Lang, most: int | None = None) -> Iterator[str]:
    """Pieces of the page; ``most`` entries of each kind are listed (None: all), the rest are counted."""
    words, data = Words(lang), change.data
    yield f"## {words.ui('diff.title')}\n\n"
    for key, side in (("old", change.old), ("new", change.new)):
        yield f"- **{words.ui(f'diff.{key}')}**: {md(said.side(words, side))}\n"
    old, new = change.old.numbers, change.new.numbers
    score = words.ui("diff.from_to", old=words.score(old.score), new=words.score(new.score))
    if change.total is not None:
        score += " " + words.ui("diff.change", change=said.signed(words, change.total))
    yield f"- **{words.ui('diff.score')}**: {md(score)}\n"
    if data is not None:
        yield f"- **{words.ui('diff.counts')}**: {said.counts(words, data)}\n"
        yield f"- **{words.ui('diff.findings')}**: {said.findings(words, data)}\n"
    for text in said.cautions(words, change):
        yield f"\n> {md(text)}\n"
    if data is None:
        return
    yield from _causes(words, change, profile)
    for kind in ("worse", "better"):
        yield from _pairs(words, kind, said.ordered(data.pairs, kind), most)
    for key, some in (("added", data.added), ("removed", data.removed)):
        rows = [
            (said.lone_name(words, one), words.score(one.entry.score), said.signed(words, one.pooled)) for one in some
        ]
        yield from _table(words, words.ui(f"diff.{key}"), ("entry", "score", "points"), rows, most)


def _causes(words: Words, change: Change, profile: Profile) -> Iterator[str]:
    data, rows = change.data, []
    assert data is not None
    if change.profile is not None and change.profile.change is not None:
        rows.append((words.ui("diff.by_profile"), said.signed(words, change.profile.change)))
    if data.added:
        rows.append((words.ui("diff.by_come"), said.signed(words, data.come)))
    if data.removed:
        rows.append((words.ui("diff.by_gone"), said.signed(words, data.gone)))
    ranked = sorted(data.fields, key=lambda part: -abs(part.points))
    rows += [(said.field_name(words, part.name, profile), said.signed(words, part.points)) for part in ranked]
    yield from _table(words, words.ui("diff.parts"), ("field", "points"), rows, None)


def _pairs(words: Words, kind: str, pairs: Sequence[Pair], most: int | None) -> Iterator[str]:
    rows = [
        (
            said.entry_name(pair.new),
            words.ui("diff.from_to", old=words.score(pair.old.score), new=words.score(pair.new.score)),
            said.signed(words, pair.change),
        )
        for pair in pairs
    ]
    yield from _table(words, words.ui(f"diff.{kind}"), ("entry", "score", "points"), rows, most)


def _table(
    words: Words, title: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]], most: int | None
) -> Iterator[str]:
    if not rows:
        return
    shown = rows if most is None else rows[:most]
    yield f"\n### {md(title)}\n\n"
    yield f"| {' | '.join(words.ui(f'diff.{head}') for head in heads)} |\n"
    yield f"|{'---|' * len(heads)}\n"
    for row in shown:
        yield f"| {' | '.join(map(md, row))} |\n"
    if len(shown) < len(rows):
        yield f"\n{words.ui('frame.more_rows', n=len(rows) - len(shown))}\n"
