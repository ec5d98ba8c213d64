"""The bulk path against the reference: the same tallies, groups and duplicates, whatever the entries."""

import random
import re
import unicodedata
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator import load_profile
from catalog_validator.engine.assess import Origin, score_sheet, unreadable_entry
from catalog_validator.engine.bulk import cells, proofs
from catalog_validator.engine.bulk.counter import BulkCounter
from catalog_validator.engine.duplicates import KeyIndex
from catalog_validator.engine.fold import Folder
from catalog_validator.engine.plan import Choice, Wish, build_plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.letters.garbled import may_be_garbled
from catalog_validator.model.document import Batch
from catalog_validator.model.place import Path, Position
from catalog_validator.model.profile import FieldType, Profile
from catalog_validator.model.result import Summary
from worlds import AS_OF, World, respelled, worlds


def batch_of(values: list[Any], first: int = 0) -> Batch:
    def spot(index: int, path: Path) -> Position:
        raise AssertionError("the bulk path never asks for a place")

    return Batch(values, first, str, spot)


def in_bulk(profile: Profile, values: list[Any], wish: Wish) -> tuple[Summary, list[list[int]]]:
    plan = build_plan(profile, AS_OF, wish)
    index = KeyIndex(len(plan.across), 1000)
    counter = BulkCounter(plan, index)
    half = len(values) // 2
    counter.add(batch_of(values[:half]), 0)
    counter.add(batch_of(values[half:], half), 0)
    return counter.summary(), shared(index)


def shared(index: KeyIndex) -> list[list[int]]:
    return sorted(twins.ordinals for twins in index.twins.values())


def one_by_one(profile: Profile, values: list[Any], wish: Wish) -> tuple[Summary, list[list[int]]]:
    plan = build_plan(profile, AS_OF, wish)
    index, folder = KeyIndex(len(plan.across), 1000), Folder()
    for ordinal, value in enumerate(values):
        if not isinstance(value, dict):
            folder.add(unreadable_entry(plan, Origin("", ""), ()))
            continue
        sheet = Sheet(plan, value)
        result = score_sheet(sheet, Origin("", ""))
        folder.add(result)
        if result.fields:
            index.note_sheet(sheet, ordinal)
    return folder.summary(), shared(index)


WISHES = st.sampled_from([Wish(), Wish(choice=Choice(("CV1", "CV3"))), Wish(choice=Choice((), ("CV2", "CV301")))])


@settings(max_examples=400)
@given(worlds(most=6), WISHES, st.randoms())
def test_bulk_and_reference_agree(world: World, wish: Wish, chance: Any) -> None:
    values: list[Any] = [*world.entries, *world.entries, None, 7]
    values += [respelled(entry, form) for entry in world.entries for form in ("NFD", "upper", "padded")]
    chance.shuffle(values)
    assert in_bulk(world.profile, values, wish) == one_by_one(world.profile, values, wish)


ODD: list[dict[str, Any]] = [
    {"formats": ["CSV;XLSX"]},
    {"formats": "CSV;XLSX"},
    {"formats": []},
    {"keywords": ["a;b", "c"]},
    {"keywords": [[], {}, None, 1, True]},
    {"data_items": [7]},
    {"data_items": ["Các mục dữ liệu", "Mã hồ sơ"], "open_data_items": ["Mã hồ sơ"]},
    {"data_items": [{"name": ["Mã hồ sơ"]}], "open_data_items": ["Mã hồ sơ"]},
    {"data_items": [{"name": "7"}], "open_data_items": [7]},
    {"data_items": [{"name": None, "description": "Mã của hồ sơ"}, None, {}]},
    {"data_items": [{"name": "Mã hồ sơ", "description": "Mã của hồ sơ", "type": None, "size": 3}]},
    {"data_items": {"name": "Mã hồ sơ"}, "shared_data_items": ["Mã hồ sơ"]},
    {"contact_point": {"name": "Bộ phận một cửa", "phone": None, "email": None}},
    {"contact_point": {"name": "Bộ phận một cửa", "phone": None, "email": "mot.cua@sonla.example.vn"}},
    {"contact_point": {}, "purpose": "Phục vụ quản lý hồ sơ của tỉnh", "scope": "PHỤC VỤ QUẢN LÝ HỒ SƠ CỦA TỈNH."},
    {"security_level": True, "volume": 1, "state_secret": 0},
    {"security_level": 1.0, "volume": True, "state_secret": 1},
    {"update_frequency": None, "last_updated": "2020-01-01"},
    {"update_frequency": 7, "last_updated": "2020-01-01"},
    {"update_frequency": "daily", "last_updated": 2020},
]


@pytest.mark.parametrize("after_numbers", [False, True])
def test_odd_values_are_for_the_reference(after_numbers: bool) -> None:
    profile = load_profile("sonla-515")
    base = {
        "sharing_class": "open",
        "sharing_method": "packaged",
        "db_name": "CSDL hồ sơ một cửa",
        "status": "operating",
    }
    usual = [base | {"security_level": 1, "volume": 2, "state_secret": False}] * (40 * after_numbers)
    for odd in ODD:
        values = [*usual, base | odd, base, base | odd]
        assert in_bulk(profile, values, Wish()) == one_by_one(profile, values, Wish()), odd


def test_respelling_changes_something() -> None:
    assert respelled({"a": "Đỏ ế"}, "NFD") == {"a": unicodedata.normalize("NFD", "Đỏ ế")} != {"a": "Đỏ ế"}


@settings(max_examples=300)
@given(worlds(most=3))
def test_points_stand_on_the_record_that_lost_them(world: World) -> None:
    plan = build_plan(world.profile, AS_OF)
    for entry in world.entries:
        result = score_sheet(Sheet(plan, entry), Origin("", ""))
        for finding in result.findings:
            field = plan.fields.get(str(finding.field))
            if field is not None and field.type is FieldType.RECORDS and len(finding.path) > 1:
                assert finding.points_lost <= field.weight / len(entry[field.id])


TEXTS = (
    "Quản lý hồ sơ cán bộ công chức của tỉnh, phục vụ tra cứu số {}",
    "Sổ {} ghi hồ sơ cán bộ công chức viên chức trên địa bàn tỉnh",
    "Danh môc {} d÷ liÖu qu¶n lý hå s¬ c¸n bé c«ng chøc viªn chøc",
    "Quản lý hồ sơ {} công chức\nvà viên chức của tỉnh",
    "\u00a0Quản lý hồ sơ {} công chức và viên chức của tỉnh\u200b",
    "Quản lý hồ sơ {} công chức và viên chức của tỉnh ",
    "Hoang hoa quan ly {} co so du lieu cong chuc vie^n chu+'c ti?nh So+n La",
    "Kiem tra quan ly {} Qu?n l? h? s? c?n b? c?a t?nh l? h? s? c?n b?",
    "Không có {}",
    "Đang cập nhật {}",
    "Báo cáo {}",
    "CSDL GDĐT {}",
    "{}",
    "12345{}",
    "x{}",
    "Hồ sơ {} " + "công chức " * 700,
)


@pytest.mark.parametrize("respelling", ["as it is", "NFD", "upper", "padded"])
def test_texts_that_never_come_again_are_proved_or_referred(respelling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "TRIED", 20)
    profile = load_profile("sonla-515")
    names = [field.id for field in profile.fields if field.type is FieldType.TEXT]
    values: list[dict[str, Any]] = [
        {name: TEXTS[row % len(TEXTS)].format(row) for name in names} for row in range(12 * len(TEXTS))
    ]
    values += [{name: TEXTS[at % len(TEXTS)].format(at) for at, name in enumerate(names)}, {"purpose": 7}, {}]
    entries = values if respelling == "as it is" else [respelled(value, respelling) for value in values]
    random.Random(7).shuffle(entries)
    assert in_bulk(profile, entries, Wish()) == one_by_one(profile, entries, Wish())


def test_what_is_proved_has_only_letters_that_no_garbled_text_has() -> None:
    characters = [chr(code) for code in range(0x110000)]
    plain = [one for one in characters if re.match(f"[{proofs.PLAIN}]", one)]
    proved = [one for one in characters if re.match(f"[{proofs.LATIN}{proofs.OWN}]", one)]
    assert len(plain) == 92
    assert not any(map(may_be_garbled, plain))
    assert not any(may_be_garbled(f"ế{one}") or not is_normalized("NFC", f"ế{one}") for one in proved)


ITEM_NAMES = [
    "Tọa độ địa lý",
    "Mã định danh của hộ kinh doanh",
    "Số",
    "Các mục dữ liệu",
    "Tên mục",
    "đang cập nhật",
    "…",
    "",
    "không có",
    "Së Khoa häc vµ C«ng nghÖ",
    "Số  thửa đất\u200b",
]
"""Names of data items, of which some say nothing, or nothing here."""

NAMED = st.sampled_from(ITEM_NAMES)
ITEMS = st.one_of(
    NAMED,
    NAMED,
    st.builds(
        lambda name, text: {"name": name, "description": text}, NAMED, st.sampled_from(["Mô tả của mục", "", "x"])
    ),
    st.just({}),
    st.just(7),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.lists(ITEMS, max_size=4), st.lists(NAMED, max_size=3)), min_size=1, max_size=6), WISHES)
def test_plain_texts_among_records_count_as_the_reference_says(rows: list[Any], wish: Wish) -> None:
    values = [
        {
            "db_name": f"Cơ sở dữ liệu số {at}",
            "data_items": items,
            "sharing_class": "shared",
            "shared_data_items": shared,
        }
        for at, (items, shared) in enumerate(rows)
    ]
    profile = load_profile("sonla-515")
    assert in_bulk(profile, values, wish) == one_by_one(profile, values, wish)
