"""Small campaigns, registers and catalogs for the tests of nominations, and strategies that make them."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from catalog_validator import EntryResult, Finding, Severity, Status
from catalog_validator.awards.build import load_campaign
from catalog_validator.awards.measure import Catalog, folded
from catalog_validator.awards.model import Act, Assignment, Person, PreviousAward, Register, Unit
from catalog_validator.awards.nominate import Candidate, nominate

CAMPAIGN = load_campaign("sonla-2026")
DUE = date(2026, 4, 25)
FULL = Fraction(32)
DECISION = Act("", date(2026, 2, 12), "515/QĐ-UBND")
ATTESTED = Act("Trưởng phòng", date(2026, 4, 28))
PLAN = Act("", date(2026, 3, 10), "12/KH")


def entry(name: str, earned: int = 24, possible: int = 24, **more: object) -> EntryResult:
    """A scored entry that says it is promulgated."""
    result = EntryResult(name, name, "c.json", "/0", Status.SCORED, Fraction(earned), Fraction(possible), True)
    return replace(result, **{"published": True, **more})  # type: ignore[arg-type]


def error(code: str) -> Finding:
    return Finding(code, Severity.ERROR, ("purpose",), {})


def catalog(*entries: EntryResult) -> Catalog:
    found: dict[str, tuple[EntryResult, ...]] = {}
    for one in entries:
        found[folded(one.id)] = (*found.get(folded(one.id), ()), one)
    return Catalog(found, FULL, {})


def unit(name: str = "a", **more: object) -> Unit:
    made = Unit(name, f"Phòng {name}", PLAN, True, "clear")
    return replace(made, **more)  # type: ignore[arg-type]


def person(name: str = "p", **more: object) -> Person:
    made = Person(name, f"Cán bộ {name}", "a", "", "unknown", True, "clear", ATTESTED, ATTESTED)
    return replace(made, **more)  # type: ignore[arg-type]


def work(name: str, of: str = "a", **more: object) -> Assignment:
    made = Assignment(name, of, "science", DUE, None, date(2026, 4, 20))
    return replace(made, **more)  # type: ignore[arg-type]


def decide(register: Register, found: Catalog, **changes: object) -> dict[str, Candidate]:
    """Candidates by id."""
    campaign = replace(CAMPAIGN, **changes)  # type: ignore[arg-type]
    return {one.id: one for one in nominate(campaign, register, found)}


_SCORES = st.sampled_from([24, 24, 20, 19, 12, 0])
_SHARES = st.sampled_from([None, Fraction(40), Fraction(70), Fraction(100)])
_CONDUCT = st.sampled_from(["clear", "clear", "clear", "clear", "pending", "unknown"])
_PREVIOUS = st.sampled_from(
    [(), (), (), (PreviousAward("1/QĐ", "sonla-2026"),), (PreviousAward("2/QĐ", "", date(2025, 12, 31)),)]
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Register, Catalog]:
    """Up to seven units with up to three entries each, and a person for each unit; many alike, so that ties are met."""
    units, people, assignments, entries = [], [], [], []
    for index in range(draw(st.integers(1, 7))):
        name = f"u{index}"
        conduct, previous = draw(_CONDUCT), draw(_PREVIOUS)
        plan = draw(st.sampled_from([PLAN, PLAN, PLAN, None]))
        units.append(unit(name, plan=plan, conduct=conduct, women_share=draw(_SHARES), previous_awards=previous))
        gender = draw(st.sampled_from(["female", "male", "unknown"]))
        people.append(person(f"p{index}", unit=name, gender=gender, conduct=draw(_CONDUCT)))
        for number in range(draw(st.integers(1, 3))):
            key = f"e{index}-{number}"
            finished = draw(st.sampled_from([DUE - timedelta(5), DUE - timedelta(5), DUE - timedelta(1), DUE, None]))
            stated = draw(st.sampled_from([None, None, DECISION]))
            assignments.append(work(key, name, person=f"p{index}", finished=finished, published=stated))
            codes = draw(st.sampled_from([(), (), ("CV101",), ("CV205",)]))
            if draw(st.integers(0, 9)):
                published = draw(st.sampled_from([True, True, True, False, None]))
                found = tuple(map(error, codes))
                entries.append(entry(key, draw(_SCORES), published=published, findings=found))
    return Register(tuple(units), tuple(people), tuple(assignments)), catalog(*entries)
