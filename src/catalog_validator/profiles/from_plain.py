"""Plain values of a resolved, correct profile in, `Profile` out. Checks nothing and imports nothing heavy."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any as Json

from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import (
    All,
    Any,
    Atom,
    Check,
    CodeItem,
    CodeList,
    Condition,
    Field,
    FieldType,
    Obligation,
    Phrases,
    Placeholders,
    Profile,
    Relation,
)
from catalog_validator.model.words import Citation, CitationStatus, Confidence, Label

Plain = Mapping[str, Json]
"""What ``schemas/profile.schema.json`` describes, without ``extends`` and its companions."""

SETTING = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""Stands in patterns and examples for the setting of that name."""

NO_LABEL = Label("", "")
_SPECIAL = re.compile(r"[\\.^*+?()\[\]{}|]")


def _own_schema(schema: Json) -> str:
    """One text, whatever the order of its keys."""
    import json

    return json.dumps(schema, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def profile_from_plain(plain: Plain, sha256: str = "") -> Profile:
    """The profile that these values describe. ``sha256`` is that of their canonical form."""
    settings: dict[str, str] = dict(plain.get("settings", {}))
    lists = {given["id"]: _code_list(given) for given in plain.get("code_lists", ())}
    identity: Plain = plain["identity"]
    return Profile(
        id=plain["id"],
        version=plain["version"],
        title=_label(plain["title"]),
        legal_basis=plain["legal_basis"],
        status=plain["status"],
        status_reason=_label(plain["status_reason"]) if "status_reason" in plain else NO_LABEL,
        threshold=Fraction(plain["threshold"]),
        groups=tuple((group["id"], _label(group["title"])) for group in plain["groups"]),
        fields=tuple(_FieldBuilder(lists, settings).field(given) for given in plain["fields"]),
        relations=tuple(_relation(given) for given in plain.get("relations", ())),
        placeholders=_placeholders(plain.get("placeholders", {})),
        id_fields=tuple(identity["id"]),
        title_field=identity["title"],
        published_field=identity.get("published"),
        group_by=tuple(plain.get("group_by", ())),
        settings=settings,
        questions=tuple(_label(given) for given in plain.get("questions", ())),
        extends=tuple(plain.get("built_on", ())),
        json_schema=_own_schema(plain["json_schema"]) if "json_schema" in plain else "",
        json_schema_severity=Severity(plain.get("json_schema_severity", "error")),
        sha256=sha256,
    )


def fill_in(text: str, settings: Mapping[str, str], *, pattern: bool = False) -> str:
    """The text with its settings in place; in a pattern they stand for themselves, character by character."""
    if "${" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        filled = settings.get(match[1], match[0])
        return _literal(filled) if pattern and match[1] in settings else filled

    return SETTING.sub(value, text)


def _literal(text: str) -> str:
    """A pattern of the subset that matches exactly this text (``$`` has no escape there, so it stands in a class)."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("$", "[$]")


class _FieldBuilder:
    """Builds fields that share the profile's code lists and settings."""

    __slots__ = ("_lists", "_settings")

    def __init__(self, lists: Mapping[str, CodeList], settings: Mapping[str, str]) -> None:
        self._lists = lists
        self._settings = settings

    def field(self, given: Plain, record: Plain | None = None) -> Field:
        """A field, or a part of the given record: a part's ground and help default to what is known already."""
        obligation = Obligation(given["obligation"])
        weight = given.get("weight", 0 if obligation is Obligation.OPTIONAL else 1)
        citation: Plain = given["citation"] if record is None else given.get("citation", record["citation"])
        return Field(
            id=given["id"],
            label=_label(given["label"]),
            help=_label(given["help"] if record is None else given.get("help", given["label"])),
            type=FieldType(given["type"]),
            obligation=obligation,
            weight=Fraction(weight),
            citation=_citation(citation),
            group=given.get("group", ""),
            when=_condition(given["when"]) if "when" in given else None,
            gate=given.get("gate", False),
            refuse=given.get("refuse", False),
            checks=tuple(self._check(check) for check in given.get("checks", ())),
            code_list=self._lists[given["code_list"]] if "code_list" in given else None,
            parts=tuple(self.field(part, given) for part in given.get("parts", ())),
            plain=given.get("plain"),
            any_of=tuple(given.get("any_of", ())),
            whole=given.get("whole", False),
            declared=tuple(given.get("declared", ())),
            may_refer=given.get("may_refer", False),
            aliases=tuple(given.get("aliases", ())),
            good=fill_in(given.get("good", ""), self._settings),
            bad=fill_in(given.get("bad", ""), self._settings),
        )

    def _check(self, given: Plain) -> Check:
        params = {key: value for key, value in given.items() if key not in ("kind", "severity")}
        for key in params.keys() & {"pattern", "example"}:
            params[key] = fill_in(params[key], self._settings, pattern=key == "pattern")
        return Check(given["kind"], params, Severity(given.get("severity", "error")))


def _label(given: Mapping[str, str]) -> Label:
    return Label(given["vi"], given["en"])


def _citation(given: Mapping[str, str]) -> Citation:
    return Citation(given.get("text", ""), CitationStatus(given["status"]), Confidence(given["confidence"]))


def _code_list(given: Plain) -> CodeList:
    return CodeList(
        id=given["id"],
        title=_label(given["title"]),
        items=tuple(CodeItem(i["code"], _label(i["label"]), tuple(i.get("aliases", ()))) for i in given["items"]),
        source=given["source"],
        date=given["date"],
        citation=_citation(given["citation"]),
    )


def _condition(given: Plain) -> Condition:
    if "all" in given:
        return All(tuple(_condition(part) for part in given["all"]))
    if "any" in given:
        return Any(tuple(_condition(part) for part in given["any"]))
    negated = "not_in" in given
    values: Sequence[str | int] = given["not_in" if negated else "in"]
    return Atom(given["field"], tuple(str(value) for value in values), negated)


def _relation(given: Plain) -> Relation:
    params = {key: tuple(value) if isinstance(value, list) else value for key, value in given.get("params", {}).items()}
    return Relation(
        id=given["id"],
        kind=given["kind"],
        title=_label(given["title"]),
        advice=_label(given["advice"]),
        severity=Severity(given.get("severity", "warning")),
        citation=_citation(given["citation"]),
        fields=tuple(given["fields"]),
        when=_condition(given["when"]) if "when" in given else None,
        params=params,
    )


def _placeholders(given: Plain) -> Placeholders:
    return Placeholders(
        exact=tuple(given.get("exact", ())),
        none=tuple(given.get("none", ())),
        families=tuple(_phrases(family) for family in given.get("families", ())),
        mash=tuple(given.get("mash", ())),
        max_length=given.get("max_length", 120),
    )


def _phrases(given: Plain) -> Phrases:
    return Phrases(
        id=given["id"],
        made_of=tuple(given.get("made_of", ())),
        needs=tuple(given["needs"]),
        starts=tuple(given.get("starts", ())),
        numbers=given.get("numbers", False),
        refers=given.get("refers", False),
    )
