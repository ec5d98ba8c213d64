"""From a record of nominations to what the templates say; the record and the campaign's words are all there is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog_validator import Words
from catalog_validator.awards.model import Campaign, Kind
from catalog_validator.awards.papers.blanks import Blanks
from catalog_validator.awards.papers.words_vi import both, counted, grounds
from catalog_validator.awards.text import change_text

NOUNS: Mapping[Kind, str] = {"collective": "tập thể", "individual": "cá nhân"}
Plain = Mapping[str, Any]


def nominees(record: Plain, kind: Kind) -> list[dict[str, str]]:
    """The rows of the list: everybody who is nominated, in the order of their rank."""
    words = Words("vi")
    return [
        {
            "id": one["id"],
            "name": one["name"],
            "unit": "" if kind == "collective" else one["unit"],
            "score": f"{words.decimal(one['score'])}%",
            "rank": str(one["rank"]),
        }
        for one in candidates(record, kind)
        if one["outcome"] == "nominated"
    ]


def candidates(record: Plain, kind: Kind) -> list[Plain]:
    """The record's candidates of one kind."""
    return [one for one in record["candidates"] if one["kind"] == kind]


def common(record: Plain, campaign: Campaign, digest: str, blank: Blanks) -> dict[str, object]:
    """What every paper may say."""
    words = Words("vi")
    units, people = nominees(record, "collective"), nominees(record, "individual")
    tied = [one for one in record["candidates"] if one["outcome"] == "tied_at_quota"]
    parts = [counted(len(rows), noun) for rows, noun in ((units, "tập thể"), (people, "cá nhân")) if rows]
    return {
        "blank": blank,
        "parent": campaign.organiser.vi.upper() if campaign.organiser else blank.later("Cơ quan tổ chức đợt thi đua"),
        "issuer": "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
        "issuer_name": "Hội đồng Thi đua - Khen thưởng",
        "symbol": "HĐTĐKT",
        "place": campaign.place or blank.later("Địa danh", 10),
        "year": date.fromisoformat(record["as_of"]).year,
        "addressee": campaign.addressee or blank.later("Người có thẩm quyền khen thưởng"),
        "drive": campaign.title.vi,
        "award": campaign.award_form.vi,
        "grounds": grounds([citation.text for citation in campaign.legal_basis]),
        "units": units,
        "people": people,
        "counted": both(parts) if parts else "không có tập thể, cá nhân nào",
        "reports": f"{len(units) + len(people):02}",
        "undecided": both([f"{one['name']} ({one['unit']})" for one in tied]) if tied else "",
        "as_of": words.day(date.fromisoformat(record["as_of"])),
        "reading": words.ui(f"awards.reading.{record['reading']}"),
        "accuracy": words.ui(f"awards.accuracy.{record['accuracy']}"),
        "threshold_collective": words.decimal(record["threshold"]["collective"]),
        "threshold_individual": words.decimal(record["threshold"]["individual"]),
        "late": record["dossier"]["late"],
        "last_day": words.day(date.fromisoformat(record["dossier"]["last_day"])),
        "dependent": [_dependent(one, words) for one in record["candidates"] if one["changes_under"]],
        "digest": digest,
    }


def _dependent(one: Plain, words: Words) -> str:
    """Whose outcome would be another one, and under which reading."""
    changes = "; ".join(change_text(change, words).replace(" %", "%") for change in one["changes_under"])
    home = "" if one["kind"] == "collective" else f" ({one['unit']})"
    return f"{one['name']}{home}: {words.ui('awards.outcome.' + one['outcome'])}; {changes}"


def of_nominee(record: Plain, campaign: Campaign, one: Plain, shared: Mapping[str, object]) -> dict[str, object]:
    """What the report of one nominee says."""
    words = Words("vi")
    person = one["kind"] == "individual"
    texts = {criterion.id: criterion.text.vi for criterion in campaign.criteria}
    early = f", hoàn thành trước hạn ít nhất {one['earliness']} ngày" if (one["earliness"] or 0) > 0 else ""
    return {
        **shared,
        "unit_upper": one["unit"].upper(),
        "unit": one["unit"],
        "name": one["name"],
        "person": person,
        "kind": NOUNS[one["kind"]],
        "signer": "NGƯỜI BÁO CÁO" if person else "THỦ TRƯỞNG ĐƠN VỊ",
        "score": f"{words.decimal(one['score'])}%",
        "early": early,
        "entries_words": counted(one["entries"], "").strip(),
        "criteria": [
            {"text": texts.get(item["id"], item["id"]), "evidence": _evidence(item, words)} for item in one["criteria"]
        ],
        "entries": _entries(one, words),
    }


def _evidence(criterion: Plain, words: Words) -> str:
    return "; ".join(_need(need, words) for need in criterion["evidence"])


def _need(need: Plain, words: Words) -> str:
    found = need["evidence"]
    if need["need"] in ("plan", "attested", "recognised"):
        day = words.day(date.fromisoformat(found["on"])) if found.get("on") else ""
        facts = {"document": found.get("document", ""), "by": found.get("by", ""), "on": day}
        return f"{words.ui('awards.need.' + need['need'])} ({words.ui('awards.evidence.act', **facts).strip()})"
    if need["need"] == "described":
        scores = (f"{domain} {score}%" if domain != "*" else f"{score}%" for domain, score in found["scores"].items())
        return f"{words.ui('awards.need.described')} ({words.decimal('; '.join(scores))})"
    if need["need"] == "in_time":
        return f"{words.ui('awards.need.in_time')} ({found['entries']} cơ sở dữ liệu)"
    return f"{words.ui('awards.need.accurate')} ({found['errors']} lỗi)"


def _entries(one: Plain, words: Words) -> list[dict[str, str]]:
    """Each assigned entry once, with its score and how early it was finished."""
    return [
        {
            "entry": item["entry"],
            "domain": item["domain"],
            "score": f"{words.decimal(item['score'])}%",
            "early": "" if item["days_early"] is None else f"{item['days_early']} ngày",
        }
        for item in one["assignments"]
    ]
