"""What is wrong in incomplete entries. A defect takes its field's credit or part of it, and no other field's,
unless the field decides whether others apply (`CONTROLLING`)."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Entry = dict[str, object]

Kind = Literal["missing", "short", "code", "form", "conditional", "placeholder", "partial"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WEIGHTS = (34, 9, 9, 9, 9, 20, 10)
"""How often each kind is chosen, in the order of `KINDS`."""

PLACEHOLDERS = (
    "Đang cập nhật", "đang cập nhật", "Chưa có thông tin", "Chưa có", "Không rõ", "n/a", "N/A", "…", "-", "xxx",
    "Đang rà soát", "Sẽ bổ sung sau",
)  # fmt: skip

TEXTS = ("purpose", "scope", "content_description", "collection_mechanism", "update_mechanism", "data_source")
CODES = (
    "db_kind", "steward_level", "domain", "update_frequency", "importance_class", "personal_data", "sharing_class",
    "status",
)  # fmt: skip
CONTROLLING = ("db_kind", "sharing_class", "sharing_method", "status")
MANDATORY = (
    *TEXTS, *CODES, "catalog_ref", "db_name", "managing_agency", "agency_code", "contact_point", "data_items",
    "security_level",
)  # fmt: skip
CONDITIONAL = (
    "legal_basis", "last_updated", "no_share_reason", "sharing_method", "sharing_platform", "service_endpoint",
    "formats", "open_publish_url", "open_data_items", "shared_data_items",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defect:
    """What was done to which field."""

    kind: Kind
    field: str


def spoil(rng: random.Random, entry: Entry) -> tuple[Defect, ...]:
    """Plant 1-12 defects, each in a field of its own; few in most entries, many in some."""
    planted: dict[str, Defect] = {}
    for _ in range(1 + int(rng.triangular(0, 12, 0))):
        kind = rng.choices(KINDS, WEIGHTS)[0]
        free = [field for field in places(kind, entry) if field not in planted]
        if free:
            field = rng.choice(free)
            PLANT[kind](rng, entry, field)
            planted[field] = Defect(kind, field)
    return tuple(planted.values())


def places(kind: Kind, entry: Entry) -> Sequence[str]:
    """Fields of this entry in which a defect of this kind can be planted."""
    if kind == "form":
        candidates: Sequence[str] = (
            "contact_point",
            "last_updated",
            "service_endpoint",
            "open_publish_url",
            "security_level",
        )
    elif kind == "partial":
        candidates = ("data_items",)
    elif kind == "conditional":
        candidates = CONDITIONAL
    elif kind == "code":
        candidates = CODES
    else:
        candidates = MANDATORY if kind == "missing" else TEXTS
    return [field for field in candidates if entry.get(field) not in (None, "")]


def leave_out(rng: random.Random, entry: Entry, field: str) -> None:
    """Absent four times in five; else null or an empty text."""
    how = rng.randrange(10)
    if how < 8:
        del entry[field]
    else:
        entry[field] = None if how == 8 else ""


def cut_short(rng: random.Random, entry: Entry, field: str) -> None:
    """A word that is no placeholder, shorter than any least length (10)."""
    entry[field] = rng.choice(("Quản lý", "Cấp xã", "Nội bộ", "Hồ sơ", "Thủ công"))


def write_no_code(rng: random.Random, entry: Entry, field: str) -> None:
    """A word that is on no code list."""
    entry[field] = rng.choice(("mức trung bình", "loại III", "nhóm 9"))


def break_form(rng: random.Random, entry: Entry, field: str) -> None:
    """A date, address or number that is none."""
    bad: dict[str, object] = {
        "contact_point": {"name": "Cán bộ đầu mối", "email": rng.choice(("dau moi@example.vn", "dau.moi.example.vn"))},
        "last_updated": rng.choice(("31/02/2025", "2025-13-01", "tháng trước")),
        "service_endpoint": "api.sonla example.vn/dich-vu",
        "open_publish_url": "dulieumo sonla.example.vn",
        "security_level": rng.choice((0, 7, "cấp ba")),
    }
    entry[field] = bad[field]


def hold_place(rng: random.Random, entry: Entry, field: str) -> None:
    """A text that says nothing."""
    entry[field] = rng.choice(PLACEHOLDERS)


def leave_half(rng: random.Random, entry: Entry, field: str) -> None:
    """Some data items without a description."""
    items = entry[field]
    if isinstance(items, list):
        for record in rng.sample(items, rng.randint(1, len(items))):
            record.pop("description", None)


PLANT: dict[Kind, Callable[[random.Random, Entry, str], None]] = {
    "missing": leave_out,
    "short": cut_short,
    "code": write_no_code,
    "form": break_form,
    "conditional": leave_out,
    "placeholder": hold_place,
    "partial": leave_half,
}
