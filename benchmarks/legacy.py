"""How well text in old Vietnamese encodings is recognised and repaired, and whether any other text is taken for it."""

import random
from collections.abc import Iterator, Sequence

from benchmarks.old_encodings import WRITERS
from benchmarks.old_texts import BOOK_HEADS, DATA, OLD, file_texts, pieces, profile_texts, recall, transcripts, workbook
from benchmarks.setting import Setting
from benchmarks.show import table
from catalog_validator.letters import recognise

LENGTHS = (1, 2, 3, 4, 6, 8, 12)
"""Words."""


def legacy_section(setting: Setting) -> Iterator[str]:
    """Three tables; the collected real files are used where they stand beside the repository."""
    texts = list(dict.fromkeys([*profile_texts(), *transcripts()]))
    rng = random.Random(setting.seed)
    rows = [[str(length), *recall(pieces(texts, length, rng))] for length in LENGTHS]
    notes = ["per cent repaired exactly (letter case aside) / per cent taken for another text", f"{len(texts):,} texts"]
    yield table("Old encodings by words of a text", ("words", *WRITERS), rows, notes)
    if OLD.is_dir():
        yield table("Workbooks in TCVN3 fonts", BOOK_HEADS, map(workbook, sorted(OLD.rglob("*.xls"))), [])
    yield table("Texts in Unicode", ("kind", "texts", "misjudged"), unicode_rows(texts), [])


def unicode_rows(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Texts that are as they are meant, by the folder they come from."""
    yield "profile and transcripts", f"{len(texts):,}", str(sum(recognise(text) is not None for text in texts))
    kinds = sorted(path for path in DATA.glob("*") if path.is_dir())
    for kind in kinds:
        if kind.name not in ("derived", "hostile", "vietnamese-legacy"):
            known = set(file_texts(kind))
            yield kind.name, f"{len(known):,}", str(sum(recognise(text) is not None for text in known))
