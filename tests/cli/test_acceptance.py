"""Baselines, suppressions, published entries and masked contacts, as they are typed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from catalog_runs import AS_OF, EXAMPLE, FULL, Ended, catval, check_small, write
from catalog_validator import check, count

SCHEMA = json.loads((EXAMPLE.parent.parent / "schemas" / "report.schema.json").read_text("utf-8"))
SECOND = FULL | {"code": "A-2", "name": "Hồ sơ thứ hai của Sở"}
LACKING = {name: value for name, value in SECOND.items() if name not in ("contact", "items", "address")}
HEAD = '{"schema": "catval-baseline/1", "findings": '


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog with a good and a bad entry, in the folder of the run."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.json", [FULL, LACKING])
    return Path("a.json")


def run(*more: str) -> Ended:
    return catval(*check_small("a.json"), *more)


def whole(*more: str) -> Any:
    """The JSON report, which fits its schema."""
    made = run("--format=json", *more).json
    Draft202012Validator(SCHEMA).validate(made)
    return made


def write_baseline(*more: str) -> str:
    run("--write-baseline=base.json", *more)
    return Path("base.json").read_text("utf-8")


def codes(report: Any) -> list[str]:
    return sorted(problem["code"] for problem in report["problems"] if problem["code"].startswith("CV7"))


def suppress(*lines: str) -> str:
    Path("let.yaml").write_text("suppressions:\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    return "--suppress=let.yaml"


def test_what_stands_in_the_baseline_fails_nothing(catalog: Path) -> None:
    assert run().code == 1
    text = write_baseline()
    assert len(text.splitlines()) == 7 + text.count('"fingerprint"')
    made = whole("--baseline=base.json")
    assert (made["verdict"]["passed"], made["verdict"]["baseline"]) == (True, True)
    assert made["verdict"]["accepted"] == made["summary"]["findings"]["error"]
    assert {finding["accepted"]["by"] for entry in made["entries"] for finding in entry["findings"]} == {"baseline"}


def test_no_score_changes_by_what_is_accepted(catalog: Path) -> None:
    plain = whole()
    write_baseline()
    for more in (["--baseline=base.json"], [suppress("- {code: CV1, reason: x}")]):
        accepted = whole(*more)
        assert accepted["summary"] == plain["summary"] or codes(accepted)
        assert [entry["earned"] for entry in accepted["entries"]] == [entry["earned"] for entry in plain["entries"]]
        assert [entry["passed"] for entry in accepted["entries"]] == [entry["passed"] for entry in plain["entries"]]


def test_a_new_error_fails_whatever_the_score(catalog: Path) -> None:
    write_baseline()
    write(catalog, [FULL | {"updated": "hôm qua"}, LACKING])
    made = whole("--baseline=base.json")
    assert made["verdict"]["reasons"] == ["new-finding"]
    assert made["entries"][0]["passed"]
    assert "accepted" not in made["entries"][0]["findings"][0]
    assert run("--baseline=base.json", "--fail-on=never").code == 0
    assert run("--baseline=base.json", "--quiet").code == 1


def test_a_repair_is_said_until_the_baseline_is_written_anew(catalog: Path) -> None:
    before = write_baseline()
    write(catalog, [FULL, SECOND])
    made = whole("--baseline=base.json")
    assert codes(made) == ["CV701"] * before.count('"fingerprint"')
    line = made["problems"][0]["position"]["line"]
    assert '"A-2"' in before.splitlines()[line - 1]
    assert run("--baseline=base.json").code == 0
    write_baseline("--baseline=base.json")
    assert codes(whole("--baseline=base.json")) == []
    assert codes(whole("--baseline=base.json", "--ignore=CV1")) == []


def test_a_part_of_the_catalog_says_nothing_of_the_rest(catalog: Path) -> None:
    write(Path("b.json"), [LACKING | {"code": "B-1", "name": "Hồ sơ của đơn vị khác"}, LACKING])
    catval(*check_small("a.json", "b.json"), "--write-baseline=base.json")
    assert codes(whole("--baseline=base.json")) == []


def test_a_new_secret_fails_and_an_old_one_does_not(catalog: Path) -> None:
    secret = FULL | {"secret": "yes", "code": "MẬT-9"}
    write(catalog, [FULL, secret])
    assert "MẬT" not in write_baseline()
    assert run("--baseline=base.json").code == 0
    write(catalog, [FULL, secret, secret])
    assert whole("--baseline=base.json")["verdict"]["reasons"] == ["refused"]
    assert run("--baseline=base.json", suppress("- {code: CV3, reason: x}")).code == 2


def test_a_second_finding_of_the_same_mark_is_new(catalog: Path) -> None:
    write_baseline()
    write(catalog, [FULL, LACKING, LACKING])
    assert "new-finding" in whole("--baseline=base.json", "--ignore=CV3")["verdict"]["reasons"]


def test_a_source_that_cannot_be_read_is_never_accepted(catalog: Path) -> None:
    Path("a.json").write_text("[", encoding="utf-8")
    write_baseline()
    assert (
        "unreadable-source" in whole("--baseline=base.json")["verdict"]["reasons"]
        or run("--baseline=base.json").code == 1
    )


BROKEN = (
    "",
    "{",
    "[]",
    '{"schema": "catval-baseline/1"}',
    HEAD + '[{"fingerprint": 1}]}',
    HEAD + '[{"fingerprint": "a", "count": 0}]}',
    HEAD + "[7]}",
    "[" * 100_000,
)


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_baseline_ends_the_run(catalog: Path, text: str) -> None:
    Path("base.json").write_text(text, encoding="utf-8")
    ended = run("--baseline=base.json")
    assert (ended.code, ended.out) == (2, "")
    assert "base.json:1" in ended.err
    assert run("--baseline=nowhere.json").code == 2


def test_a_suppression_is_shown_with_its_reason_and_holds_for_fail_on(catalog: Path) -> None:
    reason = "Đơn vị đang chờ văn bản của Bộ"
    write(catalog, [FULL | {"updated": "hôm qua"}])
    assert run("--fail-on=error").code == 1
    option = suppress(f"- code: CV205\n    entry: A-1\n    field: updated\n    source: a.json\n    reason: {reason}")
    for form in ("text", "json", "sarif", "junit", "markdown", "csv"):
        ended = run("--fail-on=error", option, f"--format={form}")
        assert ended.code == 0
        assert reason in ended.out, form
    (result,) = run(option, "--format=sarif").json["runs"][0]["results"]
    assert result["suppressions"][0]["kind"] == "external"


def test_a_suppression_does_not_lift_a_score(catalog: Path) -> None:
    made = whole(suppress("- {code: CV1, reason: x}"))
    assert (made["verdict"]["passed"], made["verdict"]["reasons"]) == (False, ["entry-below"])


OTHERS = ("CV205, entry: A-9", "CV205, field: name", "CV205, source: b.json", "CV206")


@pytest.mark.parametrize("line", [f"- {{code: {other}, reason: x}}" for other in OTHERS])
def test_a_suppression_of_something_else_is_said_to_be_unused(catalog: Path, line: str) -> None:
    write(catalog, [FULL | {"updated": "hôm qua"}])
    made = whole("--fail-on=error", suppress(line))
    assert codes(made) == ["CV702"]
    assert made["problems"][0]["position"]["line"] == 2
    assert not made["verdict"]["passed"]


def test_a_suppression_runs_out(catalog: Path) -> None:
    write(catalog, [FULL | {"updated": "hôm qua"}])
    for until, code, said in ((AS_OF, 0, []), ("2026-04-29", 1, ["CV703"])):
        option = suppress(f"- {{code: CV205, reason: x, until: {until}}}")
        assert run("--fail-on=error", option).code == code
        assert codes(whole(option)) == said


def test_every_mistake_in_a_file_of_suppressions_has_its_place(catalog: Path) -> None:
    option = suppress(
        "- {code: CV205}",
        "- {code: CV999, reason: x}",
        "- {code: CV309, reason: x}",
        "- {code: CV205, reason: ' '}",
        "- {code: CV205, reason: x, untill: 2026-01-01}",
        "- {code: CV205, reason: x, until: 31/12/2026}",
    )
    ended = run(option)
    assert ended.code == 2
    lines = [int(number) for number in re.findall(r"let\.yaml:(\d+):", ended.err)]
    assert lines == [2, 5, 6, 7]
    suppress("- {code: CV999, reason: x}", "- {code: CV309, reason: x}")
    assert [int(number) for number in re.findall(r"let\.yaml:(\d+):", run(option).err)] == [2, 3]
    Path("let.yaml").write_text("rules: {a: b}\n", encoding="utf-8")
    assert "no file of suppressions" in run(option).err


@pytest.mark.parametrize("published", ["có", "không", None])
def test_only_what_is_published_fails(tmp_path: Path, published: str | None) -> None:
    entry = {"db_name": "Cơ sở dữ liệu chợ phiên vùng cao", "managing_agency": "Phòng Kinh tế"}
    path = write(tmp_path / "a.json", [entry | ({"published": published} if published else {})])
    asked = ("check", path, f"--as-of={AS_OF}", "--lang=en")
    assert catval(*asked).code == 1
    ended = catval(*asked, "--published-only", "--format=json")
    assert ended.code == (1 if published == "có" else 0)
    assert len(ended.json["entries"][0]["findings"]) > 10
    assert catval(*asked, "--published-only", "--quiet").code == ended.code


def test_a_secret_fails_published_or_not(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [{"db_name": "x", "state_secret": "có"}])
    assert catval("check", path, f"--as-of={AS_OF}", "--published-only").code == 1


def test_a_profile_that_knows_nothing_of_publication_is_refused(catalog: Path) -> None:
    ended = run("--published-only")
    assert (ended.code, ended.out) == (2, "")
    assert "published" in ended.err


def test_the_library_accepts_in_the_same_way(catalog: Path) -> None:
    write_baseline()
    profile = Path(check_small()[1].removeprefix("--profile="))
    for function in (check, count):
        report = function("a.json", profile=profile, as_of=AS_OF, baseline="base.json")
        assert report.passed
        assert report.outcome.accepted == report.summary.total.errors


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "junit", "gitlab", "markdown", "csv"])
def test_contacts_are_masked_in_a_report_that_is_published(tmp_path: Path, form: str) -> None:
    entry = {
        "db_name": "CSDL của ông A, nguoi.nao@example.vn",
        "purpose": "gọi 0212 3 852 001",
        "contact_point": {"name": "Nguyễn Văn A", "phone": "0212.38520", "email": "khong phai thu"},
    }
    path = write(tmp_path / "a.json", [entry])
    asked = ("check", path, f"--as-of={AS_OF}", f"--format={form}")
    plain, masked = (catval(*asked, *more).out for more in ([], ["--redact"]))
    for private in ("0212.38520", "khong phai thu", "nguoi.nao@example.vn"):
        assert private.replace("@", "&#64;") in plain or private in plain
        assert private not in masked
        assert private.replace("@", "&#64;") not in masked
    assert "•••" in masked
