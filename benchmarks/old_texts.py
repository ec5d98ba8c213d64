"""Vietnamese texts and others, what is recognised among them, and workbooks that were typed with old fonts."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

from benchmarks.old_encodings import WRITERS
from catalog_validator import load_profile
from catalog_validator.letters import recognise
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.xls import parse_xls

DATA = Path(__file__).parents[2] / "shared" / "data"
OLD = DATA / "vietnamese-legacy"
SAMPLE = 4000
_LETTER = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00ff\u1ea0-\u1ef9]")


def profile_texts() -> Iterator[str]:
    """Every Vietnamese label and alias of the built-in profile, and the labels of its codes."""
    profile = load_profile("sonla-515")
    for field in profile.fields:
        yield from (field.label.vi, *field.aliases)
        yield from (item.label.vi for item in field.code_list.items) if field.code_list else ()


def transcripts() -> Iterator[str]:
    """The cells and lines of the transcripts."""
    for path in sorted(OLD.glob("*/ground-truth*/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (normalize("NFC", cell.strip()) for cell in line.split("\t") if cell.strip())


def pieces(texts: Sequence[str], length: int, rng: random.Random) -> list[str]:
    """Some runs of so many words, each with a letter that is not ASCII."""
    found: list[str] = []
    for text in rng.sample(texts, min(SAMPLE, len(texts))):
        words = text.split()
        if len(words) >= length:
            start = rng.randrange(len(words) - length + 1)
            piece = " ".join(words[start : start + length])
            found += [piece] * bool(_LETTER.search(piece))
    return found


def recall(texts: Iterable[str]) -> Iterator[str]:
    """For each encoding how many are repaired, and how many are taken for something else."""
    known = list(texts)
    for write in WRITERS.values():
        counted: Counter[str] = Counter()
        for text in known:
            written = write(text)
            found = recognise(written)
            if written != text:
                same = found is not None and found.repaired.lower() == text.lower()
                counted["none" if found is None else "right" if same else "wrong"] += 1
        total = max(counted.total(), 1)
        yield f"{100 * counted['right'] / total:.1f} / {100 * counted['wrong'] / total:.1f}"


BOOK_HEADS = ("workbook", "texts with old letters", "by their words", "by their font", "in transcript")


def workbook(path: Path) -> tuple[str, ...]:
    """How its texts were recognised, and how many of the repaired ones stand in the transcript."""
    document = parse_xls(Source.of_bytes(path.name, path.read_bytes()), Limits())
    truth_path = path.parents[3] / "ground-truth" / f"{path.stem}.txt"
    truth = _plain(truth_path.read_text(encoding="utf-8")) if truth_path.exists() else ""
    rows = [row for sheet in document.sheets for row in sheet.rows]
    flaws = [flaw for row in rows for flaw in row.flaws if flaw.code == "CV218"]
    texts = [cell for row in rows for cell in row.cells if isinstance(cell, str) and not cell.isascii()]
    words = [found.repaired for text in texts if (found := recognise(text)) is not None]
    fonts = [str(flaw.facts["repaired"]) for flaw in flaws]
    inside = f"{sum(_plain(text) in truth for text in words + fonts)}" if truth else "no transcript"
    return path.name, str(len(texts)), str(len(words)), str(len(fonts)), inside


def file_texts(folder: Path) -> Iterator[str]:
    """Every text in its files: of JSON the strings, else the lines and their cells."""
    for path in sorted(folder.rglob("*")):
        try:
            text = path.read_bytes().decode("utf-8") if path.is_file() else ""
        except UnicodeDecodeError:
            continue
        try:
            yield from strings(json.loads(text))
        except ValueError:
            yield from (cell for line in text.splitlines() for cell in re.split("[,;\t]", line))


def strings(value: object) -> Iterator[str]:
    """Every text inside a JSON value, names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value:
            yield from strings(inner)
        if isinstance(value, dict):
            yield from strings(list(value.values()))


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).split()).lower()
