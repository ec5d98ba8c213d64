"""``catval explain``: what a code, a field or a part of a record means, and on which ground."""

from collections.abc import Iterator, Mapping

from catalog_validator.model.codes import CODES, Code
from catalog_validator.model.finding import Severity
from catalog_validator.model.place import Path
from catalog_validator.model.profile import CodeList, Field, FieldType, Obligation, Profile, Relation
from catalog_validator.model.report import Look
from catalog_validator.model.text import fold
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.text_page import Page, Row, severity_style
from catalog_validator.reports.text_paint import wrap
from catalog_validator.reports.words import find_field

RELATION_CODES: Mapping[str, str] = {
    "contradiction": "CV302",
    "lacks_one_of": "CV303",
    "should_be_empty": "CV304",
    "not_a_subset": "CV305",
    "telling_phrase": "CV306",
    "stale": "CV307",
    "duplicate_entry": "CV308",
    "repeats": "CV401",
}
"""Kind of a relation → the code of its findings."""


def render_explanation(topic: str, profile: Profile, lang: Lang, look: Look) -> str | None:
    """A code (``CV103``, or its name), a field or part (``contact_point.phone``, or a label); None where unknown."""
    page = Page.of(profile, lang, look)
    code = _find_code(topic)
    if code is not None:
        return "\n".join(_code_page(page, code)) + "\n"
    path = _find_path(topic, profile)
    field = find_field(profile, path) if path else None
    return "\n".join(_field_page(page, path, field)) + "\n" if field else None


def _find_code(topic: str) -> Code | None:
    wanted = topic.strip()
    by_slug = (code for code in CODES.values() if code.slug == wanted.lower())
    return CODES.get(wanted.upper()) or next(by_slug, None)


def _find_path(topic: str, profile: Profile) -> Path:
    """The path of ids; a field is also found by its labels and headings."""
    path = tuple(topic.strip().split("."))
    if find_field(profile, path):
        return path
    wanted = fold(topic)
    for field in profile.fields:
        if wanted in {fold(name) for name in (field.id, *(field.label[lang] for lang in LANGS), *field.aliases)}:
            return (field.id,)
    return ()


def _code_page(page: Page, code: Code) -> Iterator[str]:
    words = page.words
    yield page.rule(f"{code.code} · {words.title(code.code)}", severity_style(code.severity))
    yield ""
    yield from ("  " + line for line in wrap(words.of_code(code.code, "explain"), page.width - 4))
    yield ""
    advice = words.of_code(code.code, "advice")
    yield from page.rows(
        [
            (words.ui("explain.slug"), code.slug),
            (words.ui("explain.severity"), words.ui(f"severity.{code.severity.value}")),
            (words.ui("explain.cost"), words.ui(f"explain.{_cost(code)}")),
            (words.ui("explain.advice"), "" if advice == "…" else advice),
            (words.ui("explain.good"), words.of_code(code.code, "good")),
            (words.ui("explain.bad"), words.of_code(code.code, "bad")),
        ]
    )
    used = [relation for relation in page.profile.relations if RELATION_CODES.get(relation.kind) == code.code]
    if used:
        yield ""
        yield f"  {page.paint('bold', words.ui('explain.used_by'))}"
        for relation in used:
            yield from page.rows(relation_rows(page, relation), "    ")


def relation_rows(page: Page, relation: Relation) -> list[Row]:
    """A check across fields: what it finds, when, what to do, on which ground."""
    words, profile = page.words, page.profile
    return [
        (inert(relation.id), words.say(relation.title)),
        (words.ui("explain.when"), words.condition(relation.when, profile) if relation.when else ""),
        (words.ui("explain.advice"), words.say(relation.advice)),
        (words.ui("explain.ground"), words.ground(relation.citation)),
    ]


def _cost(code: Code) -> str:
    if code.severity is not Severity.ERROR:
        return "cost_free"
    costs = {"CV1": "cost_points", "CV2": "cost_points", "CV0": "cost_source", "CV9": "cost_source"}
    return costs.get(code.code[:3], "cost_free")


def _field_page(page: Page, path: Path, field: Field) -> Iterator[str]:
    words = page.words
    yield page.rule(words.label(path, page.profile))
    yield ""
    yield from ("  " + line for line in wrap(words.say(field.help), page.width - 4))
    yield ""
    yield from page.rows(
        [
            *_demands(page, path, field),
            *_parts(page, field),
            *_codes(page, field.code_list),
            (words.ui("explain.declared"), words.join([f"“{inert(answer)}”" for answer in field.declared])),
            (words.ui("explain.aliases"), words.join([f"“{inert(name)}”" for name in field.aliases], 40)),
            (words.ui("explain.ground"), words.ground(field.citation)),
            (words.ui("explain.good"), inert(field.good, WHOLE)),
            (words.ui("explain.bad"), inert(field.bad, WHOLE)),
        ]
    )
    used = [relation for relation in page.profile.relations if field.id in relation.fields and len(path) == 1]
    if used:
        yield ""
        yield f"  {page.paint('bold', words.ui('explain.relations'))}"
        named = [(RELATION_CODES.get(relation.kind, ""), words.say(relation.title)) for relation in used]
        yield from page.rows(named, "    ")


def _demands(page: Page, path: Path, field: Field) -> list[Row]:
    words = page.words
    group = dict(page.profile.groups).get(field.group)
    obligation = [words.ui(f"obligation.{field.obligation.value}")]
    obligation += [words.ui("explain.gate")] * field.gate + [words.ui("explain.refuse")] * field.refuse
    checks = [words.check(check) for check in field.checks]
    if field.may_refer:
        checks.append(words.ui("explain.may_refer"))
    return [
        (words.ui("explain.field"), ".".join(str(step) for step in path)),
        (words.ui("explain.group"), words.say(group)),
        (words.ui("explain.type"), words.ui(f"type.{field.type.value}")),
        (words.ui("explain.obligation"), "; ".join(obligation)),
        (words.ui("explain.when"), words.condition(field.when, page.profile) if field.when else ""),
        (words.ui("explain.weight"), _weight(page, field) if len(path) == 1 else ""),
        (words.ui("explain.checks"), "; ".join(checks)),
    ]


def _weight(page: Page, field: Field) -> str:
    words = page.words
    if not field.weight or field.obligation is Obligation.OPTIONAL:
        return words.ui("explain.weight_none")
    shared = {FieldType.RECORD: "whole" if field.whole else "mean_parts", FieldType.RECORDS: "mean"}.get(field.type)
    return words.points(field.weight) + (f"; {words.ui(f'explain.{shared}')}" if shared else "")


def _parts(page: Page, field: Field) -> Iterator[Row]:
    words = page.words
    labels = {part.id: words.say(part.label) for part in field.parts}
    for index, part in enumerate(field.parts):
        facts = [words.ui(f"type.{part.type.value}"), words.ui(f"obligation.{part.obligation.value}")]
        facts += [words.check(check) for check in part.checks]
        name = words.ui("explain.parts") if index == 0 else ""
        yield name, f"{inert(part.id)} — {labels[part.id]} ({', '.join(facts)})"
    if field.any_of:
        yield "", words.ui("explain.any_of", parts=[labels.get(part, part) for part in field.any_of])
    if field.plain:
        yield "", words.ui("explain.plain", part=labels.get(field.plain, field.plain))


def _codes(page: Page, code_list: CodeList | None) -> Iterator[Row]:
    if code_list is None:
        return
    words = page.words
    for index, item in enumerate(code_list.items):
        aliases = f" ({words.join([inert(alias) for alias in item.aliases])})" if item.aliases else ""
        name = words.ui("explain.codes") if index == 0 else ""
        yield name, f"{inert(item.code)} — {words.say(item.label)}{aliases}"
    source = "" if code_list.source == code_list.citation.text else inert(code_list.source, WHOLE)
    where = ", ".join(filter(None, (source, inert(code_list.date))))
    yield words.ui("explain.codes_source"), f"{where} — {words.ground(code_list.citation)}"
