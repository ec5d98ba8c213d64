"""The pages are whole: everything public is in them, and every link leads somewhere."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pages import ROOT, anchors, blocks, links, pages, prose

import catalog_validator
from catalog_validator import load_profile
from catalog_validator.cli.command import catval
from catalog_validator.model.codes import CODES

REFERENCE = ROOT / "docs" / "reference"


def read(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from walk(below, f"{path} {name}")


def test_generated_pages_are_as_generated() -> None:
    script = ROOT / "docs" / "build_reference.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"run python docs/build_reference.py\n{done.stderr}"


def test_every_command_and_option_is_in_the_reference() -> None:
    sections = {part.splitlines()[0]: part for part in read("cli.md").split("\n## ")}
    for path, command in walk(catval, "catval"):
        for param in command.params:
            if isinstance(param, click.Option):
                assert all(option in sections[path] for option in param.opts), (path, param.opts)


@pytest.mark.parametrize("page", ["findings.md", "findings.vi.md"])
def test_every_code_is_in_the_reference(page: str) -> None:
    headings = re.findall(r"^### (CV\d{3}) ", read(page), re.MULTILINE)
    assert headings == list(CODES)


def test_every_public_name_is_in_the_reference() -> None:
    text = read("library.md")
    assert [name for name in catalog_validator.__all__ if f"`{name}" not in text] == []


def test_every_key_of_a_profile_is_in_the_reference() -> None:
    from catalog_validator.profiles.schema import FieldFile, ProfileFile

    text = read("profile-format.md")
    keys = {field.alias or name for model in (ProfileFile, FieldFile) for name, field in model.model_fields.items()}
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    reached, open_ = {index}, [index]
    while open_:
        page = open_.pop()
        for link in links(page):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target not in reached:
                reached.add(target)
                open_.append(target)
    assert [page.name for page in pages() if "docs" in page.parts and page not in reached] == []


def test_a_promise_names_a_test_that_exists() -> None:
    missing = []
    for page in pages():
        for path, function in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", prose(page)):
            file = ROOT / path
            if not file.is_file() or f"def {function}" not in file.read_text(encoding="utf-8"):
                missing.append(f"{page.name}: {path}::{function}")
    assert missing == []


def test_the_two_commands_of_the_readme_stand_after_their_marks() -> None:
    for page in ("README.md", "README.vi.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for mark in ("check", "tests"):
            found = re.findall(rf"<!-- {mark} -->\n+```sh\n([^\n]+)\n```", text)
            assert len(found) == 1, (page, mark)
            assert found[0].startswith("python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt ")


def test_the_profiles_of_the_how_to_are_profiles(tmp_path: Path) -> None:
    whole = [block for block in blocks(ROOT / "docs" / "how-to" / "write-a-profile.md") if block.kind == "yaml"]
    assert len(whole) == 2
    for number, block in enumerate(whole):
        file = tmp_path / f"{number}.yaml"
        file.write_text(block.text, encoding="utf-8")
        load_profile(file)


def test_every_package_that_is_installed_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=\[]", item)[0] for item in project["dependencies"]}
    page = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    told = page.partition("## At run time")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| ([\w-]+) \|", told, re.MULTILINE)) - {"package"} == needed
