"""Conversions as a library does them: the example in every form, what is left out, what is listed and where."""

import json
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from round_trips import NATIVE

from catalog_runs import AS_OF, EXAMPLE, FULL, SMALL, SYNTAXES, meaning, write
from catalog_validator import (
    Conversion,
    Limits,
    OptionError,
    Options,
    PathError,
    check,
    convert,
    load_profile,
)
from catalog_validator.model.report import Look
from catalog_validator.model.words import LANGS, Lang
from catalog_validator.reports.conversion import render_conversion

Golden = Callable[[str, str], None]

SECRET = {**FULL, "secret": "có", "name": "TÊN-MẬT", "code": "MÃ-MẬT"}


def small(source: Path, target: Path | BytesIO, **more: object) -> Conversion:
    return convert(source, target=target, profile=load_profile(SMALL), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("syntax", "form"), list(product(SYNTAXES, NATIVE)))
def test_the_example_means_the_same_in_every_form(tmp_path: Path, syntax: str, form: str) -> None:
    target = tmp_path / f"catalog.{form}"
    done = convert(EXAMPLE / f"catalog.{syntax}", target=target)
    assert (done.read, done.written, done.refused, done.losses) == (20, 19, 1, ())
    wanted = [entry for entry in check(EXAMPLE / f"catalog.{form}", as_of=AS_OF).entries if entry.status == "scored"]
    found = check(target, as_of=AS_OF).entries
    assert list(map(meaning, found)) == list(map(meaning, wanted))


@pytest.mark.parametrize("form", NATIVE)
def test_nothing_of_a_secret_or_broken_entry_is_written_or_shown(tmp_path: Path, form: str) -> None:
    source = tmp_path / "in.ndjson"
    broken = '{"name": "TÊN-HỎNG", "code": '
    source.write_text("\n".join([json.dumps(FULL), json.dumps(SECRET), broken]), encoding="utf-8")
    target = tmp_path / f"out.{form}"
    done = small(source, target)
    assert (done.read, done.written, done.refused, done.unreadable, done.complete) == (3, 1, 1, 1, False)
    places = {(finding.code, finding.position.line) for finding in done.findings if finding.position}
    assert {("CV309", 2), ("CV003", 3)} <= places
    shown = "".join(render_conversion(done, lang, Look()) for lang in LANGS)
    if form != "xlsx":
        shown += target.read_text(encoding="utf-8")
    else:
        assert [entry.id for entry in check(target, profile=load_profile(SMALL)).entries] == ["A-1"]
    assert not any(word in shown for word in ("TÊN-MẬT", "MÃ-MẬT", "TÊN-HỎNG"))


def test_what_a_reader_does_not_know_is_listed(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [{**FULL, "strange": "gì đó", "items": [{"name": "a", "lạ": 1}]}])
    done = small(source, tmp_path / "out.csv")
    assert [(finding.code, finding.path) for finding in done.findings] == [("CV501", ("strange",))]
    (loss,) = done.losses
    assert (loss.reason, loss.path, loss.entry, loss.facts) == ("member", ("items", 0, "lạ"), "A-1", {"value": "lạ"})
    assert loss.position is not None
    assert loss.position.line == source.read_text(encoding="utf-8").splitlines().index('        "lạ": 1') + 1
    assert not done.complete


def test_a_value_that_a_table_would_change_is_listed(tmp_path: Path) -> None:
    entries = [FULL, {**FULL, "code": "A-2", "formats": ["CSV; JSON", "XML"]}]
    done = small(write(tmp_path / "in.json", entries), tmp_path / "out.csv")
    (loss,) = done.losses
    assert (loss.ordinal, loss.entry, loss.path, loss.reason) == (1, "A-2", ("formats",), "reads-otherwise")
    assert small(tmp_path / "in.json", tmp_path / "out.xml").complete


def test_an_entry_that_a_table_would_pass_over_is_listed(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [{"name": "Tổng cộng"}, FULL, {}])
    done = small(source, tmp_path / "out.xlsx")
    assert [(loss.ordinal, loss.reason) for loss in done.losses] == [(0, "not-read"), (2, "not-read")]
    assert (done.read, done.written, done.dropped) == (3, 1, 2)
    assert small(source, tmp_path / "out.xml").complete


def test_losses_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [{**FULL, "code": f"A-{n}", "name": ["x"]} for n in range(5)])
    done = small(source, tmp_path / "out.csv", options=Options(limits=Limits(kept_problems=2)))
    assert (len(done.losses), done.more, done.complete) == (2, 3, False)


def test_several_sources_are_one_catalog(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.json", [FULL]), write(tmp_path / "b.ndjson", [{**FULL, "code": "A-2"}])
    target = BytesIO()
    done = convert(first, second, target=target, form="ndjson", profile=load_profile(SMALL))
    assert done.complete
    assert [json.loads(line)["code"] for line in target.getvalue().splitlines()] == ["A-1", "A-2"]


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    packed = tmp_path / "in.zip"
    with ZipFile(packed, "w") as archive:
        archive.writestr("a/1.json", json.dumps([FULL]))
        archive.writestr("b.ndjson", json.dumps({**FULL, "code": "A-2"}))
    done = small(packed, tmp_path / "out.xlsx")
    assert (done.written, done.complete) == (2, True)


def test_a_source_that_breaks_off_is_a_loss(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [FULL])
    source.write_bytes(source.read_bytes()[:-4])
    done = small(source, tmp_path / "out.json")
    assert (done.broken, done.complete) == (1, False)


def test_where_nothing_can_be_written_no_file_appears(tmp_path: Path) -> None:
    for name, text in (("foreign.json", '{"a": 1}'), ("empty.json", "[]"), ("secret.json", json.dumps([SECRET]))):
        source, target = tmp_path / name, BytesIO()
        source.write_text(text, encoding="utf-8")
        done = small(source, tmp_path / "out.json")
        small(source, target, form="json")
        assert not done.complete
        assert "Nothing is written" in render_conversion(done, "en", Look())
        assert not (tmp_path / "out.json").exists()
        assert target.getvalue() == b""


def test_fields_stand_in_the_order_of_the_profile(tmp_path: Path) -> None:
    contact = {"phone": "0212 3 852 001", "name": "Phòng Quản lý"}
    done = BytesIO()
    small(write(tmp_path / "in.json", [{**dict(reversed(FULL.items())), "contact": contact}]), done, form="json")
    (entry,) = json.loads(done.getvalue())["entries"]
    assert list(entry) == [field.id for field in load_profile(SMALL).fields if field.id in FULL]
    assert list(entry["contact"]) == ["name", "phone"]


def test_records_of_entries_without_a_name_of_their_own_stand_in_a_cell(tmp_path: Path) -> None:
    twins = [{**FULL, "items": [{"name": f"{n}", "description": "Mô tả"}]} for n in range(2)]
    source = write(tmp_path / "in.json", [*twins, {**FULL, "code": "B", "name": "Riêng"}])
    target = tmp_path / "out.xlsx"
    assert small(source, target).complete
    found = check(target, profile=load_profile(SMALL), as_of=AS_OF)
    assert [entry.earned for entry in found.entries] == [
        entry.earned for entry in check(source, profile=load_profile(SMALL), as_of=AS_OF).entries
    ]


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "in.json", [FULL])
    for target, form, slug in ((tmp_path / "out", None, "form-untold"), (tmp_path / "out.json", "doc", "form-unknown")):
        with pytest.raises(OptionError) as told:
            convert(source, target=target, form=form, profile=load_profile(SMALL))
        assert told.value.slug == slug
    with pytest.raises(OptionError):
        small(source, BytesIO())
    with pytest.raises(PathError) as path:
        convert(tmp_path, target=source, profile=load_profile(SMALL))
    assert path.value.reasons == ((str(source), "exists"),)
    write(tmp_path / "other.json", [FULL])
    with pytest.raises(PathError) as path:
        convert(tmp_path, target=source, profile=load_profile(SMALL), force=True)
    assert path.value.reasons == ((str(source), "is-source"),)


@pytest.mark.parametrize("lang", LANGS)
def test_golden_report_of_a_conversion(golden: Golden, tmp_path: Path, lang: Lang) -> None:
    entries = [
        {**FULL, "address": "a\x01b", "strange": 1},
        SECRET,
        {**FULL, "code": "A-3", "items": [{"name": "a", "lạ lùng": 1}], "name": ["x"], "formats": [["y"]]},
    ]
    done = small(write(tmp_path / "in.json", entries), tmp_path / "out.xml")
    golden(f"report.{lang}.txt", render_conversion(done, lang, Look()).replace(str(tmp_path), "data"))
    assert render_conversion(done, lang, Look(max_findings=1)).count("✗") == 1


def test_every_reason_has_its_sentence(tmp_path: Path) -> None:
    from catalog_validator.reports.templates import load_messages

    keys = {key.rpartition(".")[2] for key in load_messages("vi", "convert") if ".loss." in key}
    assert {"characters", "too-long", "shape", "member", "number", "rows", "reads-otherwise", "not-read"} <= keys
