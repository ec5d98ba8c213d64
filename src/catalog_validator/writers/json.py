"""JSON, one object with all entries, and NDJSON, an entry a line. Both in UTF-8."""

import json
from typing import BinaryIO

import orjson

from catalog_validator.writers.catalog import Catalog
from catalog_validator.writers.plain import carried


def write_json(catalog: Catalog, out: BinaryIO) -> None:
    """``{"profile": …, "entries": […]}``."""
    out.write(b'{\n  "profile": ' + orjson.dumps(catalog.profile.id) + b',\n  "entries": [')
    between = b"\n    "
    for entry, tell in catalog.arranged():
        text = _text({name: carried(value, (name,), tell) for name, value in entry.items()}, True)
        out.write(between + text.replace(b"\n", b"\n    "))
        between = b",\n    "
    out.write(b"]\n}\n" if between.startswith(b"\n") else b"\n  ]\n}\n")


def write_ndjson(catalog: Catalog, out: BinaryIO) -> None:
    """Without blanks between members."""
    for entry, tell in catalog.arranged():
        out.write(_text({name: carried(value, (name,), tell) for name, value in entry.items()}, False) + b"\n")


def _text(value: object, indent: bool) -> bytes:
    """JSON in UTF-8; whole numbers of any size."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indent else 0)
    except TypeError:  # a whole number of more than 64 bits
        separators = (",", ": ") if indent else (",", ":")
        return json.dumps(value, ensure_ascii=False, indent=2 if indent else None, separators=separators).encode()
