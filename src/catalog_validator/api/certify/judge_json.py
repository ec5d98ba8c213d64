"""JSON values judged by jsonschema, and by the generated pydantic models."""

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from catalog_validator.api.certify.judged import Judged, LibraryMissing, Told, by_engine
from catalog_validator.api.certify.values import Entry
from catalog_validator.engine.plan import Plan

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def refuse_reference(uri: str) -> Any:
    """Nothing is ever fetched."""
    from referencing.exceptions import NoSuchResource

    raise NoSuchResource(uri)


class JsonSchemaJudge:
    """jsonschema, on one entry as it stands under ``$defs``."""

    tells_all = True
    batch = 500

    def __init__(self, plan: Plan, exported: bytes) -> None:
        """``exported``: the schema file."""
        try:
            from jsonschema import Draft202012Validator
            from referencing import Registry
        except ImportError as error:
            raise LibraryMissing("jsonschema") from error
        import json

        schema = json.loads(exported)
        Draft202012Validator.check_schema(schema)
        registry: Any = Registry(retrieve=refuse_reference)  # type: ignore[call-arg]
        self._plan = plan
        self._validator = Draft202012Validator(schema["$defs"]["entry"], registry=registry)

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """See `Judge`."""
        return [Judged(by_engine(self._plan, entry, number), self._told(entry)) for number, entry in enumerate(entries)]

    def _told(self, entry: Entry) -> Told:
        told: dict[str, list[str]] = {}
        for error in self._validator.iter_errors(entry):
            for field in named(error):
                told.setdefault(field, []).append(f"{error.validator}: {'/'.join(map(str, error.absolute_path))}")
        return told


def named(error: "ValidationError") -> Iterator[str]:
    """The fields that an error is about: by its path, or those that are required and not there."""
    if error.absolute_path:
        yield str(error.absolute_path[0])
    elif error.validator == "required" and isinstance(error.instance, dict):
        owed: Any = error.validator_value
        yield from (name for name in owed if name not in error.instance)
    else:
        yield ""


class PydanticJudge:
    """The models of the generated module."""

    tells_all = False
    batch = 500

    def __init__(self, plan: Plan, exported: bytes) -> None:
        """``exported``: the module, made by us from a profile that was read; it is run as it stands."""
        module = ModuleType("certified_models")
        exec(compile(exported, "models.py", "exec"), module.__dict__)
        self._plan = plan
        self._model: Any = module.__dict__["Description"]

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """See `Judge`."""
        return [Judged(by_engine(self._plan, entry, number), self._told(entry)) for number, entry in enumerate(entries)]

    def _told(self, entry: Entry) -> Told:
        from pydantic import ValidationError

        try:
            self._model.model_validate(entry)
        except ValidationError as error:
            told: dict[str, list[str]] = {}
            for one in error.errors(include_url=False):
                field = str(one["loc"][0]) if one["loc"] else str(one.get("ctx", {}).get("field", ""))
                told.setdefault(field, []).append(f"{one['type']}: {'/'.join(map(str, one['loc']))}")
            return told
        return {}
