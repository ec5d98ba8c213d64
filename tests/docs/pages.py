"""The pages of the documentation and what they show: blocks that can be run, links that can be followed."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ANYTHING = "…"
"""A line that stands for any number of lines of an output."""

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where it stands, its language, its text."""

    page: Path
    start: int
    """Offset of the text in the page."""
    kind: str
    text: str

    @property
    def line(self) -> int:
        """Of the page, from 1."""
        return self.page.read_text(encoding="utf-8")[: self.start].count("\n") + 1

    @property
    def lang(self) -> str:
        """The language of the page's reader."""
        return "vi" if ".vi." in self.page.name else "en"


def pages() -> list[Path]:
    """Every page that people read."""
    top = [ROOT / name for name in ("README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*top, *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """All fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [Block(page, match.start(2), match[1], match[2]) for match in _BLOCK.finditer(text)]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Targets of all links that stay inside the project."""
    found = _LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page)))
    return [target for target in found if "://" not in target and not target.startswith("mailto:")]


def anchors(page: Path) -> set[str]:
    """What can stand after ``#`` in a link to this page."""
    headings = _HEADING.findall(prose(page))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each ``$ command`` of a console block with the lines of its output."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line.rstrip())
    yield from found


def run(command: str, lang: str) -> tuple[list[str], int]:
    """Lines of both outputs, and the exit code, of a ``catval`` command typed in the project's folder."""
    (ROOT / "build").mkdir(exist_ok=True)  # where the pages write; not under version control
    environment = os.environ | {"CATVAL_LANG": lang, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "catalog_validator", *command.split()[1:]],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return [line.rstrip() for line in done.stdout.splitlines()], done.returncode


def fits(shown: list[str], printed: list[str]) -> bool:
    """Whether a page shows what was printed, with stretches left out where it says so."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == ANYTHING else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def renewed(shown: list[str], printed: list[str]) -> list[str]:
    """The page's lines with what is printed now: each stretch is found again by its first line."""
    if ANYTHING not in [line.strip() for line in shown]:
        return printed
    lines: list[str] = []
    start, at = 0, 0
    while start < len(shown):
        if shown[start].strip() == ANYTHING:
            lines.append(shown[start])
            start += 1
            continue
        end = next((i for i in range(start, len(shown)) if shown[i].strip() == ANYTHING), len(shown))
        first = max(range(at, len(printed)), key=lambda i: SequenceMatcher(None, printed[i], shown[start]).ratio())
        first = at if start == 0 else len(printed) - (end - start) if end == len(shown) else first
        at = first + end - start
        lines += printed[first:at]
        start = end
    return lines
