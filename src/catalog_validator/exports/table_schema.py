"""A profile as a Table Schema: a row for each entry, with the columns of the native CSV form."""

import json

from catalog_validator.exports.demands import LISTS, Demands, about, columns, demands, owed
from catalog_validator.exports.forms import INKED, PHONE, PHONE_IN_CELL, PIECE, one_of, spelled
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Profile

Schema = dict[str, object]
_BETWEEN = "(;|\\n) *"
_ANY_PIECE = "[^|\\n]*"


def export_table_schema(profile: Profile) -> bytes:
    """The schema as a file."""
    return spelled(json.dumps(table_schema(profile), ensure_ascii=False, indent=2), "\\u{:04x}").encode() + b"\n"


def table_schema(profile: Profile) -> Schema:
    """Only what every entry owes is required: a Table Schema has no conditions."""
    fields = [
        column_schema(name, part or field, required=owed(field) and (part is None or owed(part)))
        for name, field, part in columns(profile)
    ]
    return {
        "name": profile.id,
        "title": f"{profile.title.vi} / {profile.title.en}",
        "version": profile.version,
        "fields": fields,
        "missingValues": [""],
    }


def column_schema(name: str, field: Field, *, required: bool) -> Schema:
    """One column."""
    title, description = about(field)
    schema: Schema = {"name": name, "title": title, "description": description}
    constraints: Schema = {"required": True} if required else {}
    if field.type is FieldType.RECORDS:
        schema |= {"type": "string", "constraints": constraints | {"pattern": lines_pattern(field)}}
    elif field.type in LISTS:
        schema |= {"type": "string", "constraints": constraints | {"pattern": items_pattern(field)}}
    else:
        wanted = demands(field)
        kind = {"integer": "integer", "yes_no": "boolean"}.get(wanted.kind, "string")
        schema |= {"type": kind, "constraints": constraints | constraints_of(wanted)}
        if kind == "boolean":
            schema |= {"trueValues": ["true"], "falseValues": ["false"]}
    return schema


def constraints_of(wanted: Demands) -> Schema:
    """The demands on one value, but for patterns beyond the first: a Table Schema has one."""
    if wanted.kind == "yes_no":
        return {}
    if wanted.kind == "code":
        return {"enum": list(wanted.codes)}
    if wanted.kind == "integer":
        bounds: Schema = {"minimum": wanted.minimum, "maximum": wanted.maximum}
    else:
        bounds = {
            "minLength": wanted.min_length,
            "maxLength": wanted.max_length,
            "pattern": f"({_in_cell(wanted.patterns[0])})" if wanted.patterns else INKED,
        }
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _in_cell(pattern: str) -> str:
    return PHONE_IN_CELL if pattern == PHONE else pattern


def items_pattern(field: Field) -> str:
    """A list in one cell: an item a line, or separated by ``;``. Of texts only that something is there."""
    if field.type is FieldType.TEXTS:
        return INKED
    code = one_of(demands(field).codes)
    return f"{code} *({_BETWEEN}{code} *)*"


def lines_pattern(field: Field) -> str:
    """Records in one cell: one a line, parts between bars; of the last parts those may be left out that are not owed.

    Of a text that it is there, of anything else its form.
    """
    least = max((at for at, part in enumerate(field.parts) if owed(part)), default=0)
    line = "\\|".join(map(_piece, field.parts[: least + 1]))
    rest = ""
    for part in reversed(field.parts[least + 1 :]):
        rest = f"(\\|{_piece(part)}{rest})?"
    if not least:
        # A first part alone has a bar behind it: without one the line stands for the plain part, if there is any.
        bare = "?" if field.plain == field.parts[0].id else ""
        rest = f"(\\| *{'|' if rest else ''}{rest[1:-2]}){bare}"
    return f"{line}{rest}(\\n{line}{rest})*"


def _piece(part: Field) -> str:
    """What may stand between two bars."""
    wanted = demands(part)
    if part.type in LISTS or (wanted.kind == "text" and not _has_form(part)):
        return PIECE if owed(part) else _ANY_PIECE
    form = {"code": one_of(wanted.codes), "yes_no": "(true|false)", "integer": "[+\\-]?[0-9]{1,30}"}.get(wanted.kind)
    form = form or f"({wanted.patterns[0]})"
    return f" *{form} *" if owed(part) else f" *({form} *)?"


def _has_form(part: Field) -> bool:
    """A type with a written form. Patterns of checks could hold a bar or a line end, and are left to the engine."""
    return part.type not in (FieldType.TEXT, FieldType.TEXTS)


def unsaid_in_lines(part: Field) -> tuple[str, ...]:
    """The codes of findings on a part of a list of records that its cell's pattern cannot see."""
    checks = {"min_length": "CV201", "max_length": "CV202", "pattern": "CV203", "range": "CV211"}
    return tuple(
        dict.fromkeys(checks[c.kind] for c in part.checks if c.kind in checks and c.severity is Severity.ERROR)
    )
