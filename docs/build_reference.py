"""Writes the generated pages of docs/reference; with ``--check`` it only says what differs.

Findings come from the register of codes and the messages, commands from the command line, profiles from their files.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from pathlib import Path

import click
from mapping_page import mapping_tables
from profile_page import MADE, cell, literal, profile_tables

from catalog_validator.api import load_profile
from catalog_validator.cli.command import catval
from catalog_validator.model.codes import CODES, Code
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.profiles import builtin_ids
from catalog_validator.reports.templates import compile_template, load_messages
from catalog_validator.reports.words import Words

HOME = Path(__file__).parent / "reference"
FAMILIES: dict[str, tuple[str, str]] = {
    "CV0": ("Sources and syntax", "Nguồn và định dạng"),
    "CV1": ("Presence", "Có hay không"),
    "CV2": ("Values", "Giá trị"),
    "CV3": ("Relations", "Quan hệ giữa các trường"),
    "CV4": ("Substance", "Nội dung thực chất"),
    "CV5": ("Structure", "Cấu trúc"),
    "CV6": ("Packages and data files", "Gói dữ liệu và tệp dữ liệu"),
    "CV7": ("Baselines and suppressions", "Mốc so sánh và mục cho qua"),
    "CV9": ("Limits", "Giới hạn"),
}
SAID: dict[Lang, dict[str, str]] = {
    "en": {
        "title": "Findings",
        "intro": "Every code that a report can show. Codes are stable: none is ever reused for something else. "
        "`catval explain CODE` shows the same on the terminal. Words in ‹ › stand for facts of the finding. "
        "An error on a field costs its points; warnings and notes cost none.",
        "severity": "Severity",
        "message": "Message",
        "advice": "Way out",
        "good": "Good",
        "bad": "Bad",
        "facts": "Facts",
    },
    "vi": {
        "title": "Các loại phát hiện",
        "intro": "Mọi mã có thể gặp trong báo cáo. Mã không đổi và không được dùng lại cho việc khác. "
        "`catval explain MÃ` cho xem cùng nội dung này trên màn hình. Chữ trong ‹ › thay cho dữ kiện của phát hiện. "
        "Lỗi ở một trường làm mất điểm của trường đó; cảnh báo và ghi chú không trừ điểm.",
        "severity": "Mức độ",
        "message": "Thông báo",
        "advice": "Cách sửa",
        "good": "Đúng",
        "bad": "Chưa đúng",
        "facts": "Dữ kiện",
    },
}


def pages() -> Iterator[tuple[str, str]]:
    """Each generated page with its text."""
    yield "findings.md", page(findings("en"))
    yield "findings.vi.md", page(findings("vi"))
    yield "cli.md", page(commands())
    for profile_id in builtin_ids():
        yield f"profile-{profile_id}.md", page(profile_tables(load_profile(profile_id)))
    yield "mappings.md", page(mapping_tables(load_profile("sonla-515")))


def page(lines: Iterator[str]) -> str:
    """Lines as a page; no two blank lines in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip() + "\n")


def findings(lang: Lang) -> Iterator[str]:
    """All codes of the register, by family."""
    said = SAID[lang]
    yield from (f"# {said['title']}", "", MADE, "", said["intro"], "")
    for family, titles in FAMILIES.items():
        yield from (f"## {family}xx: {titles[LANGS.index(lang) - 1]}", "")
        for code in CODES.values():
            if code.code.startswith(family):
                yield from finding(code, Words(lang), said)


def finding(code: Code, words: Words, said: dict[str, str]) -> Iterator[str]:
    """One code: what it means, what it says, the way out, a good and a bad example."""
    yield from (
        f"### {code.code} {code.slug}",
        "",
        f"**{words.title(code.code)}.** {words.of_code(code.code, 'explain')}",
        "",
    )
    severity = words.ui(f"severity.{code.severity.value}")
    yield f"- {said['severity']}: {severity}"
    yield f"- {said['message']}: {template(words.lang, code.code, 'message')}"
    if advice := template(words.lang, code.code, "advice"):
        yield f"- {said['advice']}: {advice}"
    for example in ("good", "bad"):
        if text := words.of_code(code.code, example):
            yield f"- {said[example]}: {literal(text)}"
    if code.facts:
        yield f"- {said['facts']}: {', '.join(f'`{fact}`' for fact in code.facts)}"
    yield ""


def template(lang: Lang, code: str, kind: str) -> str:
    """A message with the names of its facts in place of facts."""
    compiled = compile_template(load_messages(lang)[f"codes.{code}.{kind}"])
    text = compiled.fill({name: f"‹{name}›" for name in compiled.names})
    return "" if re.fullmatch(r"‹\w+›", text) else text.replace("|", "\\|").replace("<", "&lt;")


def commands() -> Iterator[str]:
    """The command line, from the texts of its own help."""
    yield from ("# Command line", "", MADE, "")
    yield from ("What `--help` says, on one page. `python -m catalog_validator` is the same as `catval`.", "")
    yield from command(catval, click.Context(catval, info_name="catval", help_option_names=["-h", "--help"]))
    yield from environment()


def command(of: click.Command, ctx: click.Context) -> Iterator[str]:
    """One command with its options, and the commands below it."""
    yield from (f"## {ctx.command_path}", "", cleandoc(of.help or ""), "")
    yield from ("```text", " ".join(of.get_usage(ctx).split()).removeprefix("Usage: "), "```", "")
    records = [record for param in of.get_params(ctx) if (record := param.get_help_record(ctx)) and record[1]]
    if records:
        yield from ("| option | meaning |", "|---|---|")
        yield from (f"| {cell(f'`{names}`')} | {cell(text)} |" for names, text in records)
        yield ""
    if of.epilog:
        yield from (of.epilog, "")
    if isinstance(of, click.Group):
        for name in of.list_commands(ctx):
            below = of.get_command(ctx, name)
            assert below is not None
            yield from command(below, click.Context(below, info_name=name, parent=ctx))


def environment() -> Iterator[str]:
    """What is not an option and counts all the same."""
    yield from ("## Exit codes", "", "| code | meaning |", "|---|---|")
    yield "| 0 | all good |"
    yield "| 1 | the gate failed: see [how to gate in CI](../how-to/gate-in-ci.md) |"
    yield "| 2 | could not run: wrong option, unreadable path, broken profile; every mistake is named |"
    yield "| 3 | a defect of catval itself; the record is named |"
    yield from ("", "## Environment", "", "| variable | meaning |", "|---|---|")
    yield "| `CATVAL_LANG` | `vi` or `en` where `--lang` is not given; else the locale decides, else English |"
    yield "| `COLUMNS` | width of the text report, 60 to 200; without a terminal 100 |"
    yield "| `NO_COLOR`, `FORCE_COLOR` | no colour; colour even without a terminal |"
    yield ""


def main(arguments: Sequence[str]) -> int:
    """0: all is as it must be (or was written). 1: ``--check`` found a difference."""
    made = [(HOME / name, text) for name, text in pages()]
    differing = [(file, text) for file, text in made if not file.is_file() or file.read_text(encoding="utf-8") != text]
    for file, text in differing:
        sys.stderr.write(f"{file.relative_to(HOME.parent.parent)}\n")
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8", newline="\n")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
