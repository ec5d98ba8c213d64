"""Every way a run can end, by its exit code."""

import os
from pathlib import Path

import pytest

from catalog_runs import EXAMPLE, FULL, SMALL, catval, check_small, write

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def test_passing_catalog(tmp_path: Path) -> None:
    ended = catval(*check_small(write(tmp_path / "a.json", [FULL])))
    assert (ended.code, ended.err) == (0, "")


def test_failing_catalog() -> None:
    assert catval("check", EXAMPLE / "catalog.xlsx", "--as-of=2026-04-30").code == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("truncated.json", b'[{"name": "H\xe1\xbb\x93 s\xc6\xa1'),
        ("image.xlsx", PNG),
        ("empty.json", b"[]"),
        ("nothing.csv", b""),
        ("not-utf8.yaml", b"- name: caf\xe9\n"),
        ("what.odt", b"PK\x05\x06"),
    ],
)
def test_what_is_wrong_in_a_source_fails_the_gate(
    tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    ended = catval(*check_small(name))
    assert (ended.code, ended.err) == (1, "")
    assert name in ended.out


def test_one_unreadable_source_among_good_ones(tmp_path: Path) -> None:
    write(tmp_path / "good.json", [FULL])
    (tmp_path / "image.xlsx").write_bytes(PNG)
    ended = catval(*check_small(tmp_path, format="json"))
    assert ended.code == 1
    assert ended.json["summary"]["passed"] == 1
    assert ended.json["verdict"]["reasons"] == ["unreadable-source"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.json"), "nowhere.json"),
        (("check", "nowhere.json", "nor-here.csv"), "nor-here.csv"),
        (("check",), "PATH"),
        (("check", "/dev/null"), "/dev/null"),
        (("check", "a\0b.json"), "NUL"),
        (("check", ".", "--profil=x"), "--profile"),
        (("check", ".", "--min-score=eighty"), "eighty"),
        (("check", ".", "--min-score=101"), "101"),
        (("check", ".", "--min-score=1/0"), "1/0"),
        (("check", ".", "--as-of=30/04/2026"), "30/04/2026"),
        (("check", ".", "--as-of=2026-02-30"), "2026-02-30"),
        (("check", ".", "--as-of=20260430"), "20260430"),
        (("check", ".", "--select=CV1,CX9"), "CX9"),
        (("check", ".", "--limit=rowss=5"), "rows"),
        (("check", ".", "--limit=rows=-5"), "-5"),
        (("check", ".", "--max-findings=few"), "few"),
        (("check", ".", "--gate=unit"), "unit"),
        (("check", ".", "--format=pdf"), "pdf"),
        (("check", ".", "--profile=nobody"), "nobody"),
        (("check", ".", "--group-by=colour"), "colour"),
        (("check", ".", "--group-by=data_items"), "data_items"),
        (("chekc",), "chekc"),
        (("explain", "CV999"), "CV999"),
        (("profile", "lint", "nowhere.yaml"), "nowhere.yaml"),
        (("profile", "show", "nobody"), "nobody"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_could_not_run(
    arguments: tuple[str, ...], said: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATVAL_LANG", lang)
    write(tmp_path / "a.json", [FULL])
    ended = catval(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("name", ["folder", "folder with nothing to read"])
def test_empty_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    if "nothing" in name:
        (tmp_path / name / "letter.docx").write_bytes(b"")
    ended = catval(*check_small(tmp_path / name))
    assert (ended.code, ended.out) == (2, "")
    assert name in ended.err


def test_every_mistake_of_a_profile_at_its_place(tmp_path: Path) -> None:
    broken = SMALL.read_text(encoding="utf-8")
    broken = broken.replace('threshold: "80"', 'threshold: "800"').replace("type: url", "type: link")
    path = tmp_path / "broken.yaml"
    path.write_text(broken.replace("gate: true", "gates: true"), encoding="utf-8")
    lines = broken.splitlines()
    ended = catval("check", write(tmp_path / "a.json", [FULL]), "--profile", path, "--lang=en")
    assert (ended.code, ended.out) == (2, "")
    for mistake in ('threshold: "800"', "    type: link", "    gate: true"):
        assert f"broken.yaml:{lines.index(mistake) + 1}:" in ended.err
    assert catval("profile", "lint", path, "--lang=en").code == 2


def test_a_profile_that_is_a_catalog_is_refused() -> None:
    assert catval("check", EXAMPLE / "catalog.json", "--profile", EXAMPLE / "catalog.yaml").code == 2


def test_a_defect_of_ours_names_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one mock here: no input is known that would bring this about."""

    def broken(*_: object) -> object:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("catalog_validator.api.session.score_sheet", broken)
    path = write(tmp_path / "a.json", [FULL])
    for lang, words in (("en", "a defect of catval"), ("vi", "lỗi của catval")):
        ended = catval("check", path, f"--profile={SMALL}", f"--lang={lang}")
        assert ended.code == 3
        assert words in ended.err
        assert f"{path.as_posix()}#/0" in ended.err
        assert "a mistake of ours (test_exit_codes.py:" in ended.err
        assert "Traceback" not in ended.err


def test_good_runs_of_the_other_commands(tmp_path: Path) -> None:
    for arguments in (
        ("profile", "list"),
        ("profile", "show"),
        ("profile", "show", SMALL),
        ("profile", "lint", SMALL),
        ("explain", "CV103"),
        ("explain", "purpose"),
        ("explain", "name", f"--profile={SMALL}"),
        ("--version",),
        ("--help",),
        ("check", "--help"),
    ):
        ended = catval(*arguments)
        assert (ended.code, ended.err) == (0, ""), arguments
        assert ended.out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", [FULL])
    path.chmod(0)
    assert catval(*check_small(path)).code == 2
