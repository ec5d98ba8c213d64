"""The sheet of lists: what drop-downs offer, and every spelling that means one of the codes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_range_abs

from catalog_validator.exports.wording import Wording
from catalog_validator.exports.workbook_layout import Layout, code_lists, quoted
from catalog_validator.model.profile import CodeList, Profile
from catalog_validator.model.text import fold

SHOWN, WORDS, CODES, NOTHING = "catval_shown_{}", "catval_words_{}", "catval_codes_{}", "catval_nothing"
"""Names of ranges: labels of a list; its spellings; the code beside each spelling; texts that say nothing."""
YES_NO: Mapping[str, str] = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


def write_lists(book: Any, layout: Layout, title: str, words: Wording, head: Any) -> None:
    """The sheet with a block of columns for each list, and the names of its ranges."""
    page = book.add_worksheet(title)
    lists = {known.id: known for known in code_lists(layout.profile)}
    column = 0
    for name, number in layout.lists.items():
        known = lists.get(name)
        pairs = list(spellings(known) if known else yes_no(words))
        labels = _labels(known, words)
        heading = known.title[words.lang] if known else words.ui("template.yes_no")
        blocks = ((SHOWN, heading, labels), (WORDS, words.ui("template.spellings"), [word for word, _ in pairs]),
                  (CODES, words.ui("template.codes"), [code for _, code in pairs]))  # fmt: skip
        for named, over, texts in blocks:
            _block(book, page, column, (over, named.format(number), texts), head)
            column += 1
    # A range must have a cell, also where the profile lists nothing.
    _block(book, page, column, (words.ui("template.nothing"), NOTHING, listed_nothing(layout.profile) or ["…"]), head)
    page.set_column(0, column, 28)
    page.freeze_panes(1, 0)


def _block(book: Any, page: Any, column: int, told: tuple[str, str, Sequence[str]], head: Any) -> None:
    heading, name, texts = told
    page.write_string(0, column, heading, head)
    for row, text in enumerate(texts, 1):
        page.write_string(row, column, text)
    book.define_name(name, f"={quoted(page.get_name())}!{xl_range_abs(1, column, len(texts), column)}")


def _labels(known: CodeList | None, words: Wording) -> list[str]:
    if known is None:
        return [words.ui("template.yes"), words.ui("template.no")]
    return [item.label[words.lang] for item in known.items]


def yes_no(words: Wording) -> Iterator[tuple[str, str]]:
    """Clear answers, with what they mean."""
    yield from {words.ui("template.yes"): "yes", words.ui("template.no"): "no", **YES_NO}.items()


def spellings(known: CodeList) -> Iterator[tuple[str, str]]:
    """Every way to write a code, with the code. A code wins over another's label, a label over another's alias."""
    seen: set[str] = set()
    texts = [(item.code, item.code) for item in known.items]
    texts += [(label, item.code) for item in known.items for label in (item.label.vi, item.label.en)]
    texts += [(alias, item.code) for item in known.items for alias in item.aliases]
    for text, code in texts:
        # In a cell of several codes these signs part one from the next.
        if fold(text) and fold(text) not in seen and not set(text) & {";", "\n"}:
            seen.add(fold(text))
            yield text, code


def listed_nothing(profile: Profile) -> list[str]:
    """The listed texts that say nothing, as a cell may hold them; those that are errors of a formula are no texts."""
    listed = (*profile.placeholders.exact, *profile.placeholders.none)
    return [text for text in dict.fromkeys(listed) if not text.startswith("#") and not set(text) & {";", "\n"}]
