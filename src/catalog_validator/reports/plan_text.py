"""``catval plan`` for people: what to fill in which entry, what each field brings, and what that makes in all."""

from collections import Counter
from collections.abc import Iterator, Sequence

from catalog_validator.model.finding import Severity
from catalog_validator.model.planned import GroupWay, Planned
from catalog_validator.model.report import Look
from catalog_validator.model.result import EntryResult, Status
from catalog_validator.model.way import CommonWay, Step
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.plan_words import after, remarks
from catalog_validator.reports.text_entry import BAR, shown_id, shown_title
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import bar, clip, columns, pad, wrap

MOST_FIELDS = 12
MOST_GROUPS = 60


def render_plan(planned: Planned, lang: Lang, look: Look, most: int | None = None) -> Iterator[str]:
    """Lines of the page; ``most`` entries are shown in full (None: all), the rest are counted."""
    page = Page.of(planned.run.profile, lang, look)
    yield page.rule(clip(page.words.ui(f"plan.title_{planned.goal}"), page.width - 4)) + "\n\n"
    for line in _lines(page, planned, most):
        yield line + "\n"


def _lines(page: Page, planned: Planned, most: int | None) -> Iterator[str]:
    shares = planned.catalog.shares
    shown = shares if most is None else shares[:most]
    for share in shown:
        yield from _entry(page, planned, planned.entries[share.entry], share.steps)
        yield ""
    if len(shown) < len(shares):
        yield from wrap(page.words.ui("plan.more_entries", n=len(shares) - len(shown)), page.width)
        yield ""
    yield from _fields(page, planned.catalog)
    yield from _groups(page, planned.groups)
    yield from _not_plannable(page, planned)
    yield from _whole(page, planned)


def _entry(page: Page, planned: Planned, entry: EntryResult, steps: Sequence[Step]) -> Iterator[str]:
    """An entry's name, its score now and after, and its steps."""
    name, title = inert(shown_id(entry), 120), shown_title(entry)
    first, *rest = wrap(inert(title or name, 400), page.width - 2)
    yield page.paint("bold", first)
    yield from (page.paint("bold", line) for line in rest[:1])
    where = f"{inert(entry.source)} {inert(entry.pointer)}".strip()
    yield page.paint("dim", clip(f"{name} · {where}" if title and name != title else where, page.width))
    score = f"{page.paint('error', bar(entry.score, BAR))} {page.words.score(entry.score)}"
    yield from _joined(
        page, score, BAR + 1 + columns(page.words.score(entry.score)), _after(page, planned, entry, steps)
    )
    if entry.way is not None and planned.goal == "entries" and not entry.way.proven:
        yield from wrap(page.words.ui("plan.at_least", n=entry.way.at_least), page.width)
    gains = [_gain(page, step) for step in steps]
    about = max(map(columns, gains), default=0)
    for number, (step, gain) in enumerate(zip(steps, gains, strict=True), 1):
        yield from _step(page, step, f"{number:>4}. {pad(gain, about)}  ")


def _joined(page: Page, head: str, width: int, text: str) -> Iterator[str]:
    """``head → text`` on one line where there is room."""
    if width + 3 + columns(text) <= page.width:
        yield f"{head} → {page.paint('good', text)}"
        return
    yield head
    yield from (page.paint("good", line) for line in wrap(f"→ {text}", page.width))


def _after(page: Page, planned: Planned, entry: EntryResult, steps: Sequence[Step]) -> str:
    words, way = page.words, entry.way
    if way is None or planned.goal == "pooled":
        return words.ui("plan.share", n=len(steps))
    return after(words, way)


def _gain(page: Page, step: Step) -> str:
    return page.words.ui("plan.gain", gain=step.gain) if step.gain else page.words.ui("plan.no_gain")


def _step(page: Page, step: Step, start: str) -> Iterator[str]:
    """A field with its remarks and place, and below it what to write there."""
    words, field = page.words, page.profile.field(step.field)
    indent = " " * columns(start)
    room = page.width - columns(start)
    for index, line in enumerate(wrap(words.label((step.field,), page.profile), room)):
        yield (page.paint("good", start) if index == 0 else indent) + page.paint("bold", line)
    for remark in remarks(words, page.profile, step):
        yield from (indent + page.paint("warning", line) for line in wrap(remark, room))
    if place := words.place(step.position):
        yield indent + page.paint("place", clip(place, room))
    yield from (indent + page.paint("dim", line) for line in wrap(inert(field.help[words.lang], WHOLE), room) if line)


def _fields(page: Page, way: CommonWay) -> Iterator[str]:
    """Which fields are to be filled in how many entries."""
    counts = Counter(step.field for share in way.shares for step in share.steps)
    if len(way.shares) < 2:
        return
    yield page.rule(page.words.ui("plan.by_field"))
    for field_id, count in counts.most_common(MOST_FIELDS):
        told = pad(page.words.ui("plan.in_entries", n=count), 16)
        yield f"  {told}  {clip(page.words.label((field_id,), page.profile), page.width - 20)}"
    if len(counts) > MOST_FIELDS:
        yield page.paint("dim", "  " + page.words.ui("frame.more_rows", n=len(counts) - MOST_FIELDS))
    yield ""


def _groups(page: Page, groups: Sequence[GroupWay]) -> Iterator[str]:
    words = page.words
    by_field: dict[str, list[GroupWay]] = {}
    for one in groups:
        by_field.setdefault(one.group.by, []).append(one)
    for field_id, some in by_field.items():
        yield page.rule(words.ui("plan.by_group", by=words.label((field_id,), page.profile)))
        some.sort(key=lambda one: -one.way.fields)
        for one in some[:MOST_GROUPS]:
            value = one.group.value
            name = words.ui("none_stated") if value is None else words.code((field_id,), value, page.profile)
            yield f"  {clip(inert(name), page.width - 2)}"
            yield from (f"    {page.paint('dim', line)}" for line in wrap(_told(page, one), page.width - 4))
        if len(some) > MOST_GROUPS:
            yield page.paint("dim", "  " + words.ui("frame.more_rows", n=len(some) - MOST_GROUPS))
        yield ""


def _told(page: Page, one: GroupWay) -> str:
    way, scored = one.way, one.group.tally.scored
    if not scored:
        return page.words.ui("plan.group_none")
    if not way.fields:
        return page.words.ui("plan.group_done")
    facts = {"fields": way.fields, "entries": len(way.shares), "scored": scored}
    if way.proven:
        return page.words.ui("plan.group", **facts)
    return page.words.ui("plan.group_least", n=way.at_least, **facts)


def _not_plannable(page: Page, planned: Planned) -> Iterator[str]:
    """Entries without a score, and sources that were not read: named, never dropped."""
    words = page.words
    lost = [entry for entry in planned.entries if entry.status is not Status.SCORED]
    if lost:
        yield page.rule(words.ui("plan.not_plannable"))
    for entry in lost:
        status = words.ui(f"status.{entry.status.value}")
        yield from (
            f"  {line}" for line in wrap(f"{inert(entry.source)} {inert(entry.pointer)}: {status}", page.width - 2)
        )
    if lost:
        yield ""
    errors = [finding for finding in planned.outcome.problems if finding.severity is Severity.ERROR]
    if errors:
        yield page.rule(words.ui("plan.sources"))
    for finding in errors:
        text = f"{words.place(finding.position)} {finding.code} {words.message(finding, page.profile)}"
        yield from (f"  {line}" for line in wrap(text.strip(), page.width - 2))
    if errors:
        yield ""


def _whole(page: Page, planned: Planned) -> Iterator[str]:
    """The answer for the catalog, and what is proven of it."""
    words, way = page.words, planned.catalog
    facts = {"threshold": words.score(planned.run.threshold)} if planned.goal == "pooled" else {}
    if not planned.outcome.summary.total.scored:
        said = [words.ui("plan.common_none")]
    elif not way.fields:
        said = [words.ui(f"plan.common_done_{planned.goal}", **facts)]
    else:
        said = [words.ui(f"plan.common_{planned.goal}", fields=way.fields, entries=len(way.shares), **facts)]
        if way.margin:
            said.append(words.ui("plan.margin", margin=way.margin))
        said.append(words.ui("plan.smallest") if way.proven else words.ui("plan.at_least", n=way.at_least))
    for text in said:
        yield from wrap(text, page.width)
