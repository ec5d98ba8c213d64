"""The generated entries as files, made once and kept in a cache folder (not in the repository)."""

import csv
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from benchmarks.generator import SEED, VERSION, Entry, Style, generate_entries

Form = Literal["ndjson", "json", "csv", "nt", "xlsx"]

PARTS = ("name", "position", "phone", "email")
ITEM_PARTS = ("name", "description", "type", "shared", "open")
COLUMNS = (
    "catalog_ref", "db_name", "db_kind", "steward_level", "purpose", "scope", "content_description", "domain",
    "target_users", "spatial_coverage", "keywords", "legal_basis", "managing_agency", "agency_code", "operating_unit",
    *(f"contact_point.{part}" for part in PARTS), "collection_mechanism", "update_mechanism", "update_frequency",
    "data_source", "last_updated", "data_items", "open_data_items", "shared_data_items", "volume", "sharing_class",
    "importance_class", "personal_data", "state_secret", "security_level", "sharing_method", "sharing_platform",
    "service_endpoint", "formats", "open_publish_url", "no_share_reason", "status",
)  # fmt: skip
"""Everything that a generated entry can state, as the heading of a table."""

VOCABULARY = "https://catval.example.vn/field/"


def default_folder() -> Path:
    """Where files are kept unless ``--folder`` says otherwise."""
    return Path(tempfile.gettempdir()) / "catval-benchmarks"


@dataclass(frozen=True, slots=True)
class Corpus:
    """So many entries of one style, out of one seed."""

    style: Style
    count: int
    folder: Path
    seed: int = SEED

    def file(self, form: Form) -> Path:
        """The entries in this form; written when it is not there yet."""
        path = self.folder / f"{self.style}-{self.seed}-v{VERSION}-{self.count}.{form}"
        if not path.exists():
            write_entries(generate_entries(self.count, self.style, self.seed), path, form)
        return path


def write_entries(entries: Iterable[Entry], path: Path, form: Form) -> None:
    """Write to a neighbour first, so that a file under its name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.stem}.{os.getpid()}.draft{path.suffix}")
    WRITERS[form](entries, draft)
    draft.replace(path)


def read_ndjson(path: Path, most: int | None = None) -> Iterator[Entry]:
    """The entries of a file of this module."""
    with path.open("rb") as lines:
        yield from (json.loads(line) for line in islice(lines, most))


def read_array_size(path: Path) -> int:
    """Entries in a JSON array of this module, which has one a line."""
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def compact(value: object) -> str:
    """JSON as systems send it: no blanks, Vietnamese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_ndjson(entries: Iterable[Entry], path: Path) -> None:
    """An entry a line."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(compact(entry) + "\n" for entry in entries)


def write_json(entries: Iterable[Entry], path: Path) -> None:
    """One array."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("[")
        for index, entry in enumerate(entries):
            out.write((",\n" if index else "") + compact(entry))
        out.write("]\n")


def flat(entry: Entry) -> dict[str, object]:
    """The entry with the parts of its contact beside its fields, as a table has them."""
    cells = dict(entry)
    contact = cells.pop("contact_point", None)
    if isinstance(contact, Mapping):
        cells.update({f"contact_point.{part}": contact.get(part) for part in PARTS})
    return cells


def write_csv(entries: Iterable[Entry], path: Path) -> None:
    """A row per entry; lists as JSON in their cell, which is what a Table Schema calls an array."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for entry in entries:
            writer.writerow({name: csv_cell(value) for name, value in flat(entry).items()})


def csv_cell(value: object) -> object:
    """Truth values in lower case, lists as JSON."""
    return compact(value) if isinstance(value, (bool, list)) else value


def write_xlsx(entries: Iterable[Entry], path: Path) -> None:
    """A row per entry under field ids; a list is a line per value, a record a line of parts."""
    import xlsxwriter

    columns = {name: column for column, name in enumerate(COLUMNS)}
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Danh mục")
        sheet.write_row(0, 0, COLUMNS)
        for number, entry in enumerate(entries, 1):
            for name, value in flat(entry).items():
                sheet.write(number, columns[name], xlsx_cell(value))


def xlsx_cell(value: object) -> object:
    """Yes and no in words, lists as lines."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return "\n".join(map(line, value)) if isinstance(value, list) else value


def line(value: object) -> str:
    """One value of a list; a record's parts stand between bars, in the order of the profile."""
    if not isinstance(value, Mapping):
        return str(value)
    return " | ".join(str(xlsx_cell(value.get(part, ""))) for part in ITEM_PARTS).rstrip(" |")


def write_nt(entries: Iterable[Entry], path: Path) -> None:
    """N-Triples: an entry is a node of class ``Entry``, a record a blank node."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for index, entry in enumerate(entries):
            node = f"<urn:catval:entry:{index}>"
            out.write(f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{VOCABULARY}Entry> .\n")
            out.writelines(triples(node, entry, f"e{index}"))


def triples(node: str, record: Mapping[str, object], name: str) -> Iterator[str]:
    """The statements on one node; null and empty texts are no statements."""
    for field, given in record.items():
        for place, value in enumerate(given if isinstance(given, list) else [given]):
            if isinstance(value, Mapping):
                blank = f"_:{name}{field.replace('_', '')}{place}"
                yield f"{node} <{VOCABULARY}{field}> {blank} .\n"
                yield from triples(blank, value, blank[2:])
            elif value not in (None, ""):
                yield f"{node} <{VOCABULARY}{field}> {literal(value)} .\n"


def literal(value: object) -> str:
    """Numbers and truth values keep their type."""
    kind = {bool: "boolean", int: "integer"}.get(type(value))
    text = json.dumps(str(value).lower() if isinstance(value, bool) else str(value), ensure_ascii=False)
    return f"{text}^^<http://www.w3.org/2001/XMLSchema#{kind}>" if kind else text


WRITERS: dict[Form, Callable[[Iterable[Entry], Path], None]] = {
    "ndjson": write_ndjson,
    "json": write_json,
    "csv": write_csv,
    "nt": write_nt,
    "xlsx": write_xlsx,
}


def main(folder: str, style: Style, count: str, form: Form, seed: str) -> None:
    """Make one file: in a process of its own, for the one that measures has to stay small."""
    Corpus(style, int(count), Path(folder), int(seed)).file(form)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
