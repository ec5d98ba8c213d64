"""Write catalog.yaml in the other five syntaxes, equal in meaning: JSON, NDJSON, CSV, XLSX and XML.

Run ``python examples/so-khcn/make.py`` after a change of catalog.yaml. Needs openpyxl (``pip install '.[dev]'``).
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from catalog_validator import load_profile
from catalog_validator.model.profile import Field, FieldType

HERE = Path(__file__).parent
LISTS = (FieldType.TEXTS, FieldType.CODES)
RECORDS = "data_items"
KEY = "catalog_ref"

Catalog = dict[str, Any]
Fields = dict[str, Field]


class Plain(yaml.SafeLoader):
    """YAML 1.2: dates and yes/no stay text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def columns(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Heading, field and part of each column."""
    for field in fields.values():
        if field.id == "contact_point":
            for part in field.parts:
                yield f"{field.label.vi} - {part.label.vi}", field.id, part.id
        else:
            yield field.label.vi, field.id, ""


def as_text(value: Any, field: Field) -> str:
    """A value as one cell of a CSV."""
    if field.type is FieldType.RECORDS and isinstance(value, list):
        return "\n".join(record_text(record, field) for record in value)
    if field.type is FieldType.RECORD and isinstance(value, dict):
        return record_text(value, field)
    if field.type in LISTS and isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    return "" if value is None else str(value)


def record_text(record: Any, field: Field) -> str:
    """A record as one line of a cell."""
    if not isinstance(record, dict):
        return str(record)
    return " | ".join(as_text(record.get(part.id), part) for part in field.parts).rstrip(" |")


def cell(entry: dict[str, Any], field: Field, part: str) -> str:
    """What stands in a column of an entry."""
    value = entry.get(field.id)
    if not part:
        return as_text(value, field)
    if not isinstance(value, dict):
        return "" if value is None or part != field.plain else str(value)
    return as_text(value.get(part), next(inner for inner in field.parts if inner.id == part))


def csv_text(catalog: Catalog, fields: Fields) -> str:
    """One row per entry, data items as lines of one cell."""
    file = StringIO(newline="")
    rows = csv.writer(file, lineterminator="\n")
    heads = list(columns(fields))
    rows.writerow(heading for heading, _, _ in heads)
    rows.writerows([cell(entry, fields[name], part) for _, name, part in heads] for entry in catalog["entries"])
    return file.getvalue()


def workbook(catalog: Catalog, fields: Fields) -> Workbook:
    """One row per entry; data items on a sheet of their own, keyed by the entry's number in the catalog."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)
    sheet, items = book.worksheets[0], book.create_sheet("Mục dữ liệu")
    sheet.title = "Danh mục"
    heads = [head for head in columns(fields) if head[1] != RECORDS]
    sheet.append([heading for heading, _, _ in heads])
    parts = fields[RECORDS].parts
    items.append([fields[KEY].label.vi, *(part.label.vi for part in parts)])
    for entry in catalog["entries"]:
        sheet.append([typed(cell(entry, fields[name], part), fields[name]) for _, name, part in heads])
        for record in entry.get(RECORDS) or []:
            record = record if isinstance(record, dict) else {"name": record}
            items.append([entry.get(KEY), *(as_text(record.get(part.id), part) or None for part in parts)])
    for page in book.worksheets:
        dress(page)
    return book


def dress(page: Worksheet) -> None:
    """The header row bold and always in sight."""
    page.freeze_panes = "A2"
    for number, top in enumerate(page[1], start=1):
        top.font, top.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(number)].width = 24


def typed(text: str, field: Field) -> Any:
    """Whole numbers and ISO dates as a spreadsheet has them."""
    if field.type is FieldType.INTEGER and text.isdigit():
        return int(text)
    if field.type is FieldType.DATE and len(text) == 10 and text[4] == "-":
        return date.fromisoformat(text)
    return text or None


def json_text(catalog: Catalog, _: Fields) -> str:
    """The whole catalog as one object."""
    return json.dumps(catalog, ensure_ascii=False, indent=2) + "\n"


def ndjson_text(catalog: Catalog, _: Fields) -> str:
    """An entry a line."""
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in catalog["entries"])


def xml_text(catalog: Catalog, _: Fields) -> str:
    """Elements by the fields' names; of a list one element for each item."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<catalog>"]
    for name in ("catalog", "profile"):
        lines.extend(elements(name, catalog[name], "  "))
    for entry in catalog["entries"]:
        lines.extend(elements("entry", entry, "  "))
    return "\n".join([*lines, "</catalog>", ""])


def elements(name: str, value: Any, indent: str) -> Iterator[str]:
    """A value as one element, or as one for each member of a list."""
    if isinstance(value, list):
        for member in value:
            yield from elements(name, member, indent)
    elif isinstance(value, dict):
        yield f"{indent}<{name}>"
        for key, inner in value.items():
            yield from elements(key, inner, f"{indent}  ")
        yield f"{indent}</{name}>"
    elif value is None:
        yield f"{indent}<{name}/>"
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        yield f"{indent}<{name}>{escape(text)}</{name}>"


TEXTS = {"catalog.json": json_text, "catalog.ndjson": ndjson_text, "catalog.csv": csv_text, "catalog.xml": xml_text}


def read() -> tuple[Catalog, Fields]:
    """catalog.yaml, and the fields of its profile by their ids."""
    catalog: Catalog = yaml.load((HERE / "catalog.yaml").read_text(encoding="utf-8"), Loader=Plain)
    return catalog, {field.id: field for field in load_profile(catalog["profile"]).fields}


def main() -> None:
    """Write the five files beside catalog.yaml."""
    catalog, fields = read()
    for name, text in TEXTS.items():
        (HERE / name).write_text(text(catalog, fields), encoding="utf-8", newline="\n")
    workbook(catalog, fields).save(HERE / "catalog.xlsx")


if __name__ == "__main__":
    main()
