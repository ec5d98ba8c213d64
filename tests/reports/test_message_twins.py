"""The compiled twins of the messages: the same words, and never older ones."""

import orjson
import pytest

from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.templates import compile_messages, from_twin, load_messages, parse_messages

SOURCE = '[codes.CV101]\ntitle = "Thiếu"\n[ui]\nyes = "có"\n'.encode()


def test_tables_and_keys_are_joined() -> None:
    assert parse_messages(SOURCE) == {"codes.CV101.title": "Thiếu", "ui.yes": "có"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_twin_says_what_its_source_says(lang: Lang) -> None:
    twin = orjson.loads(compile_messages(lang))
    assert twin["messages"] == load_messages(lang)
    assert twin["messages"]["codes.CV101.title"]


def test_a_twin_of_an_older_source_is_not_used() -> None:
    assert from_twin(orjson.loads(compile_messages("vi")), SOURCE) is None
