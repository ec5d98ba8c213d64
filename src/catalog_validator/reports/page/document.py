"""The page as a whole: the parts in their order, within the skeleton."""

from collections.abc import Iterator

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Job, Outcome, Spool
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.page.entry import EntryPart
from catalog_validator.reports.page.ground import Ground
from catalog_validator.reports.page.marks import Both, headed, pair
from catalog_validator.reports.page.notes import Notes
from catalog_validator.reports.page.overview import Overview
from catalog_validator.reports.page.rows import Rows, embedded
from catalog_validator.reports.page.skeleton import Skeleton, asset
from catalog_validator.reports.page.tally import Tallies
from catalog_validator.reports.words import Words


def render_html(job: Job) -> Iterator[str]:
    """The file in pieces. With ``quiet`` it has the overview alone, without what rests on single entries."""
    yield from Writer(job, Both(job.run.profile)).pieces()


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where the three forms in which entries stand in the file are put aside until the summary is known."""

    articles: Spool
    rows: Spool
    plain: Spool


@dataclass(frozen=True, slots=True)
class Writer:
    """One page."""

    job: Job
    both: Both

    def pieces(self) -> Iterator[str]:
        """Head, overview, table, descriptions, explanations, data, script."""
        job, both = self.job, self.both
        notes, rows, tallies = Notes(both), Rows(both), Tallies()
        shelves = None if job.look.quiet else Shelves(job.spool(), job.spool(), job.spool())
        part = EntryPart(both, notes, {field.id: index for index, field in enumerate(job.run.profile.fields)})
        for entry in job.entries:
            if shelves is None:
                continue
            anchor = tallies.anchor(entry)
            tallies.add(entry)
            shelves.articles.write(f"<noscript class=shelf>{part.article(entry, anchor)}</noscript>\n")
            shelves.rows.write(rows.row(entry, anchor) + ",\n")
            shelves.plain.write(rows.plain(entry, anchor))
        outcome = job.outcome()
        tallies.count(outcome.problems)
        ground = Ground(both, job.run, outcome, notes)
        skeleton = Skeleton(both, job.lang, self._title, asset("style.css"), asset("script.js"))
        yield skeleton.head(self._heading())
        yield from Overview(both, job.run, outcome, None if shelves is None else tallies, rows.values).html()
        yield from ground.problems()
        yield from ground.html()
        if shelves is not None and tallies.entries:
            yield from self._entries(shelves)
        yield from self._notes(notes)
        yield from skeleton.foot(self._data(shelves, rows, outcome))

    def _heading(self) -> str:
        title, both = self.job.run.profile.title, self.both
        named = pair(inert(title.vi, WHOLE), inert(title.en, WHOLE))
        day = both.say(lambda words: words.day(self.job.run.as_of))
        return f"<h1>{both.ui('html.title')}</h1><p>{named} · {both.ui('summary.as_of')} {day}</p>"

    def _title(self, words: Words) -> str:
        return f"{words.ui('html.title')} · {inert(self.job.run.profile.title[words.lang], WHOLE)}"

    def _entries(self, shelves: Shelves) -> Iterator[str]:
        """The frame of the table that the script fills, then every description, as text until it is opened."""
        both, name = self.both, self.both.ui("html.entries")
        yield "<section id=entries aria-labelledby=entries-title>"
        yield f"<h2 id=entries-title tabindex=-1>{name}</h2><div id=list hidden></div>"
        columns = [(both.ui("html.entry"), ""), (both.ui("html.score"), "n"), (both.ui("html.verdict"), "")]
        yield f"<noscript>{headed(name, columns, 'plain')}\n"
        yield from shelves.plain.read_back()
        yield "</table></noscript>\n"
        yield from shelves.articles.read_back()
        yield "</section><section id=open hidden></section><section id=printed hidden></section>"

    def _notes(self, notes: Notes) -> Iterator[str]:
        yield f"<section id=notes><h2>{self.both.ui('html.notes')}</h2>\n"
        yield from notes.written()
        yield "</section>"

    def _data(self, shelves: Shelves | None, rows: Rows, outcome: Outcome) -> Iterator[str]:
        legend = rows.legend(outcome.summary.groups)
        yield f"<script type=application/json id=legend>{embedded(legend)}</script>\n"
        yield "<script type=application/json id=rows>[\n"
        if shelves is not None:
            yield from shelves.rows.read_back()
        yield "0]</script>\n"
