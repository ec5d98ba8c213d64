"""DCAT: datasets of a graph give entries whose values are found where they stand, whatever the graph is written in."""

import json
from typing import Any
from xml.sax.saxutils import unescape

import pytest
from foreign import Found, read_text
from hypothesis import given
from hypothesis import strategies as st

from catalog_runs import ROOT, catval, load_script
from catalog_validator.vocab.mapping_table import load_table

WRITE = load_script(ROOT / "examples" / "foreign" / "make_rdf.py")
HEAD = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix our: <urn:x-catval:field:> .
"""


def turtle(text: str) -> Found:
    return read_text(HEAD + text, "a.ttl")


def dataset(text: str) -> Found:
    return turtle(f"<d> a dcat:Dataset ; {text} .")


def shown(found: Found, *path: str | int, index: int = 0) -> str:
    """The text that stands where a field's value comes from."""
    place = found.batches[0].spot(index, path)
    assert place.line
    assert place.end_line
    assert place.column
    assert place.end_column
    rows = found.text.split("\n")[place.line - 1 : place.end_line]
    rows[-1] = rows[-1][: place.end_column - 1]
    return "\n".join(rows)[place.column - 1 :]


EU = "http://publications.europa.eu/resource/authority"
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "code": ('dct:identifier "https://example.vn/1", "MAU-1"', {"db_code": "MAU-1"}),
    "notation": ('adms:identifier [ skos:notation "MAU-1" ]', {"db_code": "MAU-1"}),
    "vietnamese first": ('dct:title "Name"@en, "Nom"@fr, "Tên"@vi-VN', {"db_name": "Tên"}),
    "then what has no language": ('dct:title "Name"@en, "Tên"', {"db_name": "Tên"}),
    "then english": ('dct:title "Nom"@fr, "Name"@en-GB', {"db_name": "Name"}),
    "then any": ('dct:title "Nom"@fr, "Titel"@de', {"db_name": "Nom"}),
    "keywords": ('dcat:keyword "nước"@vi, "water"@en, "sông"@vi', {"keywords": ["nước", "sông"]}),
    "publisher": ('dct:publisher [ foaf:name "Sở Mẫu" ]', {"managing_agency": "Sở Mẫu"}),
    "creator": ('dct:creator [ foaf:name "Sở Mẫu" ]', {"managing_agency": "Sở Mẫu"}),
    "theme": ('dcat:theme [ skos:prefLabel "Y tế"@vi ]', {"domain": "Y tế"}),
    "space": ('dct:spatial [ rdfs:label "Tỉnh Mẫu" ]', {"spatial_coverage": "Tỉnh Mẫu"}),
    "time": (
        'dct:temporal [ dcat:startDate "2020-01-01" ; dcat:endDate "2024-12-31" ]',
        {"temporal_coverage": {"start": "2020-01-01", "end": "2024-12-31"}},
    ),
    "frequency": (f"dct:accrualPeriodicity <{EU}/frequency/ANNUAL_2>", {"update_frequency": "half_yearly"}),
    "frequency labelled": (
        f'dct:accrualPeriodicity <{EU}/frequency/DAILY> . <{EU}/frequency/DAILY> skos:prefLabel "mỗi ngày"@vi',
        {"update_frequency": "daily"},
    ),
    "modified": ('dct:issued "2030-01-01" ; dct:modified "2026-01-02", "2026-03-02"', {"last_updated": "2026-03-02"}),
    "sharing": (
        f"dct:accessRights <{EU}/access-right/PUBLIC>",
        {"sharing_class": "open", "access_conditions": f"{EU}/access-right/PUBLIC"},
    ),
    "contact": (
        'dcat:contactPoint [ vcard:fn "Phòng Mẫu" ; vcard:role "Phòng" ; vcard:hasEmail <mailto:a@example.vn> ; '
        "vcard:hasTelephone [ vcard:hasValue <tel:+842123850000> ] ]",
        {
            "contact_point": {
                "name": "Phòng Mẫu",
                "position": "Phòng",
                "phone": "+842123850000",
                "email": "a@example.vn",
            }
        },
    ),
    "formats": (
        f"dcat:distribution [ dct:format <{EU}/file-type/CSV> ], "
        "[ dcat:mediaType <https://www.iana.org/assignments/media-types/application/json> ]",
        {"formats": ["CSV", "JSON"]},
    ),
    "format labelled": ('dcat:distribution [ dct:format [ rdfs:label "CSV" ] ]', {"formats": ["CSV"]}),
    "landing page": (
        "dcat:landingPage <https://example.vn/1> ; dcat:distribution [ dcat:accessURL <https://example.vn/2> ]",
        {"open_publish_url": "https://example.vn/1"},
    ),
    "download": (
        "dcat:distribution [ dcat:accessURL <https://example.vn/1> ; dcat:downloadURL <https://example.vn/2> ]",
        {"open_publish_url": "https://example.vn/2"},
    ),
    "access service": (
        "dcat:distribution [ dcat:accessService [ dcat:endpointURL <https://example.vn/api> ] ]",
        {"service_endpoint": "https://example.vn/api"},
    ),
    "service of a catalog": (
        'dct:title "T" . <s> a dcat:DataService ; dcat:servesDataset <d> ; dcat:endpointURL <https://example.vn/api>',
        {"db_name": "T", "service_endpoint": "https://example.vn/api"},
    ),
    "columns": (
        "dcat:distribution [ dct:conformsTo [ a csvw:Schema ; csvw:column "
        '( [ csvw:name "a" ; dct:description "A" ] [ csvw:title "b" ] ) ] ]',
        {"data_items": [{"name": "a", "description": "A"}, {"name": "b"}]},
    ),
    "source": ('dct:provenance [ rdfs:label "Trạm quan trắc" ]', {"data_source": "Trạm quan trắc"}),
    "licence": (
        "dct:license <https://example.vn/giay-phep>",
        {"access_conditions": "https://example.vn/giay-phep"},
    ),
    "our own win": ('dct:title "a" ; our:db_name "Tên CSDL nước"', {"db_name": "Tên CSDL nước"}),
    "our own beside": (
        'dcat:contactPoint [ vcard:fn "Phòng Mẫu" ] ; our:contact_point [ our:phone "0212" ]',
        {"contact_point": {"name": "Phòng Mẫu", "phone": "0212"}},
    ),
    "our own, plain": (
        'our:state_secret false ; our:security_level 3 ; our:volume "9"^^<http://www.w3.org/2001/XMLSchema#int>',
        {"state_secret": False, "security_level": 3, "volume": 9},
    ),
    "our own, one of a list": ('our:master_data "Mã số"', {"master_data": ["Mã số"]}),
    "our own, one record": ('our:data_items [ our:name "a" ]', {"data_items": [{"name": "a"}]}),
    "our own, a list in order": (
        'our:data_items ( [ our:name "b" ] [ our:name "a" ] )',
        {"data_items": [{"name": "b"}, {"name": "a"}]},
    ),
    "said twice is said once": (
        'our:security_level 2 . <d> our:security_level 2 ; dcat:keyword "a", "a", "b"',
        {"security_level": 2, "keywords": ["a", "b"]},
    ),
    "our own, languages": ('our:purpose "Aim"@en, "Mục đích"@vi', {"purpose": "Mục đích"}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_property_means(name: str) -> None:
    text, entry = CASES[name]
    assert dataset(text).entries == [entry]


def test_values_are_found_where_they_stand() -> None:
    found = dataset(
        'dct:title "Name"@en,\n "Tên"@vi ;\n '
        'dcat:contactPoint [ vcard:fn "Phòng" ; vcard:hasEmail <mailto:a@x.vn> ] ;\n'
        'our:data_items [ our:name "a" ], [ our:name "b" ]'
    )
    assert shown(found, "db_name") == '"Tên"@vi'
    assert shown(found, "contact_point", "email") == "<mailto:a@x.vn>"
    assert shown(found, "contact_point", "phone") == '[ vcard:fn "Phòng" ; vcard:hasEmail <mailto:a@x.vn> ]'
    assert shown(found, "data_items", 1, "name") == '"b"'
    assert shown(found, "data_items", 1, "description") == '[ our:name "b" ]'
    assert shown(found, "purpose") == "<d>"


def test_other_languages_are_noted() -> None:
    found = dataset('dct:title "Name"@en, "Tên"@vi, "Nom"@fr ; dcat:keyword "a", "b"')
    (flaw,) = found.batches[0].flaws[0]
    assert (flaw.code, flaw.facts) == ("CV513", {"name": "dcterms:title", "lang": ("en", "fr"), "kept": "vi"})


def test_a_property_of_ours_that_no_field_has_is_named() -> None:
    found = dataset("our:db_nam 1")
    (flaw,) = found.batches[0].flaws[0]
    assert (flaw.code, flaw.facts["name"]) == ("CV501", "db_nam")
    assert shown(found, *flaw.path) == "1"


@pytest.mark.parametrize("mark", ["true", '"có"', '"yes"'])
def test_a_secret_is_not_shown(mark: str, tmp_path: Any) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(HEAD + f'<d> a dcat:Dataset ; dct:title "Hoa ban tím" ; our:state_secret {mark} .', "utf-8")
    ended = catval("check", path, "--max-findings=all")
    assert ended.code == 1
    assert "Hoa ban tím" not in ended.out + ended.err


def test_a_mark_that_says_both_is_in_doubt() -> None:
    for marks in ("false, true", "true, false"):
        (flaw,) = dataset(f"our:state_secret {marks}").batches[0].flaws[0]
        assert (flaw.code, flaw.path) == ("CV503", ("state_secret",))


def test_a_catalog_says_what_it_does_not_describe() -> None:
    some = turtle('<c> a dcat:Catalog ; dcat:dataset <a>, <b> . <a> dct:title "A" .')
    assert some.entries == [{"db_name": "A"}]
    assert not some.problems["CV063"].unreadable
    none = turtle("<c> a dcat:Catalog ; dcat:dataset <a>, <b> .")
    assert none.problems["CV063"].unreadable
    assert none.problems["CV063"].violation.facts == {"count": 2}


def test_a_further_page_is_named() -> None:
    found = turtle('<p> <http://www.w3.org/ns/hydra/core#next> <q> . <d> a dcat:Dataset ; dct:title "A" .')
    assert "CV045" in found.problems


@pytest.mark.parametrize("text", ["", "<p> a foaf:Person .", "<s> a <http://schema.org/Dataset> ; dct:title 'a' ."])
def test_a_graph_without_a_dataset_is_no_catalog(text: str) -> None:
    assert turtle(text).problems["CV012"].unreadable


def test_catalogs_and_series_are_no_descriptions() -> None:
    found = turtle(
        '<c> a dcat:Catalog ; dcat:dataset <s>, <d> . <s> a dcat:DatasetSeries ; dct:title "S" . '
        '<d> a dcat:Dataset ; dct:title "D" ; dcat:inSeries <s> .'
    )
    assert found.entries == [{"db_name": "D"}]


def test_no_rdf_is_no_dcat() -> None:
    found = read_text('[{"title": "a"}]', vocab="dcat")
    assert found.problems["CV012"].unreadable


def test_the_namespace_is_one() -> None:
    table = load_table("dcat")
    assert table is not None
    assert WRITE.PREFIXES[table.own_prefix] == table.own
    docs = (ROOT / "docs" / "how-to" / "portal-catalogs.md").read_text(encoding="utf-8")
    assert table.own in docs


@pytest.mark.parametrize(
    "context",
    [
        "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        ["https://resources.data.gov/schemas/dcat-us/v3.0/context.jsonld"],
    ],
)
@pytest.mark.parametrize("name", ["data.json", "data.jsonld"])
def test_dcat_us_is_no_graph(context: object, name: str) -> None:
    entry = {"@type": "Dataset", "title": "T", "contactPoint": {"@type": "Kind", "fn": "Phòng Mẫu"}, "keyword": ["a"]}
    text = json.dumps({"@context": context, "@type": "dcat:Catalog", "dataset": [entry]}, ensure_ascii=False)
    found = read_text(text, name)
    assert found.problems["CV026"].violation.facts["vocab"] == "DCAT-US"
    assert found.entries == [{"db_name": "T", "contact_point": {"name": "Phòng Mẫu"}, "keywords": ["a"]}]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and not text.isspace()
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "db_name": TEXT,
        "content_description": TEXT,
        "keywords": st.lists(TEXT, min_size=1, max_size=3, unique=True),
        "managing_agency": TEXT,
        "contact_point": st.dictionaries(st.sampled_from(["name", "phone", "email", "position"]), TEXT, min_size=1),
        "update_frequency": st.sampled_from(["daily", "yearly", "khi cần"]),
        "formats": st.lists(st.sampled_from(["CSV", "XLSX", "giấy"]), unique=True),
        "volume": st.integers(0, 10**6),
        "state_secret": st.booleans(),
        "scope": TEXT,
        "data_items": st.lists(st.fixed_dictionaries({"name": TEXT, "description": TEXT}), min_size=1, max_size=3),
    },
)


@given(st.lists(ENTRY, min_size=1, max_size=3))
def test_three_ways_to_write_a_graph_give_the_same_entries(entries: list[dict[str, Any]]) -> None:
    top = WRITE.catalog(entries)
    one, *others = (read_text(write(top), name).entries for name, write in WRITE.WRITERS.items())
    assert len(one) == len(entries)
    assert others == [one, one]


@given(st.lists(ENTRY, min_size=1, max_size=3), st.sampled_from(sorted(WRITE.WRITERS)))
def test_each_text_is_found_where_it_stands(entries: list[dict[str, Any]], name: str) -> None:
    found = read_text(WRITE.WRITERS[name](WRITE.catalog(entries)), name)
    for index, entry in enumerate(entries):
        for field in ("db_name", "content_description", "scope", "managing_agency"):
            if field in entry:
                text = shown(found, field, index=index)
                inside = text if name != "dcat.rdf" else unescape(text.partition(">")[2].rpartition("</")[0])
                assert inside == (entry[field] if name == "dcat.rdf" else json.dumps(entry[field], ensure_ascii=False))


def test_n_triples_are_read() -> None:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset>"
    text = f'<http://x.vn/d> {kind} .\n<http://x.vn/d> <http://purl.org/dc/terms/title> "T" .\n'
    found = read_text(text, "a.nt")
    assert found.entries == [{"db_name": "T"}]
    assert found.batches[0].spot(0, ("db_name",)).line == 2
    assert read_text(text, "without-ending").entries == [{"db_name": "T"}]


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    text = json.dumps({"@context": WRITE.PREFIXES, "@type": "dcat:Dataset", "dcterms:title": "A"})
    doubled = text[:-1] + ',\n "dcterms:title": "B"}'
    found = read_text(doubled, "a.jsonld")
    (flaw,) = found.batches[0].flaws[0]
    assert (flaw.code, flaw.facts["line"]) == ("CV502", 1)
    assert found.batches[0].spot(0, flaw.path).line == 2
    assert found.entries == [{"db_name": "A"}]
    secret = text[:-1] + ', "catval:state_secret": null, "catval:state_secret": true}'
    assert not isinstance(read_text(secret, "a.jsonld").entries[0], dict)
