"""The kinds of check a profile may put on a field: their parameters, and the types of field they suit."""

from collections.abc import Mapping

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import FieldType

WRITTEN = frozenset({FieldType.TEXT, FieldType.TEXTS, FieldType.URL, FieldType.EMAIL, FieldType.PHONE})


@dataclass(frozen=True, slots=True)
class CheckKind:
    """One kind of check. What it does stands under the same name in `catalog_validator.rules.checks`."""

    code: str
    """The code it yields."""
    params: tuple[tuple[str, type, bool], ...]
    """Name, type and whether it must be given, for each parameter."""
    types: frozenset[FieldType]
    """Where it makes sense. On a list of texts it looks at each text."""


CHECK_KINDS: Mapping[str, CheckKind] = {
    "min_length": CheckKind("CV201", (("min", int, True),), WRITTEN),
    "max_length": CheckKind("CV202", (("max", int, True),), WRITTEN),
    "pattern": CheckKind("CV203", (("pattern", str, True), ("example", str, False)), WRITTEN),
    "not_acronym": CheckKind("CV214", (), frozenset({FieldType.TEXT, FieldType.TEXTS})),
    "range": CheckKind("CV211", (("min", int, False), ("max", int, False)), frozenset({FieldType.INTEGER})),
    "not_after_as_of": CheckKind("CV206", (), frozenset({FieldType.DATE})),
}
