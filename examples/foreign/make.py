"""Write the catalog of ../so-khcn as others would give it: a CKAN reply, a data.json of DCAT-US 1.1, Data Packages.

Run ``python examples/foreign/make.py`` after a change of ../so-khcn/catalog.json. What a vocabulary has a word for
stands under that word; everything else stands under the profile's own names, as extras or as further members.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = HERE.parent / "so-khcn" / "catalog.json"

Entry = dict[str, Any]


def ckan_package(entry: Entry, number: int) -> Entry:
    """An entry as package_show gives it."""
    rest = dict(entry)
    contact = rest.pop("contact_point", None)
    record = contact if isinstance(contact, dict) else {"name": contact}
    package: Entry = {
        "name": f"csdl-{number}",
        "type": "dataset",
        "state": "active",
        "title": rest.pop("db_name", "") or "",
        "notes": rest.pop("content_description", "") or "",
        "maintainer": record.get("name") or "",
        "maintainer_email": record.get("email") or "",
        "organization": {"name": "don-vi", "title": rest.pop("managing_agency", "") or ""},
        "groups": [{"name": "linh-vuc", "title": domain}] if (domain := rest.pop("domain", None)) else [],
        "tags": [{"name": tag, "display_name": tag} for tag in rest.pop("keywords", None) or []],
        "resources": [{"format": name} for name in rest.pop("formats", None) or []],
    }
    rest |= {f"contact_point.{part}": record[part] for part in ("phone", "position") if record.get(part)}
    package["extras"] = [{"key": key, "value": extra(value)} for key, value in rest.items() if value not in (None, "")]
    return package


def extra(value: Any) -> str:
    """An extra is a text; lists, objects and yes or no are written as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def ckan_reply(entries: list[Entry]) -> Entry:
    """The reply of package_search that has them all."""
    packages = [ckan_package(entry, number) for number, entry in enumerate(entries, 1)]
    return {
        "help": "https://dulieu.example.vn/api/3/action/help_show?name=package_search",
        "success": True,
        "result": {"count": len(packages), "results": packages},
    }


def dcat_us_dataset(entry: Entry) -> Entry:
    """An entry as a dataset of a data.json."""
    rest = dict(entry)
    contact = rest.pop("contact_point", None)
    dataset: Entry = {
        "@type": "dcat:Dataset",
        "title": rest.pop("db_name", None),
        "description": rest.pop("content_description", None),
        "keyword": rest.pop("keywords", None),
        "modified": rest.pop("last_updated", None),
        "publisher": {"@type": "org:Organization", "name": rest.pop("managing_agency", None)},
        "accrualPeriodicity": rest.pop("update_frequency", None),
        "theme": [domain] if (domain := rest.pop("domain", None)) else None,
        "distribution": [{"@type": "dcat:Distribution", "format": name} for name in rest.pop("formats", None) or []],
    }
    if isinstance(contact, dict):
        words = {"name": "fn", "position": "title", "phone": "tel"}
        dataset["contactPoint"] = {words[part]: value for part, value in contact.items() if part in words}
        if "email" in contact:
            dataset["contactPoint"]["hasEmail"] = f"mailto:{contact['email']}"
    elif contact is not None:
        dataset["contactPoint"] = {"fn": contact}
    return {**dataset, **rest}


def data_json(entries: list[Entry]) -> Entry:
    """The whole catalog."""
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [dcat_us_dataset(entry) for entry in entries],
    }


def data_package(entry: Entry, number: int) -> Entry:
    """An entry as a Data Package: its data are not handed on, its data items are their Table Schema."""
    rest = dict(entry)
    items = rest.pop("data_items", None)
    contact = rest.pop("contact_point", None)
    if isinstance(contact, dict) and contact.keys() <= {"name", "email", "phone"}:
        words = {"name": "title", "email": "email", "phone": "phone"}
        people = [{"roles": ["contactPoint"], **{words[part]: value for part, value in contact.items()}}]
    else:
        people, rest = [], rest | ({} if contact is None else {"contact_point": contact})
    resource: Entry = {"name": "du-lieu", "data": []}
    if items and all(isinstance(item, dict) and item.keys() == {"name", "description"} for item in items):
        resource |= {"schema": {"fields": items}}
    else:
        rest["data_items"] = items
    package: Entry = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"csdl-{number}",
        "title": rest.pop("db_name", None),
        "description": rest.pop("content_description", None),
        "keywords": rest.pop("keywords", None),
        "sources": [{"title": source}] if (source := rest.pop("data_source", None)) else None,
        "homepage": rest.pop("open_publish_url", None),
        "contributors": people or None,
        "resources": [resource],
        **rest,
    }
    return {name: value for name, value in package.items() if value is not None}


def table_package() -> Entry:
    """A package whose only data are the descriptions: its table is the catalog."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "danh-muc-csdl",
        "title": "Danh mục cơ sở dữ liệu",
        "resources": [{"name": "danh-muc", "path": "catalog.csv", "format": "csv", "encoding": "utf-8"}],
    }


def files() -> dict[str, str]:
    """Every file of this folder that is made, by its name."""
    entries: list[Entry] = json.loads(SOURCE.read_text(encoding="utf-8"))["entries"]
    made = {
        "ckan.json": ckan_reply(entries),
        "data.json": data_json(entries),
        "packages.json": [data_package(entry, number) for number, entry in enumerate(entries, 1)],
        "package/datapackage.json": table_package(),
    }
    written = {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in made.items()}
    return written | {"package/catalog.csv": SOURCE.with_suffix(".csv").read_text(encoding="utf-8")}


def main() -> None:
    """Write all files beside this one."""
    for name, text in files().items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
