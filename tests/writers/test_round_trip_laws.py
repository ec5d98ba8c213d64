"""What is written in a native form and read back means the same, or is listed. Nothing is ever lost silently."""

import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from round_trips import NASTY, NATIVE, nasty_entries, nasty_texts, plan_of, travel

from catalog_runs import kinds
from catalog_validator import EntryResult, Profile, load_profile
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.model.profile import FieldType
from catalog_validator.writers.catalog import SURROGATES
from worlds import entries, full_entries, make_field, make_profile, profiles

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
BUILT_IN = load_profile("sonla-515")


def judged(profile: Profile, value: Any) -> EntryResult:
    return assess_entry(plan_of(profile), value, Origin("", "/0"))


def same_result(profile: Profile, one: Any, other: Any) -> bool:
    """Scores, states and finding codes; a blank text may have become a missing one."""

    def meaning(entry: Any) -> tuple[object, ...]:
        result = judged(profile, entry)
        codes = Counter({("CV101" if code == "CV102" else code): n for (code, _), n in kinds(result.findings).items()})
        return result.status, result.earned, result.possible, result.fields, set(codes)

    return meaning(one) == meaning(other)


@pytest.mark.parametrize("form", [*NATIVE, "dcat-ap"])
@SLOW
@given(data=st.data())
def test_what_comes_back_scores_the_same_or_is_listed(form: str, data: st.DataObject) -> None:
    profile = data.draw(st.one_of(profiles(), st.just(BUILT_IN)))
    given_entries = data.draw(st.lists(nasty_entries(profile), min_size=1, max_size=4))
    trip = travel(profile, given_entries, form)
    gone = {number for number, path, reason in trip.losses if reason in ("not-read", "rows")}
    left = [entry for number, entry in enumerate(given_entries) if number not in gone]
    assert len(trip.back) == len(left)
    assert trip.flaws == []
    numbers = [number for number in range(len(given_entries)) if number not in gone]
    for number, entry, back in zip(numbers, left, trip.back, strict=True):
        if not trip.lost(number):
            assert same_result(profile, entry, back), (entry, back)


@pytest.mark.parametrize("form", [*NATIVE, "dcat-ap"])
@SLOW
@given(data=st.data())
def test_sound_entries_lose_nothing(form: str, data: st.DataObject) -> None:
    profile = data.draw(profiles())
    given_entries = data.draw(st.lists(full_entries(profile), min_size=1, max_size=4))
    assert travel(profile, given_entries, form).losses == []


@pytest.mark.parametrize("form", ["json", "ndjson", "yaml"])
@SLOW
@given(data=st.data())
def test_forms_with_types_give_back_equal_values(form: str, data: st.DataObject) -> None:
    profile = data.draw(profiles())
    given_entries = data.draw(st.lists(st.one_of(nasty_entries(profile), entries(profile)), min_size=1, max_size=3))
    trip = travel(profile, given_entries, form)
    for number, (entry, back) in enumerate(zip(given_entries, trip.back, strict=True)):
        lost = trip.lost(number)
        assert {name: value for name, value in back.items() if name not in lost} == {
            name: value for name, value in entry.items() if name not in lost
        }


TEXTS = make_profile(make_field("title", FieldType.TEXT), make_field("note", FieldType.TEXT))


@pytest.mark.parametrize("form", [*NATIVE, "dcat-ap"])
@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:20]))
def test_every_nasty_text_comes_back_as_it_is_or_is_listed(form: str, text: str) -> None:
    trip = travel(TEXTS, [{"title": "Hồ sơ nhiệm vụ", "note": text}], form)
    (back,) = trip.back
    if trip.losses:
        assert trip.lost(0) == {"note"}
        assert (form, trip.losses[0][2]) in {("xml", "characters"), ("csv", "characters"), ("xlsx", "too-long")}
    else:
        assert (back.get("note") or "") == text


@pytest.mark.parametrize("form", NATIVE)
def test_a_hundred_thousand_characters(form: str) -> None:
    text = "chữ " * 25_000 + "."
    trip = travel(TEXTS, [{"title": "Hồ sơ", "note": text}], form)
    if form == "xlsx":
        assert [(path, reason) for _, path, reason in trip.losses] == [(("note",), "too-long")]
    else:
        assert trip.losses == []
        assert trip.back[0]["note"] == text


@pytest.mark.parametrize("form", NATIVE)
def test_a_decomposed_text_stays_decomposed(form: str) -> None:
    text = unicodedata.normalize("NFD", "Danh mục dữ liệu")
    assert travel(TEXTS, [{"title": text, "note": "x"}], form).back[0]["title"] == text


@pytest.mark.parametrize("form", NATIVE)
def test_half_a_character_is_replaced_and_named(form: str) -> None:
    trip = travel(TEXTS, [{"title": "Hồ sơ", "note": "a\ud800b"}], form)
    assert [(path, reason) for _, path, reason in trip.losses] == [(("note",), "characters")]
    assert trip.back[0]["note"] == "a\ufffdb"


@given(st.lists(st.one_of(nasty_texts(), st.sampled_from(["yes", "Off", "y", "NO", "0o7", "0b1", "1:30", "=", "<<"]))))
def test_yaml_means_the_same_to_readers_of_the_older_version(texts: list[str]) -> None:
    """PyYAML reads YAML 1.1, where ``no``, ``012`` and ``1:30`` are no texts unless they are quoted."""
    several = make_profile(make_field("title", FieldType.TEXT), make_field("notes", FieldType.TEXTS))
    whole = [text for text in texts if not SURROGATES.search(text)]
    data = travel(several, [{"title": "Hồ sơ", "notes": whole}], "yaml").data
    assert yaml.safe_load(data)["entries"] == [{"title": "Hồ sơ", "notes": whole}]
