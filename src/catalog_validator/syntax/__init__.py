"""Bytes in, document out. Knows formats, not fields; finds places, but only when asked."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

import orjson

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.document import Document, Problem, Tree
from catalog_validator.model.finding import Violation
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Position, Source

__all__ = ["ENCODINGS", "SYNTAXES", "Syntax", "guess_syntax", "parse"]

_HEAD = 1 << 18
"""Bytes of a source without a telling name that are looked at."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """A format that can be read: its name, its file endings, and the function that reads it (loaded when needed)."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    function: str
    catalog: bool = True
    """False: for files that steer a run, not for catalogs."""


SYNTAXES: dict[str, Syntax] = {
    syntax.name: syntax
    for syntax in (
        Syntax("json", (".json",), "catalog_validator.syntax.json", "parse_json"),
        Syntax("ndjson", (".ndjson", ".jsonl"), "catalog_validator.syntax.ndjson", "parse_ndjson"),
        Syntax("yaml", (".yaml", ".yml"), "catalog_validator.syntax.yaml", "parse_yaml"),
        Syntax("csv", (".csv", ".tsv"), "catalog_validator.syntax.csv", "parse_csv"),
        Syntax("xlsx", (".xlsx", ".xlsm"), "catalog_validator.syntax.xlsx", "parse_xlsx"),
        Syntax("xls", (".xls",), "catalog_validator.syntax.xls", "parse_xls"),
        Syntax("ods", (".ods",), "catalog_validator.syntax.ods", "parse_ods"),
        Syntax("xml", (".xml",), "catalog_validator.syntax.xml", "parse_xml"),
        Syntax("turtle", (".ttl", ".nt"), "catalog_validator.syntax.rdf", "parse_turtle"),
        Syntax("rdf-xml", (".rdf",), "catalog_validator.syntax.rdf", "parse_rdf_xml"),
        Syntax("json-ld", (".jsonld",), "catalog_validator.syntax.rdf_json_tree", "parse_json_ld"),
        Syntax("toml", (".toml",), "catalog_validator.syntax.toml", "parse_toml", catalog=False),
    )
}

ENCODINGS: tuple[str, ...] = ("utf-8", "utf-8-sig", "utf-16", "windows-1258", "tcvn3", "viscii", "vni")
"""Names by which a text file's encoding may be told."""

ENCODED: frozenset[str] = frozenset({"csv"})
"""Syntaxes whose function takes ``encoding``."""

_WIDE_TAG = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?")
"""How XML in UTF-16 begins, with and without its mark."""

_PERHAPS_RDF = {"json": "json-ld", "xml": "rdf-xml"}
_RDF_SPACE = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_TURTLE = re.compile(rb"@(?:prefix|base)\s|(?i:prefix)\s+[\w-]*:\s*<|<[a-z]+:[^<>\s]*>\s")
"""How Turtle begins: with a declaration, or with an IRI."""

_BY_SUFFIX = {suffix: syntax.name for syntax in SYNTAXES.values() for suffix in syntax.suffixes}


_SEVERAL_GRAPHS = {".trig": "TriG", ".nq": "N-Quads"}
"""Endings of RDF that says more than one graph holds: which of them is the catalog nobody can tell."""


def parse(
    source: Source, limits: Limits, syntax: str | None = None, places: bool = True, encoding: str | None = None
) -> Document:
    """The document that a source holds, in the named syntax or the one that its name or first bytes tell.

    ``encoding``: one of `ENCODINGS`, for the syntaxes in `ENCODED`. ``places=False``: nobody will ask for the
    position of a value. `KeyError` for a syntax that is not in the table. A source whose syntax cannot be told gives
    a document whose one problem says so.
    """
    if syntax is None and source.suffix in _SEVERAL_GRAPHS:
        return _refused(source, Violation("CV032", (), {"format": _SEVERAL_GRAPHS[source.suffix]}))
    name = syntax or guess_syntax(source)
    if name is None:
        return _refused(source, Violation("CV021", (), {"suffix": source.suffix}))
    entry = SYNTAXES[name]
    function = cast(Callable[..., Document], getattr(import_module(entry.module), entry.function))
    more = {} if encoding is None or name not in ENCODED else {"encoding": encoding}
    return function(source, limits, places=places, **more)


def _refused(source: Source, violation: Violation) -> Tree:
    """A document of which nothing is read."""
    return Tree(source, "", iter((Problem(violation, Position(source.name), unreadable=True),)))


def guess_syntax(source: Source) -> str | None:
    """The name of a source's syntax: by its ending, else by its first bytes; None where neither tells."""
    known = _BY_SUFFIX.get(source.suffix)
    if known and known not in _PERHAPS_RDF:
        return known
    with source.open() as stream:
        head = stream.read(_HEAD)
    found = known or _guess_by_content(head)
    return _PERHAPS_RDF[found] if found in _PERHAPS_RDF and _is_rdf(found, head) else found


def _is_rdf(name: str, head: bytes) -> bool:
    """Whether a source of JSON or XML that begins like this is to be read as RDF; JSON is looked at once more then."""
    if name == "json":
        return b"dcat" in head.lower() and re.search(rb'"@(?:context|graph|id|type)"', head) is not None
    plain = head.replace(b"\0", b"")
    return _RDF_SPACE in plain and re.search(rb"<(?:[\w.-]+:)?RDF[\s>]", plain) is not None


def _guess_by_content(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return _guess_package(head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if _TURTLE.match(text):
        return "turtle"
    if text.startswith(b"<") or head[:4] in _WIDE_TAG:
        return "xml"
    if text.startswith(b"["):
        return "json"
    if not text.startswith(b"{"):
        return _guess_by_line(text.partition(b"\n")[0])
    line, _, rest = text.partition(b"\n")
    return "ndjson" if rest.strip(b" \t\r\n") and _is_value(line) else "json"


def _guess_package(head: bytes) -> str | None:
    """A workbook, unless the first parts of the package say that it is a text or slides."""
    if b"opendocument." in head[:200]:
        return "ods" if b"opendocument.spreadsheet" in head[:200] else None
    return None if b"word/document" in head or b"ppt/presentation" in head else "xlsx"


def _guess_by_line(line: bytes) -> str | None:
    """YAML begins with a list item, a key or a comment; a table has a delimiter in its first line."""
    if b"\0" in line:
        return None
    if line.startswith((b"- ", b"#", b"---")) or re.match(rb"[\w$-]+:(?:\s|$)", line):
        return "yaml"
    return "csv" if any(mark in line for mark in (b",", b";", b"\t")) else None


def _is_value(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True
