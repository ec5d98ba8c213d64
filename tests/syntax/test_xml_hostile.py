"""Hostile XML: one clear finding, little memory, nothing opened but the source itself."""

import sys
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xml_parts import flaws, parts, told, values

from catalog_validator.model.document import UNREADABLE, Batch
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.xml import parse_xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
INTERNAL = {
    "entity": '<!DOCTYPE c [<!ENTITY a "x">]><c>&a;</c>',
    "laughs": f'<!DOCTYPE c [<!ENTITY l0 "lol">{LAUGHS}]><c>&l29;</c>',
    "quadratic": f'<!DOCTYPE c [<!ENTITY a "{"x" * 50_000}">]><c>{"&a;" * 50_000}</c>',
    "external": '<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/hostname">]><c><entry><a>&a;</a></entry></c>',
    "parameter": '<!DOCTYPE c [<!ENTITY % p SYSTEM "http://example.vn/p.dtd">%p;]><c/>',
    "declaration": "<!DOCTYPE c [<!ELEMENT c ANY>]><c><entry/></c>",
    "default": '<!DOCTYPE c [<!ATTLIST entry state CDATA "x">]><c><entry/></c>',
    "both": '<!DOCTYPE c SYSTEM "c.dtd" [ ]><c><entry/></c>',
    "endless": "<!DOCTYPE c [" + "<!-- x -->" * 100_000,
}
LIMITED: dict[str, tuple[Callable[[], str], str]] = {
    "deep": (lambda: "<c>" + "<a>" * 100_000 + "</a>" * 100_000 + "</c>", "CV903"),
    "attributes": (lambda: "<c><entry " + " ".join(f'a{n}=""' for n in range(300_000)) + "/></c>", "CV905"),
    "name": (lambda: f"<{'a' * 20_000_000}/>", "CV902"),
    "value": (lambda: f'<c><entry a="{"x" * 20_000_000}"/></c>', "CV902"),
    "comment": (lambda: f"<c><!--{'x' * 20_000_000}--></c>", "CV902"),
    "cdata": (lambda: f"<c><entry><a><![CDATA[{']x' * 10_000_000}]]></a></entry></c>", "CV902"),
    "text": (lambda: f"<c>{'x' * 20_000_000}</c>", "CV902"),
    "names": (lambda: "<c>" + "".join(f"<entry><a{n}/></entry>" for n in range(3_000)) + "</c>", "CV921"),
    "prefixes": (lambda: "<c>" + "".join(f'<entry xmlns="u:{n}"><a/></entry>' for n in range(3_000)) + "</c>", "CV921"),
    "members": (lambda: "<c>" + "<x>1</x>" * 100_000 + "</c>", "CV012"),
}


@pytest.mark.parametrize("name", INTERNAL)
def test_a_document_type_with_declarations_is_refused(name: str) -> None:
    assert told(INTERNAL[name]) == [("CV040", 1, 1, True)]
    assert values(INTERNAL[name]) == []


def test_a_document_type_that_only_names_another_is_not_read() -> None:
    text = '<!DOCTYPE c PUBLIC "-//X" "http://example.vn/c.dtd">\n<c><entry><a>1</a></entry></c>'
    assert told(text) == [("CV041", 1, 1, False)]
    assert values(text) == [{"a": "1"}]
    assert not told("<!DOCTYPE c><c><entry/></c>")


@pytest.mark.parametrize("name", LIMITED)
def test_limits(name: str) -> None:
    make, code = LIMITED[name]
    text = make().encode()
    tracemalloc.start()
    try:
        found = told(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (problem,) = found
    assert (problem[0], problem[3]) == (code, True)
    assert peak < 100 << 20


def test_what_is_too_deep_spoils_its_record_only() -> None:
    text = f"<c><entry>{'<a>' * 100}{'</a>' * 100}</entry><entry><a>1</a></entry></c>"
    assert values(text) == [UNREADABLE, {"a": "1"}]
    assert [flaw.code for flaw in flaws(text)] == ["CV903"]
    assert len(values(text, Limits(depth=200))) == 2
    assert not flaws(text, Limits(depth=200))


@pytest.mark.parametrize("before", ["", "<!-- x -->" * 200])
def test_an_entry_and_a_source_keep_to_their_limits(before: str) -> None:
    text = f"<c>{before}<entry><a>1</a></entry>\n<entry><a>{'x' * 4000}</a></entry><entry><a>2</a></entry></c>"
    assert values(text, Limits(entry_bytes=3000)) == [{"a": "1"}]
    assert told(text, Limits(entry_bytes=3000)) == [("CV902", 2, 1, True)]
    assert told(text, Limits(source_bytes=100))[-1][0] == "CV901"


def test_a_long_list_of_records_is_not_held() -> None:
    record = f"<entry>{''.join(f'<a{n}>{n} đây</a{n}>' for n in range(30))}</entry>\n"
    text = f"<c>{record * 20_000}</c>".encode()
    tracemalloc.start()
    try:
        tree = parse_xml(Source.of_bytes("a.xml", text), Limits())
        read = sum(len(part.values) for part in tree.parts if isinstance(part, Batch))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read == 20_000
    assert peak < 10 << 20


def test_nothing_is_opened() -> None:
    opened: list[str] = []
    watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and event.split(".")[0] in ("open", "socket", "urllib", "subprocess"):
            opened.append(f"{event} {arguments}")

    parts("<c/>")
    sys.addaudithook(watch)
    for text in [
        *INTERNAL.values(),
        '<!DOCTYPE c SYSTEM "file:///etc/hostname"><c><entry><a>&b;</a></entry></c>',
        '<c xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/hostname"/></c>',
        '<?xml-stylesheet href="file:///etc/hostname"?><c><entry/></c>',
        '<c xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u file:///etc/hostname"/>',
    ]:
        parts(text)
    watching[0] = False
    assert not opened


SEED = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE c SYSTEM "d"><c xmlns:p="urn:p" a="1"><catalog>C</catalog>'
    '<entry><a x="1">ở &amp; &#65;</a><p:b><![CDATA[<x>]]></p:b><!-- c --><?pi d?></entry>text<entry/></c>'
).encode()


@given(st.integers(0, len(SEED) - 1), st.binary(max_size=3), st.integers(0, 5))
def test_damage_anywhere_never_raises(at: int, patch: bytes, cut: int) -> None:
    for part in parts(SEED[:at] + patch + SEED[at + cut :]):
        for index in range(len(part.values) if isinstance(part, Batch) else 0):
            assert isinstance(part, Batch)
            assert part.spot(index, ("a", "x")).line


@given(st.binary(max_size=60))
def test_rubbish_never_raises(raw: bytes) -> None:
    assert parts(raw)
    assert parts(b"<c>" + raw)
