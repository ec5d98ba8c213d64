"""Dublin Core in XML: every shape of record, the mapping, languages, and places in the foreign record."""

from typing import Any

import pytest

from catalog_validator import Profile, load_profile
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Path, Source
from catalog_validator.model.words import Label
from catalog_validator.syntax.xml import parse_xml
from catalog_validator.vocab import read_entries
from catalog_validator.vocab.mapping_table import load_table

PROFILE: Profile = load_profile("sonla-515")
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"'
OAI_DC = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
CSW = 'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"'

Parts = list[Batch | Problem]


def read(text: str, vocab: str | None = None) -> Parts:
    tree = parse_xml(Source.of_bytes("a.xml", text.encode()), Limits())
    return list(read_entries(tree, PROFILE, Hints(vocab=vocab)))


def entries(parts: Parts) -> list[Any]:
    return [value for part in parts if isinstance(part, Batch) for value in part.values]


def codes(parts: Parts) -> list[str]:
    return [part.violation.code for part in parts if isinstance(part, Problem)]


def entry(inside: str) -> Any:
    (value,) = entries(read(f"<oai_dc:dc {OAI_DC} {DC}>{inside}</oai_dc:dc>"))
    return value


def test_what_has_no_language_comes_before_english() -> None:
    assert (
        entry('<dc:title>Cơ sở dữ liệu</dc:title><dc:title xml:lang="en">Data</dc:title>')["db_name"] == "Cơ sở dữ liệu"
    )


TITLE = "<dc:title>Cơ sở dữ liệu rừng</dc:title>"


@pytest.mark.parametrize(
    "text",
    [
        f"<oai_dc:dc {OAI_DC} {DC}>{TITLE}</oai_dc:dc>",
        f"<metadata {DC}>{TITLE}</metadata>",
        f"<metadata {DC}>{TITLE.replace('dc:', 'dct:')}</metadata>",
        '<metadata xmlns="http://purl.org/dc/terms/"><title>Cơ sở dữ liệu rừng</title></metadata>',
        f"<records {OAI_DC} {DC}><oai_dc:dc>{TITLE}</oai_dc:dc></records>",
        f"<records {DC}><record><metadata>{TITLE}</metadata></record></records>",
        f"<record {DC}><header/><metadata>{TITLE}</metadata></record>",
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" {OAI_DC} {DC}><responseDate>2026</responseDate>'
        f"<ListRecords><record><header/><metadata><oai_dc:dc>{TITLE}</oai_dc:dc></metadata></record></ListRecords>"
        "</OAI-PMH>",
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" {OAI_DC} {DC}><GetRecord><record><metadata>'
        f"<oai_dc:dc>{TITLE}</oai_dc:dc></metadata></record></GetRecord></OAI-PMH>",
        f"<csw:GetRecordsResponse {CSW} {DC}><csw:SearchResults><csw:Record>{TITLE}</csw:Record></csw:SearchResults>"
        "</csw:GetRecordsResponse>",
    ],
)
def test_every_shape_of_record(text: str) -> None:
    parts = read(text)
    assert entries(parts) == [{"db_name": "Cơ sở dữ liệu rừng"}]
    assert codes(parts) == ["CV026", "CV027"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<dc:description>Mô tả</dc:description>", {"content_description": "Mô tả"}),
        ("<dct:abstract>Tóm tắt</dct:abstract>", {"content_description": "Tóm tắt"}),
        ("<dc:creator>Sở A</dc:creator>", {"managing_agency": "Sở A"}),
        ("<dc:creator>Sở A</dc:creator><dc:publisher>Sở B</dc:publisher>", {"managing_agency": "Sở B"}),
        ("<dc:subject>rừng</dc:subject><dc:subject>gỗ</dc:subject>", {"keywords": ["rừng", "gỗ"]}),
        ("<dc:date>2024-01-02</dc:date>", {"last_updated": "2024-01-02"}),
        ("<dc:date>2025-01-02</dc:date><dct:modified>2024-01-02</dct:modified>", {"last_updated": "2024-01-02"}),
        ("<dc:identifier>SL-02</dc:identifier>", {"db_code": "SL-02"}),
        ("<dc:identifier>https://example.vn/a</dc:identifier>", {"open_publish_url": "https://example.vn/a"}),
        ("<dc:format>text/csv</dc:format>", {"formats": ["CSV"]}),
        ("<dc:rights>Miễn phí</dc:rights>", {"access_conditions": "Miễn phí"}),
        ("<dc:source>Sổ ghi</dc:source>", {"data_source": "Sổ ghi"}),
        ("<dc:coverage>Sơn La</dc:coverage>", {"spatial_coverage": "Sơn La"}),
        ("<dct:spatial>Sơn La</dct:spatial><dc:coverage>Mộc Châu</dc:coverage>", {"spatial_coverage": "Sơn La"}),
        ("<dct:temporal>2020/2024</dct:temporal>", {"temporal_coverage": "2020/2024"}),
        (
            "<dc:coverage>name=x; start=2020-01-01; end=2024-12-31;</dc:coverage>",
            {"temporal_coverage": {"start": "2020-01-01", "end": "2024-12-31"}},
        ),
        (
            "<dct:accrualPeriodicity>http://purl.org/cld/freq/monthly</dct:accrualPeriodicity>",
            {"update_frequency": "monthly"},
        ),
        ("<dc:title xml:lang='en'>Forests</dc:title><dc:title xml:lang='vi'>Rừng</dc:title>", {"db_name": "Rừng"}),
        ("<dc:title/><dc:relation>x</dc:relation><dc:type>Dataset</dc:type>", {}),
        ("<state_secret xmlns=''>không</state_secret>", {"state_secret": "không"}),
        ("<keywords xmlns=''>a</keywords><dc:subject>b</dc:subject>", {"keywords": ["a"]}),
    ],
)
def test_what_each_element_means(inside: str, expected: dict[str, Any]) -> None:
    assert entry(f"<dc:language>vi</dc:language>{inside}") == expected


LONG = f"""<oai_dc:dc {OAI_DC} {DC}>
 <dc:title xml:lang="en">Forests</dc:title>
 <dc:title xml:lang="vi" kind="x">Rừng</dc:title>
 <dc:subject>a</dc:subject>
 <dct:subject>b</dct:subject>
 <dct:temporal>start=2020; end=2019</dct:temporal>
 <data_items xmlns=""><name>Mã</name></data_items><data_items xmlns=""><name>Tên</name></data_items>
</oai_dc:dc>"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("db_name",), 3, 2),
        (("keywords", 0), 4, 2),
        (("keywords", 1), 5, 2),
        (("temporal_coverage",), 6, 2),
        (("temporal_coverage", "end"), 6, 2),
        (("data_items", 1, "name"), 7, 72),
        (("purpose",), 1, 1),
    ],
)
def test_where_a_finding_stands(path: Path, line: int, column: int) -> None:
    batch = next(part for part in read(LONG) if isinstance(part, Batch))
    place = batch.spot(0, path)
    assert (place.line, place.column) == (line, column)


def test_an_attribute_that_is_not_read_is_said_at_its_place() -> None:
    batch = next(part for part in read(LONG) if isinstance(part, Batch))
    (flaw,) = batch.flaws[0]
    assert (flaw.code, flaw.facts) == ("CV511", {"name": "kind", "value": "x"})
    assert batch.spot(0, flaw.path).line == 3


def test_what_was_decided_stands_where_it_was_seen() -> None:
    note, lacking, _ = read(LONG)
    assert isinstance(note, Problem)
    assert isinstance(lacking, Problem)
    assert note.violation.facts == {"vocab": "Dublin Core", "because": ("http://purl.org/dc/elements/1.1/",)}
    assert (note.position.line, note.position.column) == (2, 2)
    fields = lacking.violation.facts["fields"]
    assert isinstance(fields, tuple)
    assert {"purpose", "security_level"} <= set(fields)
    assert not {"db_name", "keywords"} & set(fields)


OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{}</ListRecords></OAI-PMH>'


def test_a_deleted_record_is_said_and_is_no_entry() -> None:
    deleted = '<record><header status="deleted"/></record>'
    full = f"<record><header/><metadata><x {DC}>{TITLE}</x></metadata></record>"
    parts = read(OAI.format(deleted + full + deleted))
    assert entries(parts) == [{"db_name": "Cơ sở dữ liệu rừng"}]
    assert codes(parts) == ["CV026", "CV027", "CV046", "CV046"]


def test_another_format_of_metadata_is_named() -> None:
    parts = read(OAI.format("<record><header/><metadata><marc xmlns='urn:m'><a/></marc></metadata></record>"))
    problem = parts[-1]
    assert isinstance(problem, Problem)
    assert (problem.violation.code, problem.unreadable) == ("CV012", True)
    assert problem.violation.facts["found"] == Label("phần tử XML <marc>", "an XML element <marc>")


def test_the_native_form_is_not_taken_for_it_and_can_be_forced() -> None:
    native = "<catalog><entry><title>x</title><db_name>y</db_name></entry></catalog>"
    assert codes(read(native)) == []
    forced = read(native, "dublin-core")
    assert codes(forced) == ["CV026", "CV027", "CV012"]


def test_every_line_of_the_table_is_of_the_profile_and_cites_a_term() -> None:
    table = load_table("dublin-core")
    assert table is not None
    assert {ground.field for ground in table.grounds} <= {field.id for field in PROFILE.fields}
    for ground in table.grounds:
        assert ground.iri.startswith("http://purl.org/dc/terms/"), ground
    for line in table.lines.values():
        assert line.kind
