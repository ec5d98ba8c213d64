"""Write the catalog of ../so-khcn as other portals would give it: a CKAN reply and a data.json of DCAT-US 1.1.

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


def main() -> None:
    """Write both files beside this one."""
    entries: list[Entry] = json.loads(SOURCE.read_text(encoding="utf-8"))["entries"]
    for name, made in (("ckan.json", ckan_reply(entries)), ("data.json", data_json(entries))):
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
