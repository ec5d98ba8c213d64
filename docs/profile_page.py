"""The page of a profile: its fields, code lists and relations, with the ground of each."""

from collections.abc import Iterator

from catalog_validator.model.profile import Check, CodeList, Field, Obligation, Profile, Relation
from catalog_validator.model.words import Citation
from catalog_validator.reports.explain import RELATION_CODES
from catalog_validator.reports.words import Words

MADE = "<!-- Made by docs/build_reference.py; a test holds it against the code. -->"


def profile_tables(profile: Profile) -> Iterator[str]:
    """A profile's fields, code lists and relations, with the ground of each."""
    words = Words("en")
    yield from (
        f"# Profile {profile.id} {profile.version}",
        "",
        MADE,
        "",
        f"{profile.title.en} ({profile.title.vi}).",
        "",
    )
    yield f"- Status: **{profile.status}**. {profile.status_reason.en}"
    yield f"- Legal basis: {profile.legal_basis}"
    yield f"- Threshold: {profile.threshold} %"
    names = ", ".join(f"`{name}`" for name in profile.id_fields)
    yield f"- An entry's id is the first filled of {names}; its title is `{profile.title_field}`"
    yield f"- Results are grouped by {', '.join(f'`{name}`' for name in profile.group_by)}"
    yield from ("", "What a status word means: [legal ground](../explanation/legal-ground.md).", "")
    yield from ("## To ask the authority", "")
    yield from (f"{number}. {question.en}" for number, question in enumerate(profile.questions, 1))
    for group, title in profile.groups:
        yield from (
            "",
            f"## {title.en} ({title.vi})",
            "",
            "| field | label | form | owed | points | demands | ground |",
            "|---|---|---|---|---|---|---|",
        )
        for field in profile.fields:
            if field.group == group:
                yield field_row(field, profile, words)
                yield from (field_row(part, profile, words, f"{field.id}.") for part in field.parts)
    yield from code_lists(profile, words)
    yield from relations(profile, words)


def field_row(field: Field, profile: Profile, words: Words, prefix: str = "") -> str:
    """One line of a table of fields."""
    owed = words.ui(f"obligation.{field.obligation.value}")
    if field.obligation is Obligation.CONDITIONAL and field.when:
        owed = f"when {words.condition(field.when, profile)}"
    demands = [demand(check, words) for check in field.checks]
    demands += [f"one of the codes of `{field.code_list.id}`"] if field.code_list else []
    demands += [f"one of {', '.join(f'`{part}`' for part in field.any_of)}"] if field.any_of else []
    demands += [f"“{answer}” is an answer" for answer in field.declared]
    demands += ["**gate**"] * field.gate + ["**refused if yes**"] * field.refuse
    points = words.points(field.weight) if not prefix else ""
    label = f"{field.label.vi}<br>{field.label.en}"
    cells = (f"`{prefix}{field.id}`", label, words.ui(f"type.{field.type.value}"), owed, points, "; ".join(demands))
    return "| " + " | ".join(cell(text) for text in (*cells, ground(field.citation, words))) + " |"


def demand(check: Check, words: Words) -> str:
    """A check in words; a pattern as it would be typed."""
    if check.kind != "pattern":
        return words.check(check)
    return f"the pattern {literal(str(check.params['pattern']))}"


def ground(citation: Citation, words: Words) -> str:
    """A citation with what it is worth."""
    return words.ground(citation)


def code_lists(profile: Profile, words: Words) -> Iterator[str]:
    """Every code list that a field or part uses, once."""
    found: dict[str, CodeList] = {}
    for field in profile.fields:
        for item in (field, *field.parts):
            if item.code_list:
                found.setdefault(item.code_list.id, item.code_list)
    yield from (
        "",
        "## Code lists",
        "",
        "An entry may write the code, either label or another spelling, in any case and Unicode form.",
    )
    for code_list in found.values():
        yield from (
            "",
            f"### {code_list.id}",
            "",
            f"{code_list.title.en}. Source: {code_list.source}, {code_list.date}. {ground(code_list.citation, words)}.",
            "",
        )
        yield from ("| code | label (vi) | label (en) | other spellings |", "|---|---|---|---|")
        for code in code_list.items:
            yield f"| `{code.code}` | {cell(code.label.vi)} | {cell(code.label.en)} | {cell(', '.join(code.aliases))} |"


def relations(profile: Profile, words: Words) -> Iterator[str]:
    """The checks across fields."""
    yield from ("", "## Checks across fields", "", "They warn or note; none costs a point.", "")
    if not profile.relations:
        yield "None."
        return
    yield from ("| id | code | finds | when | advice | ground |", "|---|---|---|---|---|---|")
    yield from (relation_row(relation, profile, words) for relation in profile.relations)


def relation_row(relation: Relation, profile: Profile, words: Words) -> str:
    """One line of the table of relations."""
    code = RELATION_CODES[relation.kind]
    when = words.condition(relation.when, profile) if relation.when else ""
    cells = (f"`{relation.id}`", f"{code} ({relation.severity.value})", relation.title.en, when, relation.advice.en)
    return "| " + " | ".join(cell(text) for text in (*cells, ground(relation.citation, words))) + " |"


def cell(text: str) -> str:
    """Text that stays inside its cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def literal(text: str) -> str:
    """Text as it would be typed, whatever signs are in it."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text.strip()}{fence}".replace("\n", "↵") if text.strip() else "`␣`"
