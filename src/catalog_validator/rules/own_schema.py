"""A JSON Schema of the user's own: its violations, built from the error objects and never from their messages."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from catalog_validator.model.finding import Severity, Violation
from catalog_validator.model.place import Path
from catalog_validator.rules.reading import shown

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

OwnRule = Callable[[Mapping[str, object]], list[Violation]]
CODE = "CV521"
_CHOICES = ("anyOf", "oneOf")
_LONGEST = 200


def build_own_rule(text: str, severity: Severity) -> OwnRule:
    """The schema as a function of an entry (field id → value). Nothing is fetched for it."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    registry: Any = Registry(retrieve=_refuse)  # type: ignore[call-arg]
    validator = Draft202012Validator(json.loads(text), registry=registry)

    def rule(entry: Mapping[str, object]) -> list[Violation]:
        found = {
            _key(hit): hit for error in validator.iter_errors(_plain(entry)) for hit in _violations(error, severity)
        }
        return [found[key] for key in sorted(found)]

    return rule


def _key(hit: Violation) -> tuple[str, ...]:
    return (*map(str, hit.path), "", *map(str, hit.facts.values()))


def _refuse(uri: str) -> Any:
    from referencing.exceptions import NoSuchResource

    raise NoSuchResource(uri)


def _plain(value: object) -> object:
    """A value as JSON has it: a spreadsheet's dates as ISO text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _violations(error: "ValidationError", severity: Severity) -> Iterator[Violation]:
    """One for each error; of a choice what is wrong in the branch that was missed by least."""
    if error.validator in _CHOICES and error.context:
        branches: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        for inner in min(branches.values(), key=_far):
            yield from _violations(inner, severity)
        return
    path: Path = tuple(error.absolute_path)
    wanted: Any = error.validator_value
    if error.validator == "required" and isinstance(error.instance, dict):
        for name in wanted:
            if name not in error.instance:
                yield _violation((*path, name), "required", "", name, severity)
        return
    yield _violation(path, str(error.validator), shown(error.instance), _told(wanted), severity)


def _far(branch: "list[ValidationError]") -> tuple[bool, int]:
    """How far a value is from a branch: one of another type was hardly meant; else the fewer errors."""
    return any(error.validator == "type" and not error.relative_path for error in branch), len(branch)


def _violation(path: Path, keyword: str, value: str, wanted: str, severity: Severity) -> Violation:
    return Violation(CODE, path, {"value": value, "keyword": keyword, "wanted": wanted}, severity)


def _told(wanted: object) -> str:
    text = wanted if isinstance(wanted, str) else json.dumps(wanted, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
