"""The table of syntaxes, and how a source's syntax is told."""

import json
import subprocess
import sys

import pytest

from catalog_validator.model.document import Problem, Tree
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import SYNTAXES, guess_syntax, parse


@pytest.mark.parametrize(
    ("name", "head", "syntax"),
    [
        ("dir.x/a.JSON", b"", "json"),
        ("a.jsonl", b"[", "ndjson"),
        ("a.yml", b"", "yaml"),
        ("a.tsv", b"", "csv"),
        ("a.xlsx", b"", "xlsx"),
        ("-", b"PK\x03\x04...", "xlsx"),
        ("-", b'\xef\xbb\xbf [{"a": 1}]', "json"),
        ("-", b'{"a": 1}', "json"),
        ("-", b'{\n"a": 1}', "json"),
        ("-", b'{"a": 1}\n{"a": 2}', "ndjson"),
        ("-", b'{"a": 1}\n\n', "json"),
        ("a.bin", b"hello", None),
        ("-", b"", None),
    ],
)
def test_guess(name: str, head: bytes, syntax: str | None) -> None:
    assert guess_syntax(Source.of_bytes(name, head)) == syntax


def test_named_syntax_wins() -> None:
    document = parse(Source.of_bytes("a.json", b'{"a": 1}\n{"b": 2}'), Limits(), "ndjson")
    assert isinstance(document, Tree)
    assert document.syntax == "ndjson"


def test_unknown_syntax_is_a_problem() -> None:
    document = parse(Source.of_bytes("a.pdf", b"%PDF"), Limits())
    assert isinstance(document, Tree)
    (problem,) = document.parts
    assert isinstance(problem, Problem)
    assert (problem.violation.code, problem.violation.facts, problem.unreadable) == ("CV021", {"suffix": ".pdf"}, True)


def test_suffixes_are_unique() -> None:
    suffixes = [suffix for syntax in SYNTAXES.values() for suffix in syntax.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_only_the_needed_reader_is_loaded() -> None:
    code = (
        "import sys, json as j; from catalog_validator.syntax import parse;"
        "from catalog_validator.model.place import Source; from catalog_validator.model.limits import Limits;"
        "list(parse(Source.of_bytes('a.json', b'[{}]'), Limits()).parts);"
        "print(j.dumps(sorted(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(json.loads(run.stdout))
    assert "catalog_validator.syntax.json" in loaded
    assert not loaded & {"yaml", "python_calamine", "csv", "catalog_validator.syntax.ndjson"}
