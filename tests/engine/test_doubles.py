"""Descriptions given twice: named up to a limit, counted without one."""

import json
from pathlib import Path

from catalog_validator import Limits, Options, check, count


def test_what_is_not_named_is_counted(tmp_path: Path) -> None:
    entries = [{"db_name": f"Cơ sở dữ liệu số {number} của tỉnh"} for number in range(30)] * 2
    (tmp_path / "a.json").write_text(json.dumps(entries), encoding="utf-8")
    whole = check(tmp_path / "a.json", select=("CV308", "CV910"))
    few = Options(limits=Limits(kept_problems=5), select=("CV308", "CV910"))
    for report in (check(tmp_path / "a.json", options=few), count(tmp_path / "a.json", options=few)):
        assert [finding.code for finding in report.problems].count("CV308") == 5
        assert report.summary.total.warnings == whole.summary.total.warnings == 30
        assert [finding.facts["count"] for finding in report.problems if finding.code == "CV910"] == [25]
