"""``catval profile certify``: the agreement of each language, its ledger, and what they disagree on."""

import json
from collections.abc import Iterator

from catalog_validator.model.certificate import Certificate, Disagreement, Line, Loss, TargetReport
from catalog_validator.model.report import Look
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.text_page import Page
from catalog_validator.reports.text_paint import pad, wrap

SCHEMA = "catval-certificate/1"


def render_certificate(certificate: Certificate, lang: Lang, look: Look) -> Iterator[str]:
    """Lines of the page."""
    page = Page.of(certificate.profile, lang, look)
    for line in _lines(page, certificate):
        yield f"{line}\n"


def render_certificate_json(certificate: Certificate, tool_version: str) -> str:
    """The same for machines."""
    profile = certificate.profile
    plain = {
        "schema": SCHEMA,
        "tool": {"name": "catval", "version": tool_version},
        "profile": {"id": profile.id, "version": profile.version, "sha256": profile.sha256},
        "as_of": certificate.as_of.isoformat(),
        "seed": certificate.seed,
        "holds": certificate.holds,
        "targets": [_plain(target) for target in certificate.targets],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _plain(target: TargetReport) -> dict[str, object]:
    if target.lacking:
        return {"target": target.target, "lacking": target.lacking}
    return {
        "target": target.target,
        "judged": target.judged,
        "good": target.good,
        "not_carried": target.not_carried,
        "secret": target.secret,
        "tells_all": target.tells_all,
        "disagreed": target.disagreed,
        "checks": [
            {"code": seen.code, "failed": seen.failed, "refused": seen.refused, "excused": seen.excused}
            for seen in target.checks
        ],
        "ledger": [_plain_line(line) for line in target.ledger],
        "disagreements": [
            {
                "field": one.field,
                "engine": list(one.codes),
                "told": list(one.told),
                "planted": list(one.planted),
                "entry": dict(one.entry),
            }
            for one in target.disagreements
        ],
    }


def _plain_line(line: Line) -> dict[str, object]:
    loss = line.loss
    return {
        "loss": loss.slug,
        "codes": list(loss.codes),
        "manners": list(loss.manners),
        "paths": list(loss.paths),
        "seen": line.seen,
    }


def _lines(page: Page, certificate: Certificate) -> Iterator[str]:
    words, profile = page.words, page.profile
    yield page.rule(words.ui("exports.title", id=profile.id, version=profile.version))
    facts = {"as_of": certificate.as_of, "seed": certificate.seed, "sha256": profile.sha256}
    yield from (f"  {line}" for line in wrap(words.ui("exports.as_of", **facts), page.width - 4))
    yield ""
    for target in certificate.targets:
        yield from _target(page, target)
    verdict = "holds" if certificate.holds else "fails"
    if all(target.lacking for target in certificate.targets):
        verdict = "nothing"
    yield f"{page.mark(certificate.holds)} {words.ui(f'exports.{verdict}')}"


def _target(page: Page, target: TargetReport) -> Iterator[str]:
    words = page.words
    name = words.ui(f"exports.target.{target.target}")
    yield page.rule(name)
    if target.lacking:
        yield f"  {words.ui('exports.lacking', library=target.lacking)}"
        yield ""
        return
    judged = words.ui("exports.judged", judged=target.judged, good=target.good, disagreed=target.disagreed)
    yield f"  {page.mark(not target.disagreed)} {judged}"
    yield f"    {words.ui('exports.aside', not_carried=target.not_carried, secret=target.secret)}"
    if not target.tells_all:
        yield from (f"    {line}" for line in wrap(words.ui("exports.tells_some"), page.width - 4))
    yield ""
    yield from _checks(page, target)
    yield f"  {page.paint('bold', words.ui('exports.ledger', target=name))}"
    for line in target.ledger:
        yield from _line(page, line)
    for one in target.disagreements:
        yield ""
        yield from _disagreement(page, target, one)
    yield ""


def _checks(page: Page, target: TargetReport) -> Iterator[str]:
    words = page.words
    titles = {seen.code: f"{seen.code} {words.title(seen.code)}" for seen in target.checks}
    width = max(map(len, titles.values()), default=0)
    heads = [words.ui(f"exports.{key}") for key in ("failed", "refused", "excused")]
    yield page.paint("dim", f"  {pad(words.ui('exports.check'), width)}  {'  '.join(heads)}")
    for seen in target.checks:
        numbers = (seen.failed, seen.refused, seen.excused)
        cells = [pad(str(number), len(head), right=True) for number, head in zip(numbers, heads, strict=True)]
        yield f"  {pad(titles[seen.code], width)}  {'  '.join(cells)}"
    yield ""


def _line(page: Page, line: Line) -> Iterator[str]:
    words = page.words
    facts = (
        [] if line.loss.aside else [words.ui("exports.seen", n=line.seen) if line.seen else words.ui("exports.unseen")]
    )
    text = words.ui(f"exports.loss.{line.loss.slug}")
    about = "; ".join([*_concerned(page, line.loss), *facts])
    for number, piece in enumerate(wrap(f"{text} ({about})" if about else text, page.width - 4)):
        yield f"  {'–' if number == 0 else ' '} {piece}"


def _concerned(page: Page, loss: Loss) -> list[str]:
    """The codes, and the fields where they are few."""
    few = len(loss.paths) <= 4
    fields = list(loss.paths) if few else [page.words.ui("exports.fields", n=len(loss.paths))]
    return [text for text in (", ".join(loss.codes), ", ".join(fields)) if text]


def _disagreement(page: Page, target: TargetReport, one: Disagreement) -> Iterator[str]:
    words = page.words
    yield page.paint("error", f"  ✗ {words.ui('exports.disagreement', field=one.field or '–')}")
    accepts = words.ui("exports.accepts")
    yield from page.rows(
        [
            (words.ui("exports.engine"), ", ".join(one.codes) or accepts),
            (words.ui(f"exports.target.{target.target}"), "; ".join(map(inert, one.told)) or accepts),
            (words.ui("exports.planted"), "; ".join(map(inert, one.planted))),
            (words.ui("exports.smallest"), inert(json.dumps(one.entry, ensure_ascii=False), 4000)),
        ],
        "    ",
    )
