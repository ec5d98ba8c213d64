"""The page for the office: what is done, what is missing, the shortest way to the threshold, the days that are left.

One HTML file that needs no other and no script; it says everything in Vietnamese and in English.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from catalog_validator import LANGS, Label, Lang, Words, __version__, framed_page
from catalog_validator.awards.measure import Work, by_domain, score
from catalog_validator.awards.nominate import Candidate
from catalog_validator.awards.run import Judged
from catalog_validator.awards.text import change_words, deadline, evidence, some
from catalog_validator.awards.ways import Left, counts, way_left

STYLE = Path(__file__).parent / "page.css"
TONES = {"nominated": "good", "tied_at_quota": "warn", "over_quota": "plain", "not_eligible": "bad", "blocked": "warn"}
MET = {"met": "good", "not_met": "bad", "unknown": "warn"}
OUTCOMES = tuple(TONES)


def render_page(judged: Judged, lang: Lang = "vi") -> str:
    """The whole file. ``lang``: the language that is shown first."""
    words = {one: Words(one) for one in LANGS}
    contents = {one: "\n".join(_parts(judged, Sayer(words[one]))) for one in LANGS}
    title = Label(*(words[one].ui("awards.page.title") for one in ("vi", "en")))
    return framed_page(judged.inputs.profile, lang, title, contents, STYLE.read_text(encoding="utf-8"))


def _parts(judged: Judged, say: "Sayer") -> Iterator[str]:
    units = [one for one in judged.candidates if one.kind == "collective"]
    people = [one for one in judged.candidates if one.kind == "individual"]
    yield f'<div class="awards">{_head(judged, say)}'
    yield f"<h2>{say('units')}</h2>"
    yield f'<div class="card">{_overview(units, judged, say)}</div>'
    yield from (_unit(one, judged, say) for one in units)
    yield f"<h2>{say('people')}</h2>"
    yield f'<div class="card">{_people(people, judged, say)}</div>'
    yield f"<h2>{say('depends')}</h2>"
    yield _dependent(judged.candidates, say)
    yield f"{_foot(judged, say)}</div>"


class Sayer:
    """Sentences of the page, escaped, in one language."""

    def __init__(self, words: Words) -> None:
        """``words``: of that language."""
        self.words = words

    def __call__(self, key: str, **facts: object) -> str:
        """A sentence of the page."""
        return escape(self.words.ui(f"awards.page.{key}", **facts))

    def general(self, key: str, **facts: object) -> str:
        """A sentence that the text has as well."""
        return escape(self.words.ui(f"awards.{key}", **facts))

    def text(self, value: str) -> str:
        """What somebody else wrote."""
        return f"<bdi>{escape(self.words.say(value))}</bdi>"


def _head(judged: Judged, say: Sayer) -> str:
    inputs = judged.inputs
    campaign, words = inputs.campaign, say.words
    asked = say.general(
        "as_of",
        day=inputs.as_of,
        reading=words.ui(f"awards.reading.{campaign.reading}"),
        collective=campaign.threshold["collective"],
        individual=campaign.threshold["individual"],
    )
    accuracy = say.general("accuracy_used", accuracy=words.ui(f"awards.accuracy.{campaign.accuracy}"))
    notices = [say.general("reconstructed")] if inputs.profile.status == "reconstructed" else []
    if inputs.checked_on:
        notices.append(say.general("checked_on", day=inputs.checked_on) + " " + say("no_way_in_report"))
    if inputs.unassigned:
        notices.append(say.general("unassigned", n=len(inputs.unassigned), entries=some(inputs.unassigned)))
    totals = "".join(
        _total(judged.candidates, kind, campaign.quota[kind], say) for kind in ("collective", "individual")
    )
    shown = "".join(f'<p class="notice">{notice}</p>' for notice in notices)
    return (
        f'<p>{escape(campaign.title[words.lang])}</p><p class="hint">{asked}<br>{accuracy}</p>{shown}'
        f'<div class="card"><p class="days">{escape(deadline(inputs, words))}</p><dl class="facts">{totals}</dl></div>'
    )


def _total(candidates: Iterable[Candidate], kind: str, quota: int, say: Sayer) -> str:
    mine: list[str] = [one.outcome for one in candidates if one.kind == kind]
    counted = "; ".join(
        f"{say.general(f'outcome.{outcome}')}: {mine.count(outcome)}" for outcome in OUTCOMES if mine.count(outcome)
    )
    return f"<div><dt>{say.general(kind, quota=quota)}</dt><dd>{counted or say.general('nobody')}</dd></div>"


def _overview(units: Sequence[Candidate], judged: Judged, say: Sayer) -> str:
    threshold = judged.inputs.campaign.threshold["collective"]
    rows = []
    for one in units:
        numbers = counts(one.case.works)
        cells = "".join(
            f'<td class="n">{numbers[key]}</td>' for key in ("assigned", "described", "published", "finished")
        )
        anchor = f"{say.words.lang}-{_anchor(units, one)}"
        rows.append(
            f'<tr><th scope="row"><a href="#{anchor}">{say.text(one.case.who.name)}</a></th>'
            f"<td>{_outcome(one, say)}</td>{cells}<td class=reach>{_meter(one.case.works, judged, say)}</td></tr>"
        )
    heads = ("unit", "outcome", "assigned", "described", "published", "finished", "score")
    return _table(say("overview", threshold=threshold), heads, rows, say)


def _table(caption: str, heads: Sequence[str], rows: Iterable[str], say: Sayer) -> str:
    numeric = {"assigned", "described", "published", "finished"}
    names = "".join(f'<th scope="col"{" class=n" if key in numeric else ""}>{say(f"head.{key}")}</th>' for key in heads)
    return (
        f'<div class="wrap"><table><caption>{caption}</caption><thead><tr>{names}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _anchor(units: Sequence[Candidate], one: Candidate) -> str:
    return f"u{units.index(one) + 1}"


def _outcome(one: Candidate, say: Sayer) -> str:
    rank = "" if one.rank is None else f" · {say.general('rank', n=one.rank)}"
    return f'<span class="pill {TONES[one.outcome]}">{say.general(f"outcome.{one.outcome}")}</span>{rank}'


def _meter(works: Sequence[Work], judged: Judged, say: Sayer) -> str:
    """A score with its bar and the mark of the threshold."""
    campaign = judged.inputs.campaign
    threshold = campaign.threshold["collective"]
    value = score(works, campaign.reading, threshold)
    tone = "good" if value >= threshold else "bad"
    return (
        f'{escape(say.words.score(value))}<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect class="track" width="100" height="6"/>'
        f'<rect class="{tone}" width="{float(value):.2f}" height="6"/>'
        f'<rect class="mark" x="{float(threshold):.2f}" width=".8" height="6"/></svg>'
    )


def _unit(one: Candidate, judged: Judged, say: Sayer) -> str:
    units = [other for other in judged.candidates if other.kind == "collective"]
    rows = [_domain(name, works, judged, say) for name, works in by_domain(one.case.works).items()]
    heads = ("domain", "assigned", "described", "published", "finished", "score", "way")
    return (
        f'<section class="card" id="{say.words.lang}-{_anchor(units, one)}"><h3>{say.text(one.case.who.name)}</h3>'
        f"<p>{_outcome(one, say)}</p>{_list(_reasons(one, say))}"
        f"{_table(say('by_domain'), heads, rows, say)}"
        f"<h4>{say('criteria')}</h4>{_list(_criteria(one, say))}"
        f"{_list(_to_do(one.case.works, say), say('to_do'))}</section>"
    )


def _list(items: Iterable[str], title: str = "") -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    head = f"<h4>{title}</h4>" if title and shown else ""
    return f"{head}<ul>{shown}</ul>" if shown else ""


def _reasons(one: Candidate, say: Sayer) -> Iterator[str]:
    for slug, about in one.reasons:
        yield say.general(f"reason.{slug}", about=about)


def _criteria(one: Candidate, say: Sayer) -> Iterator[str]:
    for result in one.criteria:
        for need in result.needs:
            pill = f'<span class="pill {MET[need.met]}">{say.general(f"met.{need.met}")}</span>'
            said = f"{say.general(f'need.{need.need}')} ({escape(evidence(need, say.words))})"
            yield f"{escape(result.id)}: {said} {pill}"


def _to_do(works: Sequence[Work], say: Sayer) -> Iterator[str]:
    """What people have to settle, whatever the fields say: one line a kind of thing, with the entries."""
    kinds = {
        "missing": [work for work in works if work.found == "missing"],
        "unreadable": [work for work in works if work.found in ("unreadable", "refused")],
        "unpublished": [work for work in works if work.published is False],
        "unsaid": [work for work in works if work.published is None and work.found == "scored"],
        "unfinished": [work for work in works if work.of.finished is None],
        "wrong": [work for work in works if work.wrong],
        "twice": [work for work in works if work.times > 1],
    }
    for key, found in kinds.items():
        if found:
            yield f"{say(f'left.{key}')} {', '.join(say.text(work.of.entry) for work in found)}"


def _domain(name: str, works: Sequence[Work], judged: Judged, say: Sayer) -> str:
    numbers = counts(works)
    cells = "".join(f'<td class="n">{numbers[key]}</td>' for key in ("assigned", "described", "published", "finished"))
    return (
        f'<tr><th scope="row">{say.text(name)}</th>{cells}<td class=reach>{_meter(works, judged, say)}</td>'
        f"<td>{_way(works, judged, say)}</td></tr>"
    )


def _way(works: Sequence[Work], judged: Judged, say: Sayer) -> str:
    campaign = judged.inputs.campaign
    threshold = campaign.threshold["collective"]
    if score(works, campaign.reading, threshold) >= threshold:
        return say("way.reached")
    if judged.planned is None:
        return say("way.not_known")
    left = way_left(works, judged.planned, campaign.reading, threshold)
    if left is None:
        return say("way.missing_first")
    if not left.fields:
        return say("way.publish")
    entries = "".join(f"<li>{say.text(name)}: {_labels(fields, judged, say)}</li>" for name, fields in left.fills)
    return f"<details open><summary>{_so_many(left, works, say)}</summary><ul>{entries}</ul></details>"


def _so_many(left: Left, works: Sequence[Work], say: Sayer) -> str:
    key = "way.fill_and_publish" if any(not work.published for work in works) else "way.fill"
    told = say(key, n=left.fields, entries=len(left.fills))
    return told if left.at_least == left.fields else f"{told} ({say('way.at_least', n=left.at_least)})"


def _labels(fields: Sequence[str], judged: Judged, say: Sayer) -> str:
    return escape(", ".join(say.words.label((field,), judged.inputs.profile) for field in fields))


def _people(people: Sequence[Candidate], judged: Judged, say: Sayer) -> str:
    names = judged.inputs.register.names
    rows = [
        f'<tr><th scope="row">{say.text(one.case.who.name)}</th>'
        f"<td>{say.text(names.get(getattr(one.case.who, 'unit', ''), ''))}</td><td>{_outcome(one, say)}</td>"
        f'<td class="n">{escape(say.words.score(one.score))}</td>'
        f"<td>{_list([*_reasons(one, say), *_to_do(one.case.works, say)])}</td></tr>"
        for one in people
    ]
    return _table(say("people_caption"), ("person", "unit", "outcome", "score", "missing"), rows, say)


def _dependent(candidates: Sequence[Candidate], say: Sayer) -> str:
    moved = [one for one in candidates if one.changes]
    items = (
        f"{say.text(one.case.who.name)}: {say.general(f'outcome.{one.outcome}')}; "
        + escape("; ".join(change_words(change, say.words) for change in one.changes))
        for one in moved
    )
    return f'<div class="card">{_list(items) if moved else say.general("steady")}</div>'


def _foot(judged: Judged, say: Sayer) -> str:
    inputs = judged.inputs
    drive = f"{inputs.campaign.id} {inputs.campaign.version}".strip()
    facts = [
        (say.general("input.campaign"), f"{drive} · {inputs.campaign.sha256}"),
        (say.general("input.register"), inputs.register.sha256),
        *((f"{say.general('input.catalog')} {escape(name)}", digest) for name, digest in inputs.catalog),
        (say.general("input.profile"), f"{inputs.profile.id} {inputs.profile.version} · {inputs.profile.sha256}"),
        (say.general("input.tool"), __version__),
    ]
    shown = "".join(f"<div><dt>{name}</dt><dd><code>{escape(value)}</code></dd></div>" for name, value in facts)
    return f'<h2>{say("inputs")}</h2><dl class="card facts">{shown}</dl>'
