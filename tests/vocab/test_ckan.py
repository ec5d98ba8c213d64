"""CKAN: whatever way packages are wrapped, each is an entry, and each value is found where it stands."""

import json
from typing import Any

import pytest
from foreign import lines_of, read, read_text
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator import check
from catalog_validator.model.document import UNREADABLE

PACKAGE: dict[str, Any] = {
    "name": "bo-du-lieu-mau",
    "title": "Cơ sở dữ liệu mẫu về nguồn nước",
    "notes": "Số liệu quan trắc nguồn nước theo tháng, do đơn vị vận hành nhập.",
    "url": "",
    "author": "Phòng Mẫu",
    "author_email": "phong.mau@example.vn",
    "maintainer": "",
    "maintainer_email": None,
    "license_title": "Giấy phép mẫu",
    "isopen": True,
    "state": "active",
    "private": False,
    "metadata_modified": "2026-03-02T08:00:00.123456",
    "tags": [{"name": "nuoc", "display_name": "nước"}, {"name": "quan-trac"}],
    "groups": [{"name": "khac", "title": "Nhóm riêng"}, {"name": "yt", "title": "Y tế"}],
    "organization": {"name": "so-mau", "title": "Sở Mẫu"},
    "resources": [
        {
            "format": "csv",
            "url": "https://dulieu.example.vn/a.csv",
            "last_modified": "2026-02-01T00:00:00",
            "schema": {"fields": [{"name": "ma_tram", "title": "Mã trạm", "type": "string"}, {"name": "gia_tri"}]},
        },
        {"format": "KML", "url": "https://dulieu.example.vn/b", "last_modified": "2026-04-01T00:00:00"},
        {"format": "CSV"},
    ],
    "extras": [
        {"key": "security-level", "value": "3"},
        {"key": "Mục đích", "value": "Phục vụ công tác quản lý nguồn nước"},
        {"key": "frequency", "value": "http://publications.europa.eu/resource/authority/frequency/MONTHLY"},
    ],
}
REPLY = {"help": "…", "success": True}


def package(**more: object) -> dict[str, Any]:
    return {**PACKAGE, **more}


@pytest.mark.parametrize(
    ("wrapped", "pointer"),
    [
        (PACKAGE, ""),
        ([PACKAGE], "/0"),
        ({**REPLY, "result": PACKAGE}, "/result"),
        ({**REPLY, "result": [PACKAGE]}, "/result/0"),
        ({**REPLY, "result": {"count": 1, "results": [PACKAGE]}}, "/result/results/0"),
        ({"count": 1, "results": [PACKAGE]}, "/results/0"),
        ({**REPLY, "result": {"name": "so-mau", "package_count": 1, "packages": [PACKAGE]}}, "/result/packages/0"),
    ],
)
def test_every_wrapping_gives_the_same_entry(wrapped: object, pointer: str) -> None:
    found = read(wrapped)
    assert found.pointers == [pointer]
    assert found.entry() == read(PACKAGE).entry()
    assert set(found.problems) == {"CV026", "CV027"}
    assert found.at("db_name") == PACKAGE["title"]
    assert found.at("sharing_method") == PACKAGE


def test_values_are_read_and_found() -> None:
    found = read({**REPLY, "result": {"count": 1, "results": [PACKAGE]}})
    expected = {
        "keywords": ["nước", "quan-trac"],
        "domain": "Y tế",
        "managing_agency": "Sở Mẫu",
        "contact_point": {"name": "Phòng Mẫu", "email": "phong.mau@example.vn"},
        "last_updated": "2026-04-01T00:00:00",
        "update_frequency": "monthly",
        "formats": ["CSV", "other"],
        "sharing_class": "open",
        "access_conditions": "Giấy phép mẫu",
        "open_publish_url": "https://dulieu.example.vn/a.csv",
        "data_items": [{"name": "Mã trạm", "type": "text"}, {"name": "gia_tri"}],
        "security_level": "3",
        "purpose": "Phục vụ công tác quản lý nguồn nước",
    }
    assert {name: found.entry()[name] for name in expected} == expected
    assert found.at("keywords", 1) == "quan-trac"
    assert found.at("contact_point", "email") == "phong.mau@example.vn"
    assert found.at("contact_point", "phone") == PACKAGE
    assert found.at("data_items", 1) == {"name": "gia_tri"}
    assert found.at("data_items", 1, "description") == {"name": "gia_tri"}
    assert found.at("security_level") == "3"
    assert found.at("formats", 1) == "KML"
    assert found.at("update_frequency") == PACKAGE["extras"][2]["value"]


def test_findings_stand_at_the_foreign_value(tmp_path: Any) -> None:
    file = tmp_path / "reply.json"
    text = json.dumps(
        {**REPLY, "result": {"count": 2, "results": [PACKAGE, package(title="N/A", purpose="")]}}, indent=1
    )
    file.write_text(text, encoding="utf-8")
    report = check(file)
    entry = report.entries[1]
    hit = next(finding for finding in entry.findings if finding.field == "db_name")
    assert (entry.pointer, hit.code) == ("/result/results/1", "CV103")
    assert hit.position is not None
    line = text.split("\n")[(hit.position.line or 0) - 1]
    assert line[(hit.position.column or 0) - 1 : (hit.position.end_column or 0) - 1] == '"N/A"'
    lacking = next(finding for finding in entry.findings if finding.field == "scope")
    assert lacking.position is not None
    assert text.split("\n")[(lacking.position.line or 0) - 1].strip() == "{"


def test_an_empty_text_is_absent_and_a_blank_one_is_shown() -> None:
    found = read(package(title="", notes="  "))
    assert "db_name" not in found.entry()
    assert found.entry()["content_description"] == "  "
    assert found.at("content_description") == "  "


def test_translations_come_first_in_vietnamese_then_english_then_any() -> None:
    titles = {"vi": "Cơ sở dữ liệu mẫu", "en": "Sample database", "fr": "Base"}
    for languages, chosen in ((("fr", "vi", "en"), "vi"), (("fr", "en"), "en"), (("fr",), "fr")):
        found = read(package(title_translated={lang: titles[lang] for lang in languages}))
        assert found.entry()["db_name"] == found.at("db_name") == titles[chosen]
    tags = {"en": ["water"], "vi": ["nước", "mưa"]}
    assert read(package(tags_translated=tags)).entry()["keywords"] == ["nước", "mưa"]
    assert read(package(title_translated={"vi": "", "en": " "})).entry()["db_name"] == PACKAGE["title"]


def test_extras_bear_lists_and_records_as_json_or_as_cells() -> None:
    items = [{"name": "Mã trạm", "description": "Mã của trạm quan trắc"}]
    found = read(
        package(
            extras=[
                {"key": "data_items", "value": json.dumps(items)},
                {"key": "legal_basis", "value": "Luật Mẫu; Nghị định Mẫu"},
                {"key": "contact_point.phone", "value": "0212 3850 000"},
                {"key": "spatial_text", "value": "Tỉnh Mẫu"},
            ]
        )
    )
    entry = found.entry()
    assert (entry["data_items"], entry["legal_basis"]) == (items, ["Luật Mẫu", " Nghị định Mẫu"])
    contact = {"name": "Phòng Mẫu", "email": "phong.mau@example.vn", "phone": "0212 3850 000"}
    assert entry["contact_point"] == contact
    assert [found.at("contact_point", part) for part in contact] == list(contact.values())
    assert entry["spatial_coverage"] == found.at("spatial_coverage") == "Tỉnh Mẫu"
    assert found.at("data_items", 0, "name") == json.dumps(items)
    assert read(package(extras={"scope": "Toàn tỉnh"})).at("scope") == "Toàn tỉnh"


def test_a_schema_may_be_a_text() -> None:
    schema = json.dumps({"fields": [{"name": "ma"}]})
    found = read(package(resources=[{"schema": "https://example.vn/s.json"}, {"schema": schema}]))
    assert found.entry()["data_items"] == [{"name": "ma"}]
    assert found.entry()["dictionary_ref"] == "https://example.vn/s.json"
    assert found.at("data_items", 0, "name") == schema


def test_below_a_field_of_the_profile_paths_go_on() -> None:
    items = [{"name": "Mã trạm"}, {"name": "Giá trị"}]
    found = read(package(data_items=items))
    assert found.entry()["data_items"] == items
    assert found.at("data_items", 1, "name") == "Giá trị"
    assert found.at("data_items", 1, "description") == items[1]


def test_a_flaw_of_the_form_is_about_the_field_that_comes_from_there() -> None:
    found = read_text('{"title": "một", "title": "hai", "resources": [], "notes": "", "tags": [], "tags": []}')
    about = [flaw.path[0] for flaw in found.batches[0].flaws[0]]
    assert about == ["db_name", "tags"]


def test_two_names_for_one_field_are_said_unless_they_agree() -> None:
    extras = [{"key": "scope", "value": "Toàn tỉnh"}]
    assert "CV503" not in read(package(scope="Toàn tỉnh", extras=extras)).flaws()
    assert read(package(scope="Một xã", extras=extras)).flaws()["CV503"] == ("scope",)
    assert read(package(extras=extras * 2)).flaws()["CV503"] == ("scope",)


@pytest.mark.parametrize(
    "text",
    [
        '"extras": [], "extras": [{"key": "Bí mật nhà nước", "value": "có"}]',
        '"extras": [{"key": "BMNN", "value": "không"}, {"key": "BMNN", "value": "có"}]',
        '"extras": [{"key": "state_secret", "value": "có"}, {"key": "state_secret", "value": "không"}]',
        '"extras": [{"key": "state-secret", "value": "có", "value": "không"}]',
        '"state_secret": "có", "state_secret": "không"',
        '"extras": [{"key": "state_secret", "value": "x"}], "state_secret": "yes"',
    ],
)
def test_a_mark_of_secrecy_is_never_passed_over(tmp_path: Any, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(f'{{"title": "Điều không ai được thấy", "notes": "…", "resources": [], {text}}}', encoding="utf-8")
    report = check(file)
    assert [entry.status.value for entry in report.entries] == ["refused"]


def test_states_are_said() -> None:
    assert read(package(state="draft")).flaws() == {"CV031": ("state",)}
    assert read(package(private=True)).flaws() == {"CV031": ("private",)}
    found = read(package(state="deleted"))
    flaw = found.batches[0].flaws[0][0]
    assert found.value_at(found.batches[0].spot(0, flaw.path)) == "deleted"


@pytest.mark.parametrize(
    ("reply", "code", "value"),
    [
        ({"success": False, "error": {"message": "Not found"}}, "CV028", {"message": "Not found"}),
        ({**REPLY, "result": ["mot", "hai"]}, "CV029", ["mot", "hai"]),
        ({**REPLY, "result": {"count": 0, "results": []}}, "CV011", []),
        ({**REPLY, "result": None}, "CV012", None),
        ({**REPLY, "result": {"package_id": "a", "url": "…"}}, "CV012", {"package_id": "a", "url": "…"}),
        ({**REPLY, "result": {"count": 9, "results": [PACKAGE]}}, "CV030", 9),
    ],
)
def test_what_holds_no_or_not_all_descriptions_says_so(reply: object, code: str, value: object) -> None:
    found = read(reply)
    problem = found.problems[code]
    assert found.value_at(problem.position) == value
    assert problem.unreadable == (code != "CV030")


def test_a_member_that_is_no_package_is_unreadable() -> None:
    found = read({**REPLY, "result": [PACKAGE, "ten"]})
    assert found.entries[1] is UNREADABLE
    assert "CV010" in found.flaws(1)
    assert found.at(index=1) == "ten"


def test_lines_of_packages_and_of_replies() -> None:
    one = read_text("\n".join(lines_of(PACKAGE, PACKAGE)), "a.ndjson")
    assert one.pointers == ["/0", "/1"]
    pages = [{**REPLY, "result": {"count": 4, "results": [PACKAGE, package(title=str(n))]}} for n in range(2)]
    two = read_text("\n".join(lines_of(*pages)), "a.ndjson")
    assert two.pointers == [f"/{page}/result/results/{n}" for page in range(2) for n in range(2)]
    assert [batch.first for batch in two.batches] == [0, 2] if len(two.batches) > 1 else [0]


def test_pointers_hold_where_the_wrapping_changes() -> None:
    reply = {**REPLY, "result": {"count": 2, "results": [PACKAGE, PACKAGE]}}
    small = {"title": "Tên", "notes": "…", "tags": [], "resources": []}
    found = read_text("\n".join(lines_of(*[small] * 300, reply, small)), "a.ndjson")
    after = ["/300/result/results/0", "/300/result/results/1", "/301"]
    assert found.pointers == [*(f"/{n}" for n in range(300)), *after]
    first = found.batches[0].pointer
    assert [first(n) for n in (0, 299, 301)] == ["/0", "/299", after[1]]


def test_a_second_list_of_packages_is_not_lost_silently() -> None:
    inner = json.dumps([PACKAGE])
    found = read_text(f'{{"success": true, "result": {{"count": 1, "results": {inner}, "results": {inner}}}}}')
    assert found.problems["CV502"].unreadable


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(
    st.fixed_dictionaries(
        {"title": TEXTS, "resources": st.lists(st.fixed_dictionaries({"format": TEXTS, "url": TEXTS}), max_size=3)},
        optional={
            "notes": TEXTS,
            "tags": st.lists(st.fixed_dictionaries({"name": TEXTS}), max_size=3),
            "organization": st.fixed_dictionaries({"title": TEXTS}),
            "maintainer": TEXTS,
            "extras": st.lists(st.fixed_dictionaries({"key": TEXTS, "value": TEXTS}), max_size=3),
        },
    )
)
def test_whatever_a_package_says_each_text_is_found_where_it_stands(given_package: dict[str, Any]) -> None:
    found = read({**given_package, "metadata_modified": "2026-01-01", "owner_org": "a"})
    for name, value in found.entry().items():
        if name in ("db_name", "content_description", "managing_agency"):
            assert found.at(name) == value
        elif name == "keywords" and isinstance(value, list):
            assert [found.at(name, index) for index in range(len(value))] == value


def test_one_package_more_or_less_changes_no_other() -> None:
    many = read([package(title=f"Cơ sở dữ liệu số {n}") for n in range(600)])
    assert [entry["db_name"] for entry in many.entries if isinstance(entry, dict)] == [
        f"Cơ sở dữ liệu số {n}" for n in range(600)
    ]
    assert many.pointers == [f"/{n}" for n in range(600)]
