"""The native CSV form judged by frictionless against the exported Table Schema."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from catalog_validator.api.certify.judged import Judged, LibraryMissing, by_engine
from catalog_validator.api.certify.values import Entry
from catalog_validator.api.certify.written_forms import write
from catalog_validator.engine.plan import Plan


class TableSchemaJudge:
    """frictionless, row by row."""

    tells_all = True
    batch = 500

    def __init__(self, plan: Plan, exported: bytes) -> None:
        """``exported``: the schema file."""
        try:
            from frictionless import Schema
        except ImportError as error:
            raise LibraryMissing("frictionless") from error
        self._descriptor: dict[str, Any] = json.loads(exported)
        Schema.from_descriptor(self._descriptor)
        self._plan = plan

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """See `Judge`."""
        written = write(self._plan, entries, "csv")
        judged: list[Judged | None] = [None] * len(entries)
        if not written.text:
            return judged
        told = self._told(list(csv.reader(StringIO(written.text.decode("utf-8-sig"), newline=""))))
        for position, (number, (values, flaws)) in enumerate(zip(written.numbers, written.read, strict=True)):
            result = by_engine(self._plan, values, number, flaws)
            judged[number] = Judged(result, told.get(position, {}))
        return judged

    def _told(self, rows: list[list[str]]) -> dict[int, dict[str, list[str]]]:
        from frictionless import Schema
        from frictionless.resources import TableResource

        schema = Schema.from_descriptor(self._descriptor)
        # A record written as a plain text has a column of its own, which the schema does not know.
        known = {field.name for field in schema.fields}
        chosen = [at for at, name in enumerate(rows[0]) if name in known]
        plain = [(at, name) for at, name in enumerate(rows[0]) if name not in known]
        told: dict[int, dict[str, list[str]]] = {}
        data = [[row[at] for at in chosen] for row in rows]
        with TableResource(data=data, schema=schema) as resource:
            for number, row in enumerate(resource.row_stream):
                for error in row.errors:
                    name = getattr(error, "field_name", "").split(".")[0]
                    told.setdefault(number, {}).setdefault(name, []).append(f"{error.type}: {error.note}")
        for number, cells in enumerate(rows[1:]):
            for at, name in plain:
                if cells[at]:
                    told.setdefault(number, {}).setdefault(name.split(".")[0], []).append("no such column")
        return told
