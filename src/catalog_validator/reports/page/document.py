"""The page as a whole: skeleton, security policy, style and script, and the parts in their order."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.report import Job, Outcome, Spool
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.page.entry import EntryPart
from catalog_validator.reports.page.ground import Ground
from catalog_validator.reports.page.marks import Both, escape, headed, pair
from catalog_validator.reports.page.notes import Notes
from catalog_validator.reports.page.overview import Overview
from catalog_validator.reports.page.rows import Rows, embedded
from catalog_validator.reports.page.tally import Tallies
from catalog_validator.reports.words import Words

SWITCHES = (("lang", ("vi", "en")), ("theme", ("auto", "light", "dark")))


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
        yield from self._head()
        yield from Overview(both, job.run, outcome, None if shelves is None else tallies, rows.values).html()
        yield from ground.problems()
        yield from ground.html()
        if shelves is not None and tallies.entries:
            yield from self._entries(shelves)
        yield from self._notes(notes)
        yield "</main></div>\n"
        yield from self._data(shelves, rows, outcome)
        yield f"<script>{asset('script.js')}</script>\n</body></html>\n"

    def _head(self) -> Iterator[str]:
        """All before the overview. The policy lets nothing in but this style and this script."""
        both, lang = self.both, self.job.lang
        style = asset("style.css")
        policy = (
            f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(asset('script.js'))}'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )
        titles = {words.lang: self._title(words) for words in (both.vi, both.en)}
        yield f"<!doctype html>\n<html lang={lang}><head><meta charset=utf-8>\n"
        yield f'<meta http-equiv=Content-Security-Policy content="{policy}">\n'
        yield '<meta name=viewport content="width=device-width, initial-scale=1">'
        # The empty icon keeps the browser from asking the server for one.
        yield '<meta name=color-scheme content="light dark"><meta name=referrer content=no-referrer>'
        yield f"<link rel=icon href=data:,>\n<title>{titles[lang]}</title>\n<style>{style}</style></head>\n<body>"
        yield f"{self._radios()}<div class=page><a class=skip href=#main>{both.ui('html.skip')}</a>"
        yield f'<header id=titles data-vi="{titles["vi"]}" data-en="{titles["en"]}">'
        title = self.job.run.profile.title
        named = pair(inert(title.vi, WHOLE), inert(title.en, WHOLE))
        day = both.say(lambda words: words.day(self.job.run.as_of))
        yield f"<div><h1>{both.ui('html.title')}</h1><p>{named} · {both.ui('summary.as_of')} {day}</p></div>"
        yield f"{self._labels()}</header><main id=main tabindex=-1>"

    def _title(self, words: Words) -> str:
        return escape(f"{words.ui('html.title')} · {inert(self.job.run.profile.title[words.lang], WHOLE)}")

    def _radios(self) -> str:
        """What is chosen. They stand before all else, so that style alone changes language and colours."""
        buttons = []
        for name, values in SWITCHES:
            chosen = self.job.lang if name == "lang" else "auto"
            for value in values:
                checked = " checked" if value == chosen else ""
                buttons.append(f"<input class=sr type=radio name={name} id={name}-{value}{checked}>")
        return "".join(buttons)

    def _labels(self) -> str:
        """What the reader sees of the radio buttons."""
        groups = []
        for name, values in SWITCHES:
            labels = [f"<label for={name}-{value}>{self.both.ui(f'html.{name}_{value}')}</label>" for value in values]
            groups.append(f"<div class=switch>{''.join(labels)}</div>")
        return f"<div class=switches>{''.join(groups)}</div>"

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


def asset(name: str) -> str:
    """A file of the page, as it was written by hand."""
    return files("catalog_validator.reports.page").joinpath(name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What a security policy knows a style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
