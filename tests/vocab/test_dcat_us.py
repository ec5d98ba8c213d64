"""DCAT-US: a ``data.json`` of 1.1, 3.0 and 1.0 gives entries whose values are found where they stand."""

from typing import Any

import pytest
from foreign import read

DATASET: dict[str, Any] = {
    "@type": "dcat:Dataset",
    "title": "Cơ sở dữ liệu mẫu về nguồn nước",
    "description": "Số liệu quan trắc nguồn nước theo tháng.",
    "keyword": ["nước", "quan trắc"],
    "modified": "2026-03-02",
    "publisher": {"@type": "org:Organization", "name": "Sở Mẫu"},
    "contactPoint": {"fn": "Phòng Mẫu", "hasEmail": "mailto:phong.mau@example.vn"},
    "identifier": "MAU-001",
    "accessLevel": "public",
    "accrualPeriodicity": "R/P1M",
    "temporal": "2020-01-01/2025-12-31",
    "spatial": "Tỉnh Mẫu",
    "theme": ["Khác lạ", "Y tế"],
    "license": "https://example.vn/giay-phep",
    "landingPage": "https://dulieu.example.vn/mau",
    "describedBy": "https://dulieu.example.vn/tu-dien",
    "distribution": [{"mediaType": "text/csv"}, {"format": "XLSX", "mediaType": "application/zip"}, {"title": "…"}],
    "scope": "Toàn tỉnh Mẫu, tất cả các trạm",
}


def catalog(*datasets: object, **more: object) -> dict[str, Any]:
    return {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": list(datasets), **more}


def test_version_1_1() -> None:
    found = read(catalog({}, DATASET))
    assert found.pointers == ["/dataset/0", "/dataset/1"]
    assert found.entry(0) == {}
    assert found.entry(1) == {
        "db_code": "MAU-001",
        "db_name": DATASET["title"],
        "content_description": DATASET["description"],
        "keywords": ["nước", "quan trắc"],
        "last_updated": "2026-03-02",
        "managing_agency": "Sở Mẫu",
        "contact_point": {"name": "Phòng Mẫu", "email": "phong.mau@example.vn"},
        "sharing_class": "open",
        "update_frequency": "monthly",
        "temporal_coverage": "2020-01-01/2025-12-31",
        "spatial_coverage": "Tỉnh Mẫu",
        "domain": "Y tế",
        "access_conditions": DATASET["license"],
        "open_publish_url": DATASET["landingPage"],
        "dictionary_ref": DATASET["describedBy"],
        "formats": ["CSV", "XLSX"],
        "scope": DATASET["scope"],
    }
    assert found.at("db_name", index=1) == DATASET["title"]
    assert found.at("contact_point", "email", index=1) == DATASET["contactPoint"]["hasEmail"]
    assert found.at("contact_point", "phone", index=1) == DATASET["contactPoint"]
    assert found.at("domain", index=1) == "Y tế"
    assert found.at("formats", 0, index=1) == "text/csv"
    assert found.at("purpose", index=1) == DATASET
    assert found.at("purpose", index=0) == {}


def test_version_3_0() -> None:
    dataset = {
        "@type": "Dataset",
        "title": "Tên",
        "identifier": {"@type": "Identifier", "notation": "MAU-3"},
        "publisher": {"@type": "Organization", "name": "Sở Mẫu"},
        "contactPoint": [{"fn": "Phòng A"}, {"fn": "Phòng B", "tel": "tel:+84-212-3850000", "title": "Trưởng phòng"}],
        "temporal": [{"startDate": "2024-01-01", "endDate": "2024-12-31"}],
        "theme": [{"prefLabel": "Y tế"}],
        "accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "accrualPeriodicity": "daily",
        "purpose": "Phục vụ quản lý nguồn nước",
        "provenance": ["Trạm quan trắc", "Nhập tay"],
        "landingPage": {"@id": "https://example.vn/1", "accessURL": "https://example.vn/2"},
        "status": {"prefLabel": "Đang vận hành"},
        "distribution": [{"accessService": [{"endpointURL": "https://example.vn/api"}], "format": "CSV"}],
    }
    inner = {"@type": "Catalog", "dataset": [dataset]}
    found = read({"@type": "Catalog", "conformsTo": {"title": "DCAT-US 3.0"}, "dataset": [dataset], "catalog": [inner]})
    assert found.pointers == ["/dataset/0", "/catalog/0/dataset/0"]
    assert (
        found.entry(0)
        == found.entry(1)
        == {
            "db_code": "MAU-3",
            "db_name": "Tên",
            "managing_agency": "Sở Mẫu",
            "contact_point": {"name": "Phòng B", "phone": "+84-212-3850000", "position": "Trưởng phòng"},
            "temporal_coverage": {"start": "2024-01-01", "end": "2024-12-31"},
            "domain": "Y tế",
            "sharing_class": "open",
            "access_conditions": dataset["accessRights"]["@id"],  # type: ignore[index]
            "update_frequency": "daily",
            "purpose": "Phục vụ quản lý nguồn nước",
            "data_source": "Trạm quan trắc\nNhập tay",
            "open_publish_url": "https://example.vn/2",
            "status": "Đang vận hành",
            "service_endpoint": "https://example.vn/api",
            "formats": ["CSV"],
        }
    )
    assert found.at("contact_point", "phone", index=1) == "tel:+84-212-3850000"


def test_version_1_0_is_a_list_with_a_contact_in_two_members() -> None:
    found = read([{**DATASET, "publisher": "Sở Mẫu", "contactPoint": "Phòng Mẫu", "mbox": "phong.mau@example.vn"}])
    assert found.entry()["managing_agency"] == "Sở Mẫu"
    assert found.entry()["contact_point"] == {"name": "Phòng Mẫu", "email": "phong.mau@example.vn"}
    assert found.at("contact_point", "email") == "phong.mau@example.vn"


@pytest.mark.parametrize("level", ["restricted public", "non-public", "internal"])
def test_a_level_that_says_nothing_of_sharing_is_kept_as_written(level: str) -> None:
    found = read(catalog({**DATASET, "accessLevel": level}))
    assert found.entry()["sharing_class"] == found.at("sharing_class") == level


@pytest.mark.parametrize(("members", "code"), [([], "CV011"), ({"title": "a"}, "CV012"), (None, "CV012")])
def test_a_catalog_without_datasets(members: object, code: str) -> None:
    found = read({**catalog(), "dataset": members})
    problem = found.problems[code]
    assert problem.unreadable
    assert found.value_at(problem.position) == members
    assert not found.entries


def test_an_address_is_no_code() -> None:
    assert "db_code" not in read(catalog({**DATASET, "identifier": "https://example.vn/1"})).entry()


def test_an_object_without_the_name_looked_for_lacks_it() -> None:
    entry = read(
        catalog({**DATASET, "publisher": {"@type": "org"}, "contactPoint": {"@type": "vcard:Contact"}})
    ).entry()
    assert not {"managing_agency", "contact_point"} & set(entry)
