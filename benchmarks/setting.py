"""What the user asked for, and what all tables of speed have in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpus import Corpus, Form
from benchmarks.generator import Style
from benchmarks.measure import Rounds, Run, interleave, ratio, run_contestant, run_python
from benchmarks.peers import contestants
from benchmarks.show import megabytes, number

SPEED_HEADS = ("contestant", "entries", "µs/entry", "× base", "errors/entry", "peak")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the user asked for."""

    entries: int
    rounds: int
    styles: tuple[Style, ...]
    seed: int
    folder: Path

    def file(self, style: Style, form: Form, most: int | None = None) -> Path:
        """A file of entries, made beforehand in a process of its own, so that this one stays small."""
        count = min(self.entries, most or self.entries)
        run_python("-m", "benchmarks.corpus", str(self.folder), style, str(count), form, str(self.seed))
        return Corpus(style, count, self.folder, self.seed).file(form)


def runner(contestant: str, path: Path) -> Callable[[], Run]:
    """One run of a contestant over a file."""
    return lambda: run_contestant(contestant, path)[0]


def compete(setting: Setting, style: Style, names: Sequence[str]) -> tuple[Rounds, dict[str, str]]:
    """Contestants in turns, each on as many entries as it can bear."""
    known = contestants()
    runners = {name: runner(name, setting.file(style, known[name].form, known[name].entries)) for name in names}
    return interleave(runners, setting.rounds)


def out_notes(out: Mapping[str, str]) -> list[str]:
    """Who could not run, and why."""
    return [f"not run: {name}: {reason}" for name, reason in out.items()]


def speed_rows(rounds: Rounds, base: str) -> Iterator[tuple[str, ...]]:
    """Entries, µs per entry, × base, errors per entry, memory."""
    for name, runs in rounds.items():
        yield (
            name,
            f"{runs[0].entries:,}",
            number(median(run.micros for run in runs)),
            number(ratio(runs, rounds[base])),
            number(runs[0].errors / max(runs[0].entries, 1)),
            megabytes(max(run.peak_kb for run in runs)),
        )
