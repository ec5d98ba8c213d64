"""Descriptions in the native form of the profile sonla-515, the same for the same seed on every machine."""

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

from benchmarks import words
from benchmarks.defects import Defect, spoil
from benchmarks.texts import Prose, TypicalWriter, UniqueWriter, Writer

Style = Literal["typical", "high-entropy", "nfd"]
STYLES: tuple[Style, ...] = get_args(Style)
VERSION = 1
"""Goes up whenever the same seed gives other entries, so that kept files are made anew."""
SEED = 515

Entry = dict[str, object]

COMPLETE = 0.32
"""Share of entries with every field that applies filled and valid."""
SECRET = 0.001

COMMUNES = tuple(f"Ủy ban nhân dân xã {place}" for place in words.PLACES)
AGENCIES = words.OFFICES + COMMUNES
"""The transcribed rows name 29 keepers in 52 rows; so do 52 of these, about."""

DOMAINS = (
    "science_technology", "digital_transformation", "agriculture_environment", "health", "education", "finance",
    "justice", "construction_transport", "culture_sport_tourism", "home_affairs", "industry_trade", "ethnic_religion",
    "general",
)  # fmt: skip
FREQUENCIES = ("realtime", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "on_change", "other")
KINDS = ("national", "shared_ministry", "shared_sector", "shared_local", "internal")
ITEM_TYPES = ("text", "integer", "number", "date", "boolean", "geometry", "file", "other")
FORMATS = ("CSV", "XLSX", "JSON", "XML", "GeoJSON")


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry and what was spoiled in it (nothing: it is complete)."""

    entry: Entry
    defects: tuple[Defect, ...]


def generate_entries(count: int, style: Style = "typical", seed: int = SEED) -> Iterator[Entry]:
    """The first ``count`` entries of this style and seed; fewer are the beginning of more."""
    return (sample.entry for sample in generate_samples(count, style, seed))


def generate_samples(count: int, style: Style = "typical", seed: int = SEED) -> Iterator[Sample]:
    """See `generate_entries`; with what is wrong in each."""
    rng = random.Random(f"{seed}/{style}")
    writer: Writer = UniqueWriter() if style == "high-entropy" else TypicalWriter()
    for index in range(count):
        entry = complete_entry(rng, writer, index)
        defects = () if rng.random() < COMPLETE else spoil(rng, entry)
        yield Sample(decomposed(entry) if style == "nfd" else entry, defects)


def complete_entry(rng: random.Random, writer: Writer, index: int) -> Entry:
    """An entry to which nothing is missing; only a few optional fields are filled."""
    prose = writer(rng, index)
    agency = rng.choice(words.OFFICES if rng.random() < 0.55 else COMMUNES)
    entry: Entry = {
        "catalog_ref": str(index + 1),
        "db_name": prose.db_name,
        "db_kind": rng.choice(KINDS),
        "steward_level": rng.choices(("central", "provincial", "commune"), (1, 6, 3))[0],
        "purpose": prose.purpose,
        "scope": prose.scope,
        "content_description": prose.content,
        "domain": rng.choice(DOMAINS),
        "managing_agency": agency,
        "agency_code": f"H52.{AGENCIES.index(agency) + 1:02d}",
        "contact_point": contact(rng, index),
        "collection_mechanism": prose.collection,
        "update_mechanism": prose.update,
        "update_frequency": rng.choice(FREQUENCIES),
        "data_source": prose.source,
        "data_items": [item(rng, name, text) for name, text in prose.items],
        "personal_data": rng.choices(("none", "basic", "sensitive"), (7, 2, 1))[0],
        "importance_class": rng.choices(("other", "important", "core"), (8, 1, 1))[0],
        "state_secret": rng.random() < SECRET,
        "security_level": rng.choices((1, 2, 3, 4, 5), (2, 4, 3, 1, 1))[0],
        "status": rng.choices(("operating", "building", "planned"), (6, 3, 1))[0],
    }
    entry.update(share(rng, prose, index))
    entry.update(what_follows(rng, entry))
    entry.update(extras(rng, prose))
    return entry


def contact(rng: random.Random, index: int) -> Entry:
    """A role with a number, never a person; a phone, an e-mail or both."""
    point: Entry = {"name": f"Cán bộ đầu mối số {index + 1}", "position": rng.choice(words.POSTS)}
    known = rng.choice(("phone", "email", "both"))
    if known != "email":
        point["phone"] = f"0212{rng.randrange(3_000_000, 4_000_000)}"
    if known != "phone":
        point["email"] = f"dau.moi.{index + 1}@sonla.example.vn"
    return point


def item(rng: random.Random, name: str, text: str) -> Entry:
    """One record of ``data_items``; half of them say only what they must."""
    made: Entry = {"name": name, "description": text}
    if rng.random() < 0.5:
        made["type"] = rng.choice(ITEM_TYPES)
        made["shared"] = rng.random() < 0.5
    return made


def share(rng: random.Random, prose: Prose, index: int) -> Entry:
    """The classification of sharing with all that it brings in."""
    chosen = rng.choices(("shared", "private", "open"), (5, 3, 2))[0]
    made: Entry = {"sharing_class": chosen}
    names = [name for name, _ in prose.items]
    if chosen == "private":
        made["no_share_reason"] = prose.reason
        return made
    made["sharing_method"] = method = rng.choice(("query", "sync", "sync_national", "packaged"))
    made["sharing_platform"] = rng.choice(("LGSP", "NDXP", "NDOP", "other"))
    if method != "packaged":
        made["service_endpoint"] = f"https://api.sonla.example.vn/dich-vu/{index + 1}"
    if chosen == "open" or method == "packaged":
        made["formats"] = rng.sample(FORMATS, rng.randint(1, 3))
    if chosen == "open":
        made["open_publish_url"] = f"https://dulieumo.sonla.example.vn/bo-du-lieu/{index + 1}"
        made["open_data_items"] = names[:3]
    else:
        made["shared_data_items"] = names[:2] if rng.random() < 0.9 else ["không có"]
    return made


def what_follows(rng: random.Random, entry: Entry) -> Entry:
    """The conditional fields that do not hang on sharing."""
    made: Entry = {}
    if entry["db_kind"] != "internal":
        made["legal_basis"] = rng.sample(words.LAWS, rng.randint(1, 2))
    if entry["status"] == "operating":
        made["last_updated"] = date_text(rng)
    return made


def date_text(rng: random.Random) -> str:
    """A day of 2025, written as ISO or as officers do."""
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    return f"2025-{month:02d}-{day:02d}" if rng.random() < 0.7 else f"{day:02d}/{month:02d}/2025"


def extras(rng: random.Random, prose: Prose) -> Entry:
    """Some of the fields that nobody has to fill."""
    optional: Entry = {
        "target_users": prose.audience,
        "spatial_coverage": "Toàn tỉnh Sơn La",
        "keywords": rng.sample(words.KEYWORDS, rng.randint(1, 4)),
        "operating_unit": f"Phòng chuyên môn số {rng.randint(1, 9)}",
        "volume": rng.randrange(50, 500_000),
    }
    return {name: value for name, value in optional.items() if rng.random() < 0.4}


def decomposed(entry: Entry) -> Entry:
    """The same entry with every text in NFD, as some systems store it."""
    return cast(Entry, json.loads(unicodedata.normalize("NFD", json.dumps(entry, ensure_ascii=False))))
