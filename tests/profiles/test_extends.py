"""What a profile that extends another changes, adds, and takes away."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from profile_files import build, in_memory, mistakes_of, read

from catalog_validator.model.place import Position
from catalog_validator.model.profile import Atom, Obligation
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import Fetch, ProfileError, Raw, build_profile

HEAD = {"version": "1", "title": {"vi": "Con", "en": "Child"}}


def test_a_field_changes_only_in_the_given_keys() -> None:
    core, child = build("good/core.yaml"), build("good/child.yaml")
    name = child.field("name")
    assert (name.weight, name.aliases) == (Fraction(2), ("Tên CSDL", "Tên gọi"))
    assert (name.gate, name.checks, name.label) == (True, core.field("name").checks, core.field("name").label)
    assert child.field("reason").when == Atom("kind", ("closed",))
    assert child.field("kind").aliases == ("Kiểu",)


def test_an_obligation_takes_its_condition_and_weight_along() -> None:
    formats = build("good/child.yaml").field("formats")
    assert (formats.obligation, formats.when, formats.weight) == (Obligation.OPTIONAL, None, Fraction(0))


def test_new_fields_stand_after_their_group_and_removed_ones_are_gone() -> None:
    assert [field.id for field in build("good/child.yaml").fields][:5] == [
        "name",
        "kind",
        "agency_code",
        "secret",
        "town",
    ]


def test_lists_relations_groups_and_placeholders_are_joined() -> None:
    child = build("good/child.yaml")
    pace = child.field("frequency").code_list
    assert pace is not None
    assert [item.label.vi for item in pace.items] == ["Mỗi ngày"]
    relations = {relation.id: relation for relation in child.relations}
    assert relations["open-format"].params == {"codes": ("CSV", "PDF")}
    assert "same" not in relations
    assert [group for group, _ in child.groups] == ["main", "rest", "more"]
    assert child.placeholders.exact == ("n/a", "xem sau")
    assert [(family.id, family.needs) for family in child.placeholders.families] == [
        ("pending", ("đang cập nhật", "sẽ cập nhật")),
        ("unknown", ("không rõ",)),
    ]


def test_scalars_override_and_the_base_is_named() -> None:
    child = build("good/child.yaml")
    assert (child.id, child.extends, child.threshold) == ("child", ("core",), Fraction(239, 3))
    assert child.legal_basis == "Quyết định 1/QĐ-TEST"


def test_settings_stand_for_themselves_in_patterns_and_examples() -> None:
    agency = build("good/child.yaml").field("agency_code")
    assert agency.checks[0].params == {"pattern": r"[0-9]{3}\.[0-9]{2}\.H11", "example": "000.01.H11"}
    assert agency.good == "000.02.H11"
    escaped = build_profile(
        in_memory({"id": "x", **HEAD, "extends": ["good/core.yaml"], "settings": {"prefix": "H.1"}}), read
    )
    assert escaped.field("agency_code").checks[0].params["pattern"] == r"[0-9]{3}\.[0-9]{2}\.H\.1"


def tree_of(**files: Mapping[str, object]) -> Fetch:
    """Profiles in memory by name; any other name is read from disk."""

    def fetch(name: str) -> Raw | Mistake:
        return in_memory(files[name], name) if name in files else read(name)

    return fetch


def test_what_two_bases_share_is_laid_once() -> None:
    """A change of the first base survives the second, which only inherits the field."""
    one: dict[str, object] = {
        "id": "one",
        **HEAD,
        "extends": ["good/core.yaml"],
        "fields": [{"id": "kind", "weight": 7}],
    }
    two: dict[str, object] = {
        "id": "two",
        **HEAD,
        "extends": ["good/core.yaml"],
        "fields": [{"id": "level", "weight": 5}],
    }
    profile = build_profile(in_memory({"id": "both", **HEAD, "extends": ["one", "two"]}), tree_of(one=one, two=two))
    assert [profile.field(name).weight for name in ("kind", "level")] == [Fraction(7), Fraction(5)]
    assert profile.extends == ("two", "one", "core")


def test_a_long_chain_ends() -> None:
    files: dict[str, dict[str, object]] = {
        f"p{n}": {"id": f"p{n}", **HEAD, "extends": [f"p{n + 1}"]} for n in range(100)
    }
    with pytest.raises(ProfileError, match=r"extends-too-deep \(max=16\)"):
        build_profile(in_memory(files["p0"], "p0"), tree_of(**files))


def test_a_missing_base_is_placed_where_it_is_named() -> None:
    (mistake, *_) = mistakes_of(in_memory({"id": "x", **HEAD, "extends": ["nowhere"]}))
    assert (mistake.slug, mistake.position) == ("extends-missing", Position("given.yaml", 1, 3))


def test_paths_start_from_the_file_that_names_them() -> None:
    asked: list[str] = []

    def fetch(name: str) -> Raw | Mistake:
        asked.append(name)
        return Mistake("extends-missing", (), None, (("reference", name),))

    raw = in_memory({"id": "x", **HEAD, "extends": ["../a.yaml", "b.toml", "nd47-core"]}, "folder/sub/x.yaml")
    with pytest.raises(ProfileError, match="extends-missing"):
        build_profile(raw, fetch)
    assert asked == ["folder/a.yaml", "folder/sub/b.toml", "nd47-core"]
