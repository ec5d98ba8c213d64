"""What the pages show is what happens: commands and programs in them are run."""

import contextlib
import io
from pathlib import Path

import pytest
from pages import ROOT, Block, blocks, commands, fits, pages, renewed, run


def name(block: Block) -> str:
    return f"{block.page.relative_to(ROOT).as_posix()}:{block.line}"


CONSOLES = [block for page in pages() for block in blocks(page) if block.kind == "console"]
PROGRAMS = [page for page in pages() if any(block.kind == "python" for block in blocks(page))]


def outputs(block: Block) -> list[tuple[str, list[str], list[str]]]:
    """Command, lines shown, lines printed. ``echo $?`` prints the exit code of the command before it."""
    done: list[tuple[str, list[str], list[str]]] = []
    code = 0
    for command, shown in commands(block.text):
        if command == "echo $?":
            printed = [str(code)]
        else:
            assert command.startswith("catval "), command
            printed, code = run(command, block.lang)
        done.append((command, shown, printed))
    return done


@pytest.mark.parametrize("block", CONSOLES, ids=name)
def test_a_command_prints_what_the_page_shows(block: Block, request: pytest.FixtureRequest) -> None:
    done = outputs(block)
    if request.config.getoption("--update-golden"):
        text = "".join(f"$ {command}\n" + "".join(f"{line}\n" for line in renewed(a, b)) for command, a, b in done)
        page = block.page.read_text(encoding="utf-8")
        block.page.write_text(page.replace(block.text, text), encoding="utf-8", newline="\n")
        return
    for command, shown, printed in done:
        assert fits(shown, printed), f"{name(block)}: {command}\n" + "\n".join(printed)


@pytest.mark.parametrize("page", PROGRAMS, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_programs_of_a_page_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a page share their names; a ``text`` block right after a program is what it prints."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "page"}
    printed = ""
    for block in blocks(page):
        if block.kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block.text, name(block), "exec"), names)
            printed = out.getvalue()
        elif block.kind == "text" and printed:
            assert fits(block.text.splitlines(), printed.splitlines()), printed
            printed = ""


def test_a_difference_is_seen() -> None:
    assert fits(["a", "…", "d"], ["a", "b", "c", "d"])
    assert not fits(["a", "…", "d"], ["a", "b", "c"])
    assert not fits(["a"], ["a", "b"])
    assert renewed(["a 1", "…", "d"], ["a 2", "b", "c", "d"]) == ["a 2", "…", "d"]
