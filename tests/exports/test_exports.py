"""What is exported: it can be used by whom it is meant for, and says what the profile says."""

import json
import random
import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator import load_profile
from catalog_validator.api.certify.run import JUDGES
from catalog_validator.api.certify.values import good_entry
from catalog_validator.api.exports import FORMS, export
from catalog_validator.cli.command import run
from catalog_validator.engine.assess import Origin, assess_entry
from catalog_validator.engine.plan import build_plan
from catalog_validator.exports import EXPORTERS, export_profile
from catalog_validator.exports.losses import ledger
from catalog_validator.exports.table_schema import lines_pattern
from catalog_validator.model.codes import CODES
from catalog_validator.model.finding import Severity
from catalog_validator.model.words import LANGS
from catalog_validator.reports.lexicon import Lexicon

AS_OF = date(2026, 4, 30)
BUILTIN = ["sonla-515", "nd47-core"]
STRANGE = str(Path(__file__).parent / "strange.yaml")


def judge(name: str, target: str) -> Any:
    module, judge_class = JUDGES[target]
    profile = load_profile(name)
    return getattr(import_module(module), judge_class)(build_plan(profile, AS_OF), export_profile(profile, target))


@pytest.mark.parametrize("target", JUDGES)
@pytest.mark.parametrize("name", BUILTIN)
def test_an_entry_scored_100_is_valid_everywhere(name: str, target: str) -> None:
    one = judge(name, target)
    plan = build_plan(load_profile(name), AS_OF)

    @settings(max_examples=5, deadline=None)
    @given(st.integers())
    def law(seed: int) -> None:
        entry = good_entry(random.Random(seed), plan)
        result = assess_entry(plan, entry, Origin("", ""))
        assert result.score == 100
        assert not [hit for hit in result.findings if hit.severity is Severity.ERROR]
        judged = one.judge([entry])[0]
        assert judged is None or judged.told == {}

    law()


@pytest.mark.parametrize("target", [name for name in JUDGES if name not in ("xsd", "table-schema")])
def test_every_fault_of_an_entry_is_told_where_all_are_told(target: str) -> None:
    plan = build_plan(load_profile("nd47-core"), AS_OF)
    entry = good_entry(random.Random(1), plan) | {"purpose": "ngắn", "update_frequency": "khi rảnh"}
    del entry["scope"]
    judged = judge("nd47-core", target).judge([entry])[0]
    assert set(judged.told) == {"purpose", "update_frequency", "scope"}


def test_a_schema_of_json_takes_all_three_forms_of_a_file() -> None:
    from jsonschema import Draft202012Validator

    plan = build_plan(load_profile("nd47-core"), AS_OF)
    good = good_entry(random.Random(1), plan)
    bad = {name: value for name, value in good.items() if name != "purpose"}
    validator = Draft202012Validator(json.loads(export("json-schema", "nd47-core")))
    for whole in (lambda one: one, lambda one: [good, one], lambda one: {"entries": [one]}):
        assert validator.is_valid(whole(good))
        assert [error.validator for error in validator.iter_errors(whole(bad))] == ["required"]


def test_an_editor_is_told_words_codes_and_grounds_in_both_languages() -> None:
    entry = json.loads(export("json-schema", "sonla-515"))["$defs"]["entry"]["properties"]
    assert entry["purpose"]["title"] == "Mục đích / Purpose"
    assert "\n\n" in entry["purpose"]["description"]
    assert entry["purpose"]["x-legal-ground"]["status"] == "lapsed_template"
    assert "Mở / Open" in entry["sharing_class"]["enumDescriptions"]
    assert entry["agency_code"]["examples"] == ["H52.12"]


@pytest.mark.parametrize("name", BUILTIN)
def test_typed_classes_of_the_built_in_profiles_give_back_the_entry(name: str) -> None:
    module = import_module(f"catalog_validator.typed.{name.replace('-', '_')}")
    entry = good_entry(random.Random(2), build_plan(load_profile(name), AS_OF))
    assert module.Description.model_validate(entry).to_entry() == entry


def test_awkward_names_have_an_attribute_of_another_name() -> None:
    scope: dict[str, Any] = {}
    exec(export("pydantic", STRANGE), scope)
    plan = build_plan(load_profile(STRANGE), AS_OF)
    entry = good_entry(random.Random(5), plan)
    made = scope["Description"].model_validate(entry)
    assert (made.field_class, made.field_schema) == (entry["class"], entry["schema"])
    assert made.to_entry() == entry


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_guide_says_ground_status_and_examples_of_every_field(form: str, lang: str) -> None:
    profile = load_profile("sonla-515")
    text = export(form, profile, lang="vi" if lang == "vi" else "en").decode()
    words = Lexicon("vi" if lang == "vi" else "en")
    for field in profile.fields:
        assert field.label[words.lang].split()[0] in text
        assert words.ui(f"citation.{field.citation.status.value}") in text
    assert text.count(words.ui("exports.guide.good")) >= len(profile.fields)


def test_a_guide_shows_what_a_profile_says_and_runs_none_of_it() -> None:
    text = export("html", STRANGE, lang="en").decode()
    assert "<odd>" not in text
    assert "&lt;odd&gt;" in text


@pytest.mark.parametrize("target", EXPORTERS)
@pytest.mark.parametrize("name", [*BUILTIN, STRANGE], ids=["sonla-515", "nd47-core", "strange"])
def test_the_ledger_names_codes_and_fields_that_there_are_and_each_line_has_its_words(name: str, target: str) -> None:
    profile = load_profile(name)
    known = {field.id for field in profile.fields}
    known |= {f"{field.id}.{part.id}" for field in profile.fields for part in field.parts}
    for loss in ledger(profile, target):
        assert set(loss.codes) <= set(CODES)
        assert set(loss.paths) <= known
        assert all(Lexicon(lang).ui(f"exports.loss.{loss.slug}") for lang in LANGS)


def test_the_command_writes_what_the_function_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in FORMS:
        out = tmp_path / form
        assert run(["profile", "export", "nd47-core", "--to", form, "--out", str(out), "--lang", "en"]) == 0
        assert out.read_bytes() == export(form, "nd47-core", lang="en")
    assert run(["profile", "export", "nd47-core", "--to", "xsd", "--out", str(out)]) == 2
    assert run(["profile", "export", "nd47-core", "--to", "xsd", "--out", str(out), "--force"]) == 0
    assert out.read_bytes() == export("xsd", "nd47-core")


@pytest.mark.parametrize("plain", [None, "name", "type"])
@pytest.mark.parametrize("parts", [1, 5])
def test_a_line_without_a_bar_is_a_record_only_where_its_first_part_is_the_plain_one(
    plain: str | None, parts: int
) -> None:
    items = load_profile("nd47-core").field("data_items")
    name, kind = items.parts[0], items.parts[2]
    pattern = lines_pattern(replace(items, parts=(name, kind, *items.parts[3:])[:parts], plain=plain))
    assert bool(re.fullmatch(pattern, "Mã hồ sơ")) == (plain == "name")
    assert bool(re.fullmatch(pattern, "Mã hồ sơ |\nTên hồ sơ")) == (plain == "name")
    assert re.fullmatch(pattern, "Mã hồ sơ |\nTên hồ sơ | ")
    assert bool(re.fullmatch(pattern, "Mã hồ sơ | text")) == (parts > 1)


def test_a_certificate_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["profile", "certify", "nd47-core", "--entries", "20", "--to", "json-schema", "--as-of", "2026-04-30"]
    assert run([*asked, "--lang", "vi"]) == 0
    assert "Những điều JSON Schema (jsonschema) không diễn đạt được" in capsys.readouterr().out
    assert run([*asked, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["holds"], found["targets"][0]["judged"]) == ("catval-certificate/1", True, 20)
