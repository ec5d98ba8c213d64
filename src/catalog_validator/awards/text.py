"""Nominations for a reader at a terminal: who, why, why not, and what would settle or change it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from textwrap import wrap

from catalog_validator import Words
from catalog_validator.awards.criteria import CriterionResult, NeedResult
from catalog_validator.awards.nominate import Candidate, Change
from catalog_validator.awards.record import Inputs, days_left

MARKS = {"nominated": "✓", "tied_at_quota": "=", "over_quota": "–", "not_eligible": "✗", "blocked": "■"}
WIDTH = 100
_LISTED = 8


def render_nominations(inputs: Inputs, candidates: Sequence[Candidate], words: Words) -> str:
    """The whole result, units first, within each kind by outcome and rank."""
    return "\n".join(_lines(inputs, candidates, words)) + "\n"


def _lines(inputs: Inputs, candidates: Sequence[Candidate], words: Words) -> Iterator[str]:
    campaign = inputs.campaign
    yield words.ui("awards.title", campaign=campaign.title[words.lang])
    yield words.ui(
        "awards.as_of",
        day=inputs.as_of,
        reading=words.ui(f"awards.reading.{campaign.reading}"),
        collective=campaign.threshold["collective"],
        individual=campaign.threshold["individual"],
    )
    yield words.ui("awards.accuracy_used", accuracy=words.ui(f"awards.accuracy.{campaign.accuracy}"))
    if inputs.checked_on:
        yield words.ui("awards.checked_on", day=inputs.checked_on)
    if inputs.profile.status == "reconstructed":
        yield words.ui("awards.reconstructed")
    for kind in ("collective", "individual"):
        mine = [candidate for candidate in candidates if candidate.kind == kind]
        title = words.ui(f"awards.{kind}", quota=campaign.quota[kind])
        yield from ("", f"── {title} {'─' * max(2, WIDTH - len(title) - 4)}")
        for candidate in mine:
            yield from ("", *_candidate(candidate, inputs.register.names, words))
        if not mine:
            yield f"  {words.ui('awards.nobody')}"
    yield ""
    yield from _dependent(candidates, words)
    yield ""
    yield from _totals(inputs, candidates, words)
    yield deadline(inputs, words)


def deadline(inputs: Inputs, words: Words) -> str:
    """How many days remain for the dossier, or that it is late."""
    left, day = days_left(inputs.campaign, inputs.as_of), inputs.campaign.dossier_before - timedelta(1)
    key = "days_left" if left > 0 else "days_late" if left < 0 else "days_none"
    return words.ui(f"awards.{key}", n=left, day=day)


def _dependent(candidates: Sequence[Candidate], words: Words) -> Iterator[str]:
    """Everybody whose outcome is another one under another reading, in one place."""
    moved = [candidate for candidate in candidates if candidate.changes]
    yield words.ui("awards.depends" if moved else "awards.steady")
    for candidate in moved:
        changes = "; ".join(change_words(change, words) for change in candidate.changes)
        now = words.ui(f"awards.outcome.{candidate.outcome}")
        yield from _indented(f"~ {words.say(candidate.case.who.name)} · {words.say(candidate.id)}: {now}; {changes}")


def _totals(inputs: Inputs, candidates: Sequence[Candidate], words: Words) -> Iterator[str]:
    for kind in ("collective", "individual"):
        mine = [candidate.outcome for candidate in candidates if candidate.kind == kind]
        quota = inputs.campaign.quota[kind]
        title = words.ui(f"awards.{kind}", quota=quota)
        facts = {"nominated": mine.count("nominated"), "candidates": len(mine), "quota": quota}
        yield words.ui("awards.totals", kind=title, **facts)
    if inputs.unassigned:
        yield words.ui("awards.unassigned", n=len(inputs.unassigned), entries=some(inputs.unassigned))
    tied = any(candidate.outcome == "tied_at_quota" for candidate in candidates)
    yield words.ui("awards.undecided" if tied else "awards.no_ties")


def _candidate(candidate: Candidate, names: Mapping[str, str], words: Words) -> Iterator[str]:
    who = candidate.case.who
    unit = names.get(getattr(who, "unit", ""), "")
    name = " · ".join(part for part in (words.say(who.name), words.say(who.id), words.say(unit)) if part)
    rank = "" if candidate.rank is None else f" ({words.ui('awards.rank', n=candidate.rank)})"
    yield f"{MARKS[candidate.outcome]} {name}: {words.ui(f'awards.outcome.{candidate.outcome}')}{rank}"
    parts = [words.ui("awards.score", score=words.score(candidate.score))]
    parts.append(words.ui("awards.entries", n=len(candidate.case.works)))
    if candidate.earliness is not None:
        key = "early" if candidate.earliness >= 0 else "late"
        parts.append(words.ui(f"awards.{key}", n=abs(candidate.earliness)))
    yield f"    {' · '.join(parts)}"
    for slug, about in candidate.reasons:
        yield f"    – {words.ui(f'awards.reason.{slug}', about=about)}"
    for result in candidate.criteria:
        yield from _criterion(result, words)
    for change in candidate.changes:
        yield from _indented(f"~ {change_words(change, words)}")


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def change_words(change: Change, words: Words) -> str:
    """Under which setting the outcome is another one, and which."""
    return change_text({"setting": change.setting, "value": change.value, "outcome": change.outcome}, words)


def change_text(change: Mapping[str, str], words: Words) -> str:
    """The same of a change as a record has it."""
    setting, value = change["setting"], change["value"]
    shown = words.ui(f"awards.{setting}.{value}") if setting in ("reading", "accuracy") else f"{value} %"
    facts = {"setting": words.ui(f"awards.setting.{setting}"), "value": shown}
    return words.ui("awards.changes", outcome=words.ui(f"awards.outcome.{change['outcome']}"), **facts)


def _criterion(result: CriterionResult, words: Words) -> Iterator[str]:
    yield f"    {result.id}: {words.ui(f'awards.met.{result.met}')}"
    for need in result.needs:
        met = words.ui(f"awards.met.{need.met}")
        line = f"  {words.ui(f'awards.need.{need.need}')}: {met} ({evidence(need, words)})"
        if need.settle:
            line += f"; {words.ui('awards.settle', entries=some(need.settle))}"
        yield from (f"  {part}" for part in _indented(line))


def evidence(need: NeedResult, words: Words) -> str:
    """The evidence of a need in a few words."""
    found = need.evidence
    if need.need in ("plan", "attested", "recognised"):
        if not found:
            return words.ui("awards.evidence.nothing")
        on = date.fromisoformat(str(found["on"])) if "on" in found else ""
        facts = {"document": found.get("document", ""), "by": found.get("by", ""), "on": on}
        return words.ui("awards.evidence.act", **facts).strip()
    if need.need == "in_time":
        facts = {
            "entries": found["entries"],
            "late": some(found.get("late", ())),
            "over": some(found.get("after_end", ())),
            "open": some(need.settle),
        }
        return words.ui("awards.evidence.in_time", **facts)
    if need.need == "accurate":
        wrong, absent = some(found["errors_by_entry"]), some(found["not_there"])
        return words.ui("awards.evidence.accurate", errors=found["errors"], wrong=wrong, absent=absent)
    return _described(found, words)


def _described(found: Mapping[str, object], words: Words) -> str:
    scores = found["scores"]
    assert isinstance(scores, Mapping)
    shown = [
        words.decimal(f"{score} %") if domain == "*" else words.decimal(f"{domain} {score} %")
        for domain, score in scores.items()
    ]
    return words.ui("awards.evidence.described", scores="; ".join(shown), zero=some(found["not_counted"]))


def some(items: object) -> str:
    """A dozen names at most; the rest is counted."""
    names = [str(item) for item in items] if isinstance(items, Sequence | Mapping) else []
    return ", ".join(names[:_LISTED]) + (f" … (+{len(names) - _LISTED})" if len(names) > _LISTED else "")
