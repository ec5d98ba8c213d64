"""The compiled twins of the messages: the same words, and never older ones."""

import orjson
import pytest

from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.templates import (
    compile_messages,
    find_message,
    from_twin,
    load_messages,
    message_parts,
    parse_messages,
)

SOURCE = '[codes.CV101]\ntitle = "Thiếu"\n[ui]\nyes = "có"\n'.encode()


def test_tables_and_keys_are_joined() -> None:
    assert parse_messages(SOURCE) == {"codes.CV101.title": "Thiếu", "ui.yes": "có"}


@pytest.mark.parametrize("part", message_parts())
@pytest.mark.parametrize("lang", LANGS)
def test_a_twin_says_what_its_source_says(lang: Lang, part: str) -> None:
    twin = orjson.loads(compile_messages(lang, part))
    assert twin["messages"] == load_messages(lang, part)
    assert all(key.startswith(f"ui.{part}.") for key in twin["messages"]) or not part


def test_the_main_file_holds_the_codes() -> None:
    assert load_messages("vi")["codes.CV101.title"]
    assert find_message("vi", "ui.nothing.here") is None


def test_a_twin_of_an_older_source_is_not_used() -> None:
    assert from_twin(orjson.loads(compile_messages("vi")), SOURCE) is None
