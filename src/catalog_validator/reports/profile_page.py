"""``catval profile show`` and ``list``: what a profile asks for, on which ground, and what is still to be asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from catalog_validator.model.profile import Field, Obligation, Profile
from catalog_validator.model.report import Look
from catalog_validator.model.words import CitationStatus, Lang
from catalog_validator.reports.explain import relation_rows
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page, Row
from catalog_validator.reports.text_paint import clip, columns, pad, wrap


def render_profile(profile: Profile, lang: Lang, look: Look) -> str:
    """The whole profile for a reader: head, fields by group, checks across fields, open questions."""
    page = Page.of(profile, lang, look)
    lines = [*_head(page), *_fields(page), *_relations(page), *_questions(page)]
    return "\n".join(lines) + "\n"


def render_profile_list(profiles: Sequence[Profile], lang: Lang, look: Look) -> str:
    """The profiles at hand, each in a few lines."""
    lines: list[str] = []
    for profile in profiles:
        page = Page.of(profile, lang, look)
        if not lines:
            lines += [page.rule(page.words.ui("page.list")), ""]
        lines.append(f"  {page.paint('bold', inert(profile.id))} {inert(profile.version)}")
        rows = [("", page.words.say(profile.title)), ("", _counts(page)), ("", _status(page))]
        lines += [*page.rows(rows, "  "), ""]
    return "\n".join(lines) + "\n" if lines else ""


def _head(page: Page) -> Iterator[str]:
    words, profile = page.words, page.profile
    yield page.rule(words.say(profile.title))
    yield ""
    statuses = Counter(field.citation.status for field in profile.fields)
    grounds = [f"{words.ui(f'citation.{one.value}')}: {statuses[one]}" for one in CitationStatus if statuses[one]]
    grouped = [words.label((field_id,), profile) for field_id in profile.group_by]
    threshold = words.ui("page.threshold_text", threshold=words.score(profile.threshold))
    rows: list[Row] = [
        (words.ui("page.profile"), f"{inert(profile.id)} {inert(profile.version)}"),
        (words.ui("page.status"), _status(page)),
        ("", words.say(profile.status_reason) if profile.status != "official" else ""),
        (words.ui("page.legal_basis"), inert(profile.legal_basis, 1000)),
        (words.ui("page.extends"), words.join([inert(name) for name in profile.extends])),
        (words.ui("page.threshold"), threshold),
        (words.ui("page.fields"), _counts(page)),
        (words.ui("page.citations"), "; ".join(grounds)),
        (words.ui("page.group_by"), words.join(grouped)),
        (words.ui("page.sha256"), profile.sha256),
    ]
    yield from page.rows(rows)
    yield ""


def _status(page: Page) -> str:
    key = f"page.{page.profile.status}"
    return page.words.ui(key) if page.words.knows(f"ui.{key}") else inert(page.profile.status)


def _counts(page: Page) -> str:
    fields = page.profile.fields
    count = Counter(field.obligation for field in fields)
    possible = sum((field.weight for field in fields), Fraction(0))
    return page.words.ui(
        "page.counts",
        mandatory=count[Obligation.MANDATORY],
        conditional=count[Obligation.CONDITIONAL],
        optional=count[Obligation.OPTIONAL],
        possible=possible,
    )


def _fields(page: Page) -> Iterator[str]:
    words, profile = page.words, page.profile
    known = dict(profile.groups)
    groups = [(group, words.say(title)) for group, title in profile.groups]
    groups += [(group, group) for group in dict.fromkeys(field.group for field in profile.fields) if group not in known]
    widths = _widths(page)
    for group, title in groups:
        members = [field for field in profile.fields if field.group == group]
        if not members:
            continue
        yield page.rule(title)
        for field in members:
            yield from _field(page, field, widths)
        yield ""


def _widths(page: Page) -> tuple[int, int, int]:
    """Columns for ids, labels and obligations."""
    fields, words = page.profile.fields, page.words
    ids = max((columns(field.id) for field in fields), default=0)
    labels = max((columns(words.say(field.label)) for field in fields), default=0)
    obligations = max(columns(words.ui(f"obligation.{one.value}")) for one in Obligation)
    room = page.width - obligations - 12
    ids = min(ids, room * 2 // 5)
    return ids, min(labels, room - ids), obligations


def _field(page: Page, field: Field, widths: tuple[int, int, int]) -> Iterator[str]:
    words = page.words
    ids, labels, obligations = widths
    name = pad(clip(inert(field.id), ids), ids)
    label = pad(clip(words.say(field.label), labels), labels)
    obligation = pad(words.ui(f"obligation.{field.obligation.value}"), obligations)
    weight = pad(words.points(field.weight) if field.weight else "–", 4, right=True)
    yield f"  {page.paint('place', name)}  {label}  {obligation} {weight}"
    notes = [words.ui("explain.when") + " " + words.condition(field.when, page.profile)] if field.when else []
    notes += [words.ui("page.gate_mark")] * field.gate + [words.ui("page.refuse_mark")] * field.refuse
    notes.append(words.ground(field.citation))
    indent = ids + 4
    for note in notes:
        yield from (" " * indent + page.paint("dim", line) for line in wrap(note, page.width - indent))


def _relations(page: Page) -> Iterator[str]:
    if not page.profile.relations:
        return
    yield page.rule(page.words.ui("page.relations"))
    for relation in page.profile.relations:
        yield from page.rows(relation_rows(page, relation))
        yield ""


def _questions(page: Page) -> Iterator[str]:
    if not page.profile.questions:
        return
    yield page.rule(page.words.ui("page.questions"))
    numbered = enumerate(page.profile.questions, 1)
    yield from page.rows((f"{number}.", page.words.say(question)) for number, question in numbered)
