"""A profile and its plain values say the same; its hash changes with its meaning and with nothing else."""

import json
import random
import tomllib
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profile_files import build, in_memory, mistakes_of, read

from catalog_validator.model.profile import Profile
from catalog_validator.profiles import Raw, build_profile
from catalog_validator.profiles.canonical import canonical_json, profile_sha256, profile_to_raw
from catalog_validator.profiles.from_plain import profile_from_plain

Plain = dict[str, Any]


def core() -> Plain:
    raw = read("good/core.yaml")
    assert isinstance(raw, Raw)
    return cast(Plain, json.loads(json.dumps(raw.value)))


def built(value: Plain) -> Profile:
    return build_profile(in_memory(value), read)


@pytest.mark.parametrize("name", ["good/core.yaml", "good/child.yaml"])
def test_plain_values_give_the_profile_back(name: str) -> None:
    profile = build(name)
    plain = profile_to_raw(profile)
    assert built(plain) == profile
    assert profile_from_plain(plain, profile.sha256) == profile
    assert profile_to_raw(built(plain)) == plain


LABELS = st.fixed_dictionaries({"vi": st.sampled_from(["Một", "Hai"]), "en": st.sampled_from(["One", "Two"])})
CONDITIONS: st.SearchStrategy[object] = st.recursive(
    st.one_of(
        st.builds(
            lambda v, k: {"field": "kind", k: v},
            st.sampled_from([["open"], ["open", "closed"]]),
            st.sampled_from(["in", "not_in"]),
        ),
        st.builds(lambda v: {"field": "level", "in": v}, st.lists(st.integers(-3, 9), min_size=1, max_size=3)),
    ),
    lambda inner: st.builds(
        lambda k, v: {k: v}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
    ),
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "weight": st.one_of(st.integers(0, 50), st.sampled_from(["1/3", "0.5", "51/2", "2"])),
        "gate": st.booleans(),
        "may_refer": st.booleans(),
        "declared": st.lists(st.sampled_from(["không có", "không"]), unique=True),
        "good": st.text("abc ${}", min_size=1).filter(lambda text: text.strip() and "${" not in text),
        "checks": st.lists(
            st.one_of(
                st.builds(lambda n: {"kind": "min_length", "min": n}, st.integers(0, 99)),
                st.builds(
                    lambda s: {"kind": "not_acronym", "severity": s}, st.sampled_from(["error", "warning", "note"])
                ),
            ),
            max_size=3,
        ),
    },
)


@settings(max_examples=60, deadline=None)
@given(CHANGES, CONDITIONS, LABELS, st.sampled_from(["0", "80", 80, "100", "239/3", "79.5"]))
def test_any_profile_comes_back(change: Plain, condition: object, label: Plain, threshold: object) -> None:
    value = core() | {"threshold": threshold, "title": label}
    value["fields"][0].update(change)
    value["fields"][5].update({"when": condition})
    profile = built(value)
    again = built(profile_to_raw(profile))
    assert again == profile
    assert again.sha256 == profile.sha256 == profile_sha256(profile)


def shuffled(value: object, seed: random.Random) -> object:
    """The same values with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        seed.shuffle(keys)
        return {key: shuffled(value[key], seed) for key in keys}
    return [shuffled(child, seed) for child in value] if isinstance(value, list) else value


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_count(seed: random.Random) -> None:
    value = core()
    assert built(cast(Plain, shuffled(value, seed))).sha256 == built(value).sha256


def test_spellings_of_one_number_are_one() -> None:
    value = core()
    hashes = {built(value | {"threshold": threshold}).sha256 for threshold in (80, "80", "80.0", "160/2")}
    assert hashes == {built(value).sha256}


def test_what_is_stated_as_default_does_not_count() -> None:
    value = core()
    value["fields"][0] |= {"weight": 1, "whole": False, "parts": [], "any_of": []}
    assert built(value).sha256 == build("good/core.yaml").sha256


def test_where_it_comes_from_does_not_count() -> None:
    child = build("good/child.yaml")
    assert profile_sha256(replace(child, extends=())) == child.sha256


@pytest.mark.parametrize(
    ("key", "value"),
    [("threshold", "81"), ("version", "2"), ("group_by", []), ("title", {"vi": "Khác", "en": "Other"})],
)
def test_a_change_of_meaning_counts(key: str, value: object) -> None:
    assert built(core() | {key: value}).sha256 != build("good/core.yaml").sha256


def test_toml_gives_the_same_profile() -> None:
    """TOML knows dates; a profile has them as text."""
    text = """
id = "a"
date = 2026-01-31
"""
    value = core()
    value["code_lists"][0]["date"] = tomllib.loads(text)["date"]
    value["version"] = "1.0"
    assert mistakes_of(in_memory(value)) == ()
    assert built(value).sha256 == build("good/core.yaml").sha256


def test_canonical_json_is_sorted_and_tight() -> None:
    assert (
        canonical_json({"b": [1, "é"], "a": {"d": True, "c": None}}) == '{"a":{"c":null,"d":true},"b":[1,"é"]}'.encode()
    )
