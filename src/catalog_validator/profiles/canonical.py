"""A profile as plain values again, in the one form that its hash is taken of."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import (
    All,
    Atom,
    Check,
    CodeItem,
    CodeList,
    Condition,
    Field,
    Obligation,
    Phrases,
    Placeholders,
    Profile,
    Relation,
)
from catalog_validator.model.words import Citation, Label


def profile_to_raw(profile: Profile) -> dict[str, object]:
    """The profile as a file that stands alone: defaults left out, settings filled in, code lists in order of use."""
    given: dict[str, object] = {
        "id": profile.id,
        "version": profile.version,
        "built_on": list(profile.extends),
        "title": _label(profile.title),
        "legal_basis": profile.legal_basis,
        "status": profile.status,
        "status_reason": _label(profile.status_reason) if profile.status_reason != Label("", "") else None,
        "threshold": str(profile.threshold),
        "settings": dict(profile.settings),
        "identity": _stated(
            {"id": list(profile.id_fields), "title": profile.title_field, "published": profile.published_field}
        ),
        "group_by": list(profile.group_by),
        "questions": [_label(question) for question in profile.questions],
        "groups": [{"id": group_id, "title": _label(title)} for group_id, title in profile.groups],
        "code_lists": [_code_list(code_list) for code_list in code_lists(profile).values()],
        "fields": [_field(field) for field in profile.fields],
        "relations": [_relation(relation) for relation in profile.relations],
        "placeholders": _placeholders(profile.placeholders),
        "json_schema": json.loads(profile.json_schema) if profile.json_schema else None,
        "json_schema_severity": _unless_error(profile.json_schema_severity),
    }
    return _stated(given)


def code_lists(profile: Profile) -> Mapping[str, CodeList]:
    """The code lists that fields and parts use, by id, in order of first use."""
    fields = [part for field in profile.fields for part in (field, *field.parts)]
    return {field.code_list.id: field.code_list for field in fields if field.code_list}


def canonical_json(raw: Mapping[str, object]) -> bytes:
    """UTF-8 JSON with sorted keys and no insignificant blanks; texts as they were written."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def profile_sha256(profile: Profile) -> str:
    """The hash of what the profile means, however many files it was written in and in whatever syntax."""
    meaning = profile_to_raw(replace(profile, extends=()))
    return sha256(canonical_json(meaning)).hexdigest()


def _unless_error(severity: Severity) -> str | None:
    return None if severity is Severity.ERROR else severity.value


def _stated(given: Mapping[str, object]) -> dict[str, object]:
    """Without the keys whose value is the default: None, false, or empty."""
    return {key: value for key, value in given.items() if value not in (None, False, "", [], {})}


def _label(label: Label) -> dict[str, str]:
    return {"vi": label.vi, "en": label.en}


def _citation(citation: Citation) -> dict[str, object]:
    given = {"text": citation.text, "status": citation.status.value, "confidence": citation.confidence.value}
    return _stated(given)


def _code_list(code_list: CodeList) -> dict[str, object]:
    return {
        "id": code_list.id,
        "title": _label(code_list.title),
        "source": code_list.source,
        "date": code_list.date,
        "citation": _citation(code_list.citation),
        "items": [_code_item(item) for item in code_list.items],
    }


def _code_item(item: CodeItem) -> dict[str, object]:
    return _stated({"code": item.code, "label": _label(item.label), "aliases": list(item.aliases)})


def _field(field: Field, record: Field | None = None) -> dict[str, object]:
    default_weight = 0 if field.obligation is Obligation.OPTIONAL else 1
    given: dict[str, object] = {
        "id": field.id,
        "label": _label(field.label),
        "help": _label(field.help) if record is None or field.help != field.label else None,
        "group": field.group,
        "type": field.type.value,
        "obligation": field.obligation.value,
        "weight": str(field.weight) if field.weight != default_weight else None,
        "gate": field.gate,
        "refuse": field.refuse,
        "when": _condition(field.when) if field.when else None,
        "checks": [_check(check) for check in field.checks],
        "code_list": field.code_list.id if field.code_list else None,
        "parts": [_field(part, field) for part in field.parts],
        "plain": field.plain,
        "any_of": list(field.any_of),
        "whole": field.whole,
        "declared": list(field.declared),
        "may_refer": field.may_refer,
        "aliases": list(field.aliases),
        "citation": _citation(field.citation) if record is None or field.citation != record.citation else None,
        "good": field.good,
        "bad": field.bad,
    }
    return _stated(given)


def _condition(condition: Condition) -> dict[str, object]:
    if isinstance(condition, Atom):
        return {"field": condition.field, "not_in" if condition.negated else "in": list(condition.values)}
    return {"all" if isinstance(condition, All) else "any": [_condition(part) for part in condition.of]}


def _check(check: Check) -> dict[str, object]:
    severity = {} if check.severity is Severity.ERROR else {"severity": check.severity.value}
    return {"kind": check.kind, **check.params, **severity}


def _relation(relation: Relation) -> dict[str, object]:
    params = {key: list(value) if isinstance(value, tuple) else value for key, value in relation.params.items()}
    given = {
        "id": relation.id,
        "kind": relation.kind,
        "fields": list(relation.fields),
        "when": _condition(relation.when) if relation.when else None,
        "params": params,
        "title": _label(relation.title),
        "advice": _label(relation.advice),
        "severity": relation.severity.value,
        "citation": _citation(relation.citation),
    }
    return _stated(given)


def _placeholders(placeholders: Placeholders) -> dict[str, object]:
    given = {
        "exact": list(placeholders.exact),
        "none": list(placeholders.none),
        "families": [_phrases(family) for family in placeholders.families],
        "mash": list(placeholders.mash),
        "max_length": placeholders.max_length if placeholders.max_length != Placeholders().max_length else None,
    }
    return _stated(given)


def _phrases(family: Phrases) -> dict[str, object]:
    given = {
        "id": family.id,
        "made_of": list(family.made_of),
        "needs": list(family.needs),
        "starts": list(family.starts),
        "numbers": family.numbers,
        "refers": family.refers,
    }
    return _stated(given)
