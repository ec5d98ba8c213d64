"""What is shown of a record that could not be read, and that may be secret."""

import json
from pathlib import Path

import pytest

from catalog_validator import check, render

WORD = "TUYETMAT"
FILES = {
    "token.json": '[{"state_secret": true, TUYETMAT: 1}]',
    "token.ndjson": '{"state_secret": true, "db_name": TUYETMAT}\n',
    "quote.csv": 'db_name,state_secret\n"TUYETMAT ""a,có\n',
    "anchor.yaml": "- state_secret: có\n  db_name: &TUYETMAT x\n",
    "alias.yaml": "- state_secret: có\n  db_name: *TUYETMAT\n",
    "tag.yaml": "- state_secret: có\n  db_name: !TUYETMAT x\n",
    "reference.xml": "<catalog><entry><state_secret>có</state_secret><db_name>&TUYETMAT;</db_name></entry></catalog>",
    "percent.yaml": "- state_secret: có\n  purpose: %TUYETMAT\n",
}


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_a_record_that_cannot_be_read_is_shown(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    report = check(tmp_path / name)
    assert not report.passed
    for form in ("text", "json", "jsonl"):
        assert WORD not in render(report, form)


def test_a_second_list_of_entries_fails_the_run(tmp_path: Path) -> None:
    one = {"db_name": "Cơ sở dữ liệu một"}
    (tmp_path / "a.json").write_text(f'{{"entries": [{json.dumps(one)}], "entries": []}}', encoding="utf-8")
    (tmp_path / "a.yaml").write_text("entries:\n- db_name: a\nentries:\n- db_name: b\n", encoding="utf-8")
    for name in ("a.json", "a.yaml"):
        report = check(tmp_path / name)
        assert "unreadable-source" in report.outcome.reasons


def test_a_reference_as_web_pages_have_them_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<catalog><entry><db_name>a&nbsp;b</db_name></entry></catalog>", encoding="utf-8")
    assert "&nbsp;" in render(check(tmp_path / "a.xml"), "text")
