"""Closing reports (plan, V.1): what was assigned, described, promulgated, finished when, and what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from catalog_validator import Words
from catalog_validator.awards.model import Campaign
from catalog_validator.awards.papers.blanks import Blanks
from catalog_validator.awards.papers.context import candidates, common
from catalog_validator.awards.papers.fill import digest_of, fill, template
from catalog_validator.awards.papers.words_vi import counted

Plain = Mapping[str, Any]
OF_UNIT, OF_ALL = "tong-ket-don-vi.docx", "tong-ket-so.docx"


def unit_ids(record: Plain) -> list[str]:
    """Units of a record."""
    return sorted(one["id"] for one in candidates(record, "collective"))


def closing_report(
    found: tuple[bytes, Plain], campaign: Campaign, unit: str | None, own: Path | None
) -> dict[str, bytes]:
    """File name → content. ``unit``: None for all of them. Raises `TemplateError`."""
    data, record = found
    blanks, words = Blanks(), Words("vi")
    name = OF_ALL if unit is None else OF_UNIT
    blanks.begin(name)
    mine = [one for one in candidates(record, "collective") if unit in (None, one["id"])]
    mine.sort(key=lambda one: one["id"])
    organiser = campaign.organiser.vi if campaign.organiser else blanks.later("Cơ quan tổ chức đợt thi đua")
    context = (
        common(record, campaign, digest_of(data), blanks) | _told(record, campaign, mine) | {"organiser": organiser}
    )
    if unit is not None:
        (one,) = mine
        context |= _of_unit(one, words)
    return {name: fill(template(name, own), context)}


def _told(record: Plain, campaign: Campaign, mine: Sequence[Plain]) -> dict[str, object]:
    """What both reports say."""
    words = Words("vi")
    works = [work for one in mine for work in one["assignments"]]
    threshold = Fraction(record["threshold"]["collective"])
    return {
        "office": "VĂN PHÒNG",
        "plan": campaign.legal_basis[-1].text,
        "unit_count": counted(len(mine), "phòng, đơn vị"),
        "all_units": [
            {"name": one["name"], **_numbers(one["assignments"]), "score": _cent(one, words)} for one in mine
        ],
        "left": [
            line if len(mine) == 1 else f"{one['name']}: {line}"
            for one in mine
            for line in _left(one["assignments"], threshold, words)
        ],
        **_numbers(works),
        "assigned": counted(len(works), "").strip(),
    }


def _of_unit(one: Plain, words: Words) -> dict[str, object]:
    works: Sequence[Plain] = one["assignments"]
    return {
        "unit": one["name"],
        "unit_upper": one["name"].upper(),
        "score": _cent(one, words),
        "own_plan": _plan(one, words),
        "domain_count": counted(len(one["scores_by_domain"]), "").strip(),
        "domains": [
            {"name": name, "score": f"{words.decimal(score)}%", **_numbers(_in(works, name))}
            for name, score in one["scores_by_domain"].items()
        ],
        "entries": [_row(work, words) for work in works],
    }


def _in(works: Iterable[Plain], domain: str) -> list[Plain]:
    return [work for work in works if " ".join(work["domain"].split()) == domain]


def _cent(one: Plain, words: Words) -> str:
    return f"{words.decimal(one['score'])}%"


def _numbers(works: Sequence[Plain]) -> dict[str, object]:
    return {
        "assigned": len(works),
        "described": sum(work["found"] == "scored" for work in works),
        "published": sum(work["found"] == "scored" and work["published"] is True for work in works),
        "finished": sum(work["finished"] is not None for work in works),
        "in_time": sum((work["days_early"] or 0) > 0 for work in works),
    }


def _plan(one: Plain, words: Words) -> str:
    """Number and date of the unit's own plan, where its evidence has them."""
    for criterion in one["criteria"]:
        for need in criterion["evidence"]:
            if need["need"] == "plan" and need["met"] == "met":
                found = need["evidence"]
                day = words.day(date.fromisoformat(found["on"]))
                return f"số {found['document']} ngày {day}"
    return ""


def _row(work: Plain, words: Words) -> dict[str, str]:
    published = {True: "đã", False: "chưa", None: "chưa rõ"}[work["published"]]
    return {
        "entry": work["entry"],
        "domain": work["domain"],
        "due": words.day(date.fromisoformat(work["due"])),
        "finished": words.day(date.fromisoformat(work["finished"])) if work["finished"] else "chưa",
        "published": published if work["found"] == "scored" else "–",
        "score": f"{words.decimal(work['score'])}%",
    }


def _left(works: Sequence[Plain], threshold: Fraction, words: Words) -> Iterator[str]:
    kinds = {
        "missing": [work for work in works if work["found"] == "missing"],
        "unreadable": [work for work in works if work["found"] in ("unreadable", "refused")],
        "unpublished": [work for work in works if work["found"] == "scored" and work["published"] is False],
        "unsaid": [work for work in works if work["found"] == "scored" and work["published"] is None],
        "unfinished": [work for work in works if work["finished"] is None],
        "below": [
            work for work in works if work["published"] and work["found"] == "scored" and _below(work, threshold)
        ],
    }
    for key, found in kinds.items():
        if found:
            yield f"{words.ui(f'awards.page.left.{key}')} {', '.join(work['entry'] for work in found)}"


def _below(work: Plain, threshold: Fraction) -> bool:
    return 100 * Fraction(work["earned"]) < threshold * Fraction(work["possible"])
