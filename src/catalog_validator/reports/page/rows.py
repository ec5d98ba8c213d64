"""The table of descriptions as data for the script, and as plain rows for readers without scripts."""

from collections.abc import Mapping

import orjson

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.result import EntryResult, Group, GroupKey, Status
from catalog_validator.model.text import fold
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.numbers import cut, short
from catalog_validator.reports.page.entry import TITLE
from catalog_validator.reports.page.marks import Both, data
from catalog_validator.reports.templates import load_messages
from catalog_validator.reports.text_entry import shown_findings, shown_id, shown_title
from catalog_validator.reports.words import Words

PASSED, FAILED, REFUSED, UNREADABLE = range(4)


def embedded(value: object) -> str:
    """JSON that may stand inside a script element, whatever texts are in it."""
    text = orjson.dumps(value).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def verdict_of(entry: EntryResult) -> int:
    """Passed, failed, refused or unreadable, as a number."""
    if entry.status is Status.SCORED:
        return PASSED if entry.passed else FAILED
    return REFUSED if entry.status is Status.REFUSED else UNREADABLE


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers codes and group values as they are met, so that a row names each by its number."""

    both: Both
    codes: dict[str, int] = field(default_factory=dict)
    values: dict[GroupKey, int] = field(default_factory=dict)

    def row(self, entry: EntryResult, anchor: str) -> str:
        """``[anchor, id, title, group values, score, points, verdict, errors, warnings, notes, codes]`` as JSON."""
        findings = shown_findings(entry)
        severities = [finding.severity.value for finding in findings]
        scored = entry.status is Status.SCORED
        groups = [(by, None if value is None else fold(value)) for by, value in entry.groups] if scored else []
        return embedded([
            anchor,
            inert(shown_id(entry), 120),
            inert(shown_title(entry) or "", TITLE),
            [self.values.setdefault(value, len(self.values)) for value in groups],
            cut(entry.score),
            f"{short(entry.earned)}/{short(entry.possible)}" if scored else "",
            verdict_of(entry),
            *(severities.count(name) for name in ("error", "warning", "note")),
            sorted({self.codes.setdefault(finding.code, len(self.codes)) for finding in findings}),
        ])  # fmt: skip

    def plain(self, entry: EntryResult, anchor: str) -> str:
        """A row of the table without scripts."""
        both = self.both
        name = inert(shown_title(entry) or shown_id(entry), TITLE)
        word = f"status.{entry.status.value}"
        if entry.status is Status.SCORED:
            word = "verdict.entry_passed" if entry.passed else "verdict.entry_failed"
        score = both.percent(entry.score) if entry.status is Status.SCORED else "–"
        return f"<tr><td><a href=#{anchor}>{data(name)}</a><td class=n>{score}<td>{both.ui(word)}\n"

    def legend(self, groups: Mapping[GroupKey, Group]) -> dict[str, object]:
        """What the numbers in the rows stand for, each in both languages, and the words of the script."""
        vi, en, profile = self.both.vi, self.both.en, self.both.profile

        def named(words: Words, by: str, folded: str | None) -> str:
            group = groups.get((by, folded))
            value = folded if group is None else group.value
            return words.ui("none_stated") if value is None else words.code((by,), value, profile)

        fields = list(dict.fromkeys(by for by, _ in self.values))
        return {
            "codes": [[code, vi.title(code), en.title(code)] for code in self.codes],
            "fields": [[vi.label((by,), profile), en.label((by,), profile)] for by in fields],
            "values": [[fields.index(by), named(vi, by, folded), named(en, by, folded)] for by, folded in self.values],
            "words": {lang: script_words(lang) for lang in LANGS},
        }


def script_words(lang: Lang) -> dict[str, str]:
    """What the script says, with its places for numbers left open."""
    start = "ui.html.script."
    messages = load_messages(lang, "html")
    return {key.removeprefix(start): text for key, text in messages.items() if key.startswith(start)}
