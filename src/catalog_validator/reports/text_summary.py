"""The end of a text report: the run in numbers, by which profile, and whether it passed."""

from collections.abc import Iterator

from catalog_validator.model.report import Outcome, Run
from catalog_validator.reports.text_page import Page, Row
from catalog_validator.reports.text_paint import bar, wrap


def summary_block(page: Page, run: Run, outcome: Outcome) -> Iterator[str]:
    """Every record accounted for, the scores, the profile with its hash, and the verdict with its reasons."""
    words = page.words
    yield page.rule(words.ui("summary.title"))
    yield from page.rows([*_numbers(page, run, outcome), *_inexpressible(page, run, outcome), *_ground(page, run)])
    yield ""
    yield from _verdict(page, run, outcome)


def _numbers(page: Page, run: Run, outcome: Outcome) -> list[Row]:
    words, summary, total = page.words, outcome.summary, outcome.summary.total
    equation = words.ui(
        "summary.equation",
        read=total.read,
        scored=total.scored,
        refused=total.refused,
        unreadable=total.unreadable,
    )
    sources = [words.ui("summary.source_count", n=summary.sources)]
    if summary.unreadable_sources:
        sources.append(words.ui("summary.source_unreadable", n=summary.unreadable_sources))
    points = words.ui("count.points", earned=total.earned, possible=total.possible)
    passed = words.ui(
        "summary.passed_text",
        passed=total.passed,
        scored=total.scored,
        share=words.score(total.passed_share),
        threshold=words.score(run.threshold),
    )
    counts = (("error", total.errors), ("warning", total.warnings), ("note", total.notes))
    accepted = words.ui("summary.accepted_text", n=outcome.accepted) if outcome.accepted else ""
    return [
        (words.ui("summary.sources"), ", ".join(sources)),
        (words.ui("summary.read"), equation),
        (words.ui("summary.score"), f"{bar(total.score, 10)} {words.score(total.score)} · {points}"),
        (words.ui("summary.mean"), words.score(total.mean_score)),
        (words.ui("summary.passed"), passed),
        (words.ui("summary.findings"), " · ".join(words.ui(f"count.{name}", n=count) for name, count in counts)),
        (words.ui("summary.accepted"), accepted),
    ]


def _inexpressible(page: Page, run: Run, outcome: Outcome) -> Iterator[Row]:
    """What the vocabularies of the sources have no words for: a row for each vocabulary, every field named."""
    words = page.words
    lacking = {
        words.say(problem.facts["vocab"]): problem.facts["fields"]
        for problem in outcome.problems
        if problem.code == "CV027"
    }
    for vocab, fields in lacking.items():
        labels = [words.label((field,), run.profile) for field in fields] if isinstance(fields, list | tuple) else []
        text = words.ui("summary.not_expressible_text", vocab=vocab, n=len(labels))
        yield words.ui("summary.not_expressible"), f"{text}: {words.join(labels, len(labels))}"


def _ground(page: Page, run: Run) -> list[Row]:
    words, profile = page.words, run.profile
    known = f"summary.{profile.status}"
    status = words.ui(known) if words.knows(f"ui.{known}") else words.say(profile.status)
    reason = words.say(profile.status_reason)
    named = f"{words.say(profile.id)} {words.say(profile.version)} · sha256 {profile.sha256[:12] or '–'}"
    return [
        (words.ui("summary.profile"), named),
        (status, reason if profile.status != "official" else ""),
        (words.ui("summary.as_of"), words.day(run.as_of)),
    ]


def _verdict(page: Page, run: Run, outcome: Outcome) -> Iterator[str]:
    words = page.words
    against = "new" if run.baseline and run.fail_on != "never" else run.fail_on
    how = f"{words.ui(f'gate.{run.gate}')}, {words.ui(f'fail_on.{against}')}"
    if run.published_only:
        how += f", {words.ui('gate.published')}"
    word = words.ui("verdict.passed" if outcome.passed else "verdict.failed")
    yield f"{page.mark(outcome.passed)} {page.paint('good' if outcome.passed else 'error', word)} ({how})"
    for reason in outcome.reasons:
        known = words.knows(f"ui.reason.{reason}")
        lines = wrap(words.ui(f"reason.{reason}") if known else words.say(reason), page.width - 4)
        yield from (f"  {'–' if index == 0 else ' '} {line}" for index, line in enumerate(lines))
