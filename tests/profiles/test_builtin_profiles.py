"""The built-in profiles load, their compiled twins are current, and the quick way is quick for the right reason."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator
from profile_files import HERE, read

from catalog_validator.api.profiles import fetch
from catalog_validator.generate import generated, main
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import Raw, build_profile, builtin_ids, builtin_title, load_builtin
from catalog_validator.profiles.builtin_profiles import compile_builtin, from_twin
from catalog_validator.profiles.json_schema import profile_json_schema


@pytest.mark.parametrize("profile_id", builtin_ids())
def test_the_twin_is_the_profile(profile_id: str) -> None:
    raw = fetch(profile_id)
    assert isinstance(raw, Raw)
    profile = build_profile(raw, fetch)
    assert profile.id == profile_id
    assert load_builtin(profile_id, unreachable) == profile
    assert builtin_title(profile_id) == profile.title


def unreachable(name: str) -> Raw | Mistake:
    raise AssertionError(f"the quick way asked for {name}")


def test_generated_files_are_current() -> None:
    assert [file.name for file, data in generated() if file.read_bytes() != data] == []
    assert main(["--check"]) == 0


def test_every_profile_of_the_folder_is_listed() -> None:
    folder = HERE.parent.parent / "src" / "catalog_validator" / "profiles" / "builtin"
    assert {file.stem for file in folder.glob("*.yaml")} == set(builtin_ids())


def test_an_outdated_twin_is_left_aside() -> None:
    profile = load_builtin("nd47-core", unreachable)
    twin = json.loads(compile_builtin(profile))
    assert from_twin(twin) == profile
    assert from_twin(twin | {"sources": {"nd47-core": "0" * 64}}) is None


def test_other_ids_are_not_built_in() -> None:
    with pytest.raises(KeyError):
        load_builtin("sonla", fetch)


def test_the_quick_way_loads_nothing_heavy() -> None:
    code = (
        "import sys; from catalog_validator.profiles import load_builtin; load_builtin('sonla-515', None);"
        "print(*sorted({'pydantic', 'yaml', 'pathlib', 'importlib.resources'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", path() + code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def path() -> str:
    """Without ``site``, which loads modules of its own."""
    return f"import sys; sys.path[:] = {sys.path!r};"


def test_the_schema_takes_good_profiles_and_is_itself_good() -> None:
    schema = profile_json_schema()
    Draft202012Validator.check_schema(schema)
    for name in ("good/core.yaml", "good/child.yaml"):
        raw = read(name)
        assert isinstance(raw, Raw)
        assert list(Draft202012Validator(schema).iter_errors(raw.value)) == []
    for profile_id in builtin_ids():
        raw = fetch(profile_id)
        assert isinstance(raw, Raw)
        assert list(Draft202012Validator(schema).iter_errors(raw.value)) == []


@pytest.mark.parametrize("name", ["structure", "incomplete", "checks", "catalog", "json-schema", "stranger"])
def test_the_schema_refuses_bad_forms(name: str) -> None:
    raw = read(f"bad/{name}.yaml")
    assert isinstance(raw, Raw)
    assert not Draft202012Validator(profile_json_schema()).is_valid(raw.value)
