"""The register of what can be wrong in a profile: stable slugs and the facts each carries."""

from collections.abc import Mapping

from catalog_validator.written.slugs import FORM

_OF_STRUCTURE = {
    "not-a-profile": ("found",),
    "is-a-json-schema": (),
    "is-a-catalog": ("key",),
    "missing-citation": ("name",),
    "inexact-number": ("name", "value"),
    "dollar-in-setting": ("name", "value"),
    "bad-condition": ("keys",),
}

_OF_EXTENDS = {
    "extends-missing": ("reference",),
    "extends-cyclic": ("reference", "chain"),
    "extends-too-deep": ("max",),
    "extends-outside": ("reference",),
    "extends-same-id": ("id", "reference"),
    "remove-unknown": ("name", "nearest"),
}

_OF_NAMES = {
    "duplicate-id": ("kind", "id", "line"),
    "duplicate-code": ("list", "code", "line"),
    "shared-alias-in-list": ("list", "text", "code", "other"),
    "shared-heading": ("text", "field", "other"),
    "folds-to-nothing": ("text",),
    "unknown-field": ("name", "nearest"),
    "unknown-group": ("name", "nearest"),
    "unknown-code-list": ("name", "nearest"),
    "unknown-part": ("name", "field", "nearest"),
    "unknown-code": ("value", "list", "nearest"),
    "unknown-setting": ("name", "nearest"),
}

_OF_FIELDS = {
    "threshold-out-of-range": ("value",),
    "negative-weight": ("field", "value"),
    "optional-weight": ("field", "value"),
    "constrains-nothing": (),
    "when-missing": ("field",),
    "when-superfluous": ("field", "obligation"),
    "refuse-not-yes-no": ("field", "type"),
    "parts-missing": ("field", "type"),
    "records-only": ("field", "key", "type"),
    "nested-records": ("field", "part"),
    "not-in-a-part": ("part", "key"),
    "part-not-conditional": ("part",),
    "any-of-mandatory": ("field", "part"),
    "code-list-missing": ("field", "type"),
    "code-list-superfluous": ("field", "type"),
    "field-type-unsuited": ("name", "type", "types"),
}

_OF_CONDITIONS = {
    "condition-on-itself": ("field",),
    "condition-on-optional": ("field", "other"),
    "condition-cyclic": ("field", "chain"),
    "condition-not-comparable": ("name", "type", "types"),
    "condition-not-yes-no": ("name", "value"),
    "condition-not-integer": ("name", "value"),
}

_OF_CHECKS = {
    "unknown-check": ("name", "nearest"),
    "check-does-not-suit": ("check", "type", "types"),
    "missing-param": ("kind", "name"),
    "unknown-param": ("kind", "name", "nearest"),
    "wrong-param": ("kind", "name", "found", "expected"),
    "negative-param": ("kind", "name", "value"),
    "min-above-max": ("kind", "min", "max"),
    "unknown-relation": ("name", "nearest"),
    "relation-fields": ("kind", "count", "expected"),
    "relation-when-missing": ("kind",),
}

_OF_PATTERNS = {
    "pattern-construct": ("pattern", "offset", "found", "instead"),
    "pattern-unsupported": ("pattern", "offset", "found"),
    "pattern-anchor": ("pattern", "offset", "found"),
    "pattern-syntax": ("pattern", "offset", "found"),
    "pattern-count": ("pattern", "offset", "found", "max"),
    "pattern-nested-repeat": ("pattern", "offset", "found"),
    "pattern-ambiguous": ("pattern", "offset", "found"),
    "pattern-too-long": ("pattern", "offset", "found", "max"),
    "pattern-example": ("pattern", "example"),
    "pattern-good": ("pattern", "field", "good"),
}

_OF_OWN_SCHEMA = {
    "json-schema-missing": ("reference",),
    "json-schema-outside": ("reference",),
    "json-schema-wrong": ("reference", "where", "keyword"),
    "json-schema-empty": ("reference",),
    "json-schema-reference": ("reference", "target"),
    "json-schema-ring": ("reference",),
    "json-schema-library": ("reference",),
}

MISTAKES: Mapping[str, tuple[str, ...]] = (
    dict(FORM)
    | _OF_STRUCTURE
    | _OF_EXTENDS
    | _OF_NAMES
    | _OF_FIELDS
    | _OF_CONDITIONS
    | _OF_CHECKS
    | _OF_PATTERNS
    | _OF_OWN_SCHEMA
)
"""Slug → the facts its sentence may use, each a text."""
