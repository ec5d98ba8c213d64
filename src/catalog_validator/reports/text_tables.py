"""The tables of a text report: entries, groups, kinds of findings."""

from collections import Counter
from collections.abc import Iterator, Sequence

from catalog_validator.model.finding import Severity
from catalog_validator.model.result import Group, Status, Summary
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.numbers import cut
from catalog_validator.reports.order import ordered_groups
from catalog_validator.reports.text_entry import gates
from catalog_validator.reports.text_frame import entry_name
from catalog_validator.reports.text_ledger import Ledger, Line
from catalog_validator.reports.text_page import Page, severity_style
from catalog_validator.reports.text_paint import bar, clip, columns, pad, wrap

MOST_GROUPS = 60
WHY_LINES = 3
_ROOMY = 80
"""Columns from which a table has long bars."""


def entries_table(page: Page, ledger: Ledger) -> Iterator[str]:
    """The lowest entries, each with the fields that keep it from 100 %."""
    lines = ledger.worst()
    if not lines:
        return
    words = page.words
    yield page.rule(words.ui("table.entries"))
    points = _points_width(page, lines)
    cells = _cells(page)
    names = (words.ui("table.score"), words.ui("table.points"), words.ui("table.title"))
    yield page.paint(
        "dim", f"  {' ' * cells} {pad(names[0], 7, right=True)} {pad(names[1], points, right=True)}    {names[2]}"
    )
    for line in lines:
        yield from _entry(page, line, points)
    if ledger.entries > len(lines):
        yield page.paint("dim", "  " + words.ui("frame.more_rows", n=ledger.entries - len(lines)))


def groups_table(page: Page, summary: Summary) -> Iterator[str]:
    """For each field that results are grouped by: its values, lowest score first."""
    by_field: dict[str, list[Group]] = {}
    for group in ordered_groups(page.profile, summary):
        by_field.setdefault(group.by, []).append(group)
    for field_id, groups in by_field.items():
        yield page.rule(page.words.ui("table.groups", by=page.words.label((field_id,), page.profile)))
        lowest = sorted(groups, key=lambda group: (group.tally.score is not None, group.tally.score or 0))
        shown = lowest[:MOST_GROUPS]
        widths = [max(columns(_fraction(page, group, kind)) for group in shown) for kind in (0, 1)]
        for group in shown:
            yield _group(page, group, widths)
        if len(groups) > MOST_GROUPS:
            yield page.paint("dim", "  " + page.words.ui("frame.more_rows", n=len(groups) - MOST_GROUPS))
        yield ""


def codes_table(page: Page, codes: Counter[tuple[str, str]]) -> Iterator[str]:
    """How often each code was found, errors first."""
    if not codes:
        return
    order = [severity.value for severity in Severity]
    kinds = sorted(codes.items(), key=lambda kind: (order.index(kind[0][0]), -kind[1], kind[0][1]))
    yield page.rule(page.words.ui("table.codes"))
    severities = {severity.value: page.words.ui(f"severity.{severity.value}") for severity in Severity}
    about = max(map(columns, severities.values()))
    for (severity, code), count in kinds:
        name = page.paint(severity_style(Severity(severity)), pad(severities[severity], about))
        title = clip(page.words.title(code), page.width - about - 20)
        yield f"  {pad(str(count), 6, right=True)}  {name}  {code}  {title}"


def _cells(page: Page) -> int:
    return 10 if page.width >= _ROOMY else 5


def _points_width(page: Page, lines: Sequence[Line]) -> int:
    widest = max(columns(_points(page, line)) for line in lines)
    return max(widest, columns(page.words.ui("table.points")))


def _points(page: Page, line: Line) -> str:
    if line.status is not Status.SCORED:
        return "–"
    return f"{page.words.points(line.earned)}/{page.words.points(line.possible)}"


def _entry(page: Page, line: Line, points: int) -> Iterator[str]:
    cells = _cells(page)
    drawn = page.paint("good" if line.passed else "error", bar(line.score, cells))
    score = pad(page.words.decimal(cut(line.score)) or "–", 7, right=True)
    start = 2 + cells + 1 + 7 + 1 + points + 3
    name = entry_name(line.id, line.title)
    if line.status is not Status.SCORED:
        name = f"{name} ({page.words.ui(f'status.{line.status.value}')})"
    counted = pad(_points(page, line), points, right=True)
    yield f"  {drawn} {score} {counted} {page.mark(line.passed)} {clip(name, page.width - start)}"
    yield from _why(page, line, min(start, 24))


def _why(page: Page, line: Line, start: int) -> Iterator[str]:
    """Why not 100: the fields that cost points."""
    words, indent = page.words, " " * start
    if line.gates:
        yield from (indent + page.paint("error", text) for text in wrap(gates(page, line.gates), page.width - start))
    if not line.costly:
        return
    named = [f"{words.label((field_id,), page.profile)} −{words.points(lost)}" for field_id, lost in line.costly]
    room = page.width - start
    shown = len(named)
    while shown > 1 and len(_why_lines(page, named, shown, room)) > WHY_LINES:
        shown -= 1
    for text in _why_lines(page, named, shown, room):
        yield indent + page.paint("dim", text)


def _why_lines(page: Page, named: Sequence[str], shown: int, room: int) -> list[str]:
    rest = [page.words.ui("more_items", n=len(named) - shown)] if shown < len(named) else []
    return wrap(f"{page.words.ui('table.minus')} {', '.join([*named[:shown], *rest])}", room)


def _fraction(page: Page, group: Group, kind: int) -> str:
    tally = group.tally
    if kind == 0:
        return f"{tally.passed}/{tally.read}"
    return f"{page.words.points(tally.earned)}/{page.words.points(tally.possible)}"


def _group(page: Page, group: Group, widths: Sequence[int]) -> str:
    words, tally = page.words, group.tally
    value = words.ui("none_stated") if group.value is None else words.code((group.by,), group.value, page.profile)
    score = pad(words.decimal(cut(tally.score)) or "–", 7, right=True)
    passed, points = (pad(_fraction(page, group, kind), widths[kind], right=True) for kind in (0, 1))
    below = tally.score is None or tally.passed < tally.read
    start = f"  {page.paint('plain', bar(tally.score, _cells(page)))} {score}  {points}  "
    used = 2 + _cells(page) + 1 + 7 + 2 + widths[1] + 2 + widths[0] + 3
    mark = page.paint("warning" if below else "good", passed)
    return f"{start}{mark} ✓ {clip(inert(value), page.width - used)}"
