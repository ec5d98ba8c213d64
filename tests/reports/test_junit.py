"""JUnit XML as a program that consumes it sees it."""

from dataclasses import replace
from fractions import Fraction

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from report_cases import ENTRIES, MIXED, a_job, an_entry, written

from catalog_runs import AS_OF, EXAMPLE
from catalog_validator import check, render
from catalog_validator.model.report import Job


def suites(text: str | bytes) -> list[TestSuite]:
    made = JUnitXml.fromstring(text if isinstance(text, bytes) else text.encode())
    found = list(made)
    assert (made.tests, made.failures, made.errors, made.skipped) == tuple(
        sum(getattr(suite, name) for suite in found) for name in ("tests", "failures", "errors", "skipped")
    )
    for suite in found:
        kinds = [type(result) for case in suite for result in case.result]
        assert suite.tests == len(list(suite))
        assert (suite.failures, suite.errors) == (kinds.count(Failure), kinds.count(Error))
    return found


def cases(job: Job) -> dict[str, TestCase]:
    return {case.name: case for suite in suites(written("junit", job)) for case in suite}


def test_a_suite_for_each_source_and_a_case_for_each_entry() -> None:
    report = check(EXAMPLE / "catalog.json", EXAMPLE / "catalog.csv", as_of=AS_OF)
    found = suites(render(report, "junit", lang="en"))
    assert [suite.tests for suite in found] == [
        20,
        20,
        len({one.position.source for one in report.problems if one.position}),
    ]
    failed = [case.name for suite in found[:1] for case in suite if not case.is_passed]
    expected = [one for one in report.entries[:20] if not one.passed]
    assert len(failed) == len(expected) == 5
    assert any("Cơ sở dữ liệu" in name for name in failed)


def test_what_became_of_an_entry() -> None:
    draft = an_entry("NHÁP", None, Fraction(1), source="z.json")
    entries = [replace(entry, published=True) for entry in ENTRIES]
    job = a_job((*entries, draft), lang="en")
    found = cases(replace(job, run=replace(job.run, published_only=True)))
    kinds = {name.split(" ")[0]: [type(one) for one in case.result] for name, case in found.items()}
    assert kinds["CSDL-01"] == kinds["CSDL-02"] == kinds["/entries/3"] == [Failure]
    assert kinds["/entries/4"] == [Error]
    assert kinds["NHÁP"] == [Skipped]
    assert kinds["Cơ"] == []


def test_a_failure_says_where_and_what_to_do() -> None:
    (failure,) = cases(a_job((MIXED,), lang="en"))[f"{MIXED.id} · {MIXED.title}"].result
    assert failure.text is not None
    lines = failure.text.splitlines()
    assert len(lines) == len(MIXED.findings)
    assert lines[0].startswith("catalog.json:12:16 error[CV103]")


def test_sources_that_come_again_are_suites_of_their_own() -> None:
    entries = [replace(MIXED, id=f"E{number}", source=source) for number, source in enumerate("aba")]
    assert [suite.name for suite in suites(written("junit", a_job(entries)))[:3]] == ["a", "b", "a"]
