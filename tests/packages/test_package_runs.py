"""Packages in folders and archives, as a whole run: what is read, what is refused, and that nothing else is opened."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_runs import AS_OF, FULL, ROOT, SMALL, catval
from catalog_validator import Report, check, count
from catalog_validator.model.finding import Finding
from catalog_validator.vocab.datapackage_shapes import TYPES_V1

DATA = ROOT.parent / "shared" / "data"
SCHEMA = {"fields": [{"name": "id", "type": "integer"}, {"name": "ten", "description": "Tên thửa"}]}


def make(root: Path, resources: Sequence[Mapping[str, Any]], files: dict[str, str], **more: object) -> Path:
    """A folder with a package and these files."""
    root.mkdir(parents=True, exist_ok=True)
    package = {"profile": "data-package", "name": "a", "title": "Đất đai", "resources": resources, **more}
    (root / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def zipped(root: Path) -> Path:
    """The folder as an archive beside it."""
    path = root.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            archive.write(file, file.relative_to(root).as_posix())
    return path


def run(*paths: Path, **more: Any) -> Report:
    return check(*paths, as_of=AS_OF, **more)


def told(report: Report) -> list[tuple[str, str, object]]:
    """Code, last step of the source, and reason of each problem, without what is said of every package."""
    return [
        (item.code, source(item).rsplit("/", 1)[-1], item.facts.get("reason"))
        for item in report.problems
        if item.code not in ("CV026", "CV027", "CV621")
    ]


def source(finding: Finding) -> str:
    assert finding.position is not None
    return finding.position.source


@pytest.fixture(params=["folder", "archive"])
def shape(request: pytest.FixtureRequest) -> Callable[[Path], Path]:
    """The same package as a folder and as an archive."""
    return zipped if request.param == "archive" else lambda root: root


def test_a_package_is_one_description_and_its_data_no_catalog(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    resources = [{"name": "thua", "path": "data/thua.csv", "schema": "schemas/thua.json"}]
    files = {"data/thua.csv": "id,ten\n1,a\n", "schemas/thua.json": json.dumps(SCHEMA), "ghi-chu.txt": "x"}
    report = run(shape(make(tmp_path / "p", resources, files)))
    (entry,) = report.entries
    assert entry.title == "Đất đai"
    assert told(report) == [
        ("CV020", "thua.csv", "data-file"),
        ("CV020", "ghi-chu.txt", "unknown-suffix"),
        ("CV020", "thua.json", "package-part"),
    ]
    items = [finding for finding in entry.findings if finding.path[:2] == ("data_items", 0)]
    assert [source(finding).rsplit("/", 1)[-1] for finding in items] == ["thua.json"]


def test_a_package_beside_a_catalog_leaves_it_alone(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    files = {"a.csv": "id\n1\n", "khac/danh-muc.json": json.dumps([{"db_name": "Một"}])}
    report = run(shape(make(tmp_path / "p", [{"name": "a", "path": "a.csv"}], files)))
    assert [entry.title for entry in report.entries] == ["Đất đai", "Một"]


def test_a_package_whose_data_are_descriptions_is_a_catalog(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    files = {"danh-muc.csv": "Tên CSDL,Mục đích\nMột,Tra cứu\nHai,Thống kê\n"}
    report = run(shape(make(tmp_path / "p", [{"name": "danh-muc", "path": "danh-muc.csv"}], files)))
    assert [entry.title for entry in report.entries] == ["Một", "Hai"]
    assert [code for code, _, _ in told(report)] == ["CV606"]
    assert report.summary.sources == 2


def test_the_descriptor_alone_brings_its_catalog_along(tmp_path: Path) -> None:
    files = {"danh-muc.csv": "Tên CSDL,Mục đích\nMột,Tra cứu\n"}
    root = make(tmp_path / "p", [{"name": "danh-muc", "path": "danh-muc.csv"}], files)
    assert [entry.title for entry in run(root / "datapackage.json").entries] == ["Một"]
    assert run(root / "datapackage.json", root).summary.total.read == 1


def test_counting_comes_to_the_same(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    files = {"danh-muc.csv": "Tên CSDL,Mục đích\nMột,Tra cứu\n", "b.csv": "x\n1\n"}
    resources: list[dict[str, Any]] = [
        {"name": "danh-muc", "path": "danh-muc.csv"},
        {"name": "b", "path": "../b.csv", "schema": SCHEMA},
    ]
    path = shape(make(tmp_path / "p", resources, files))
    assert count(path, as_of=AS_OF).summary == run(path).summary


def test_data_is_checked_where_asked_for(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    resources: list[dict[str, Any]] = [
        {"name": "thua", "path": "thua.csv", "schema": SCHEMA},
        {"name": "anh", "path": "anh.png"},
        {"name": "mang", "path": "https://example.vn/a.csv", "schema": SCHEMA},
        {"name": "thieu", "path": "thieu.csv", "schema": SCHEMA},
        {"name": "trong", "data": [{"id": "x", "ten": "a"}], "schema": SCHEMA},
    ]
    path = shape(make(tmp_path / "p", resources, {"thua.csv": "id,ten\nx,a\n", "anh.png": "x"}))
    without = [code for code, _, _ in told(run(path))]
    assert sorted(set(without)) == ["CV020"]
    report = run(path, data=True)
    found = [item for item in told(report) if item[0] != "CV020"]
    assert sorted(found, key=str) == [
        ("CV610", "datapackage.json", "address"),
        ("CV610", "datapackage.json", "no-schema"),
        ("CV613", "datapackage.json", None),
        ("CV613", "thua.csv", None),
        ("CV620", "datapackage.json", "missing"),
    ]
    assert report.entries == run(path).entries
    assert [item.facts["rows"] for item in report.problems if item.code == "CV621"] == [1, 1]


def test_data_in_pieces_and_packed(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    import gzip

    root = make(
        tmp_path / "p",
        [
            {"name": "hai", "path": ["1.csv", "2.csv"], "schema": SCHEMA},
            {"name": "nen", "path": "a.csv.gz", "schema": SCHEMA},
            {"name": "dong", "path": "a.ndjson", "schema": SCHEMA},
        ],
        {"1.csv": "id,ten\n1,a\n", "2.csv": "id,ten\nx,a\n", "a.ndjson": '{"id": 1}\n{"id": "x"}\n'},
    )
    (root / "a.csv.gz").write_bytes(gzip.compress(b"id,ten\n1,a\ny,b\n"))
    report = run(shape(root), data=True)
    cells = [(item.position.source.rsplit("/", 1)[-1], item.position.line) for item in report.problems
             if item.code == "CV613" and item.position]  # fmt: skip
    assert cells == [("2.csv", 2), ("a.csv.gz", 3), ("a.ndjson", 2)]
    assert sorted(str(item.facts["name"]) for item in report.problems if item.code == "CV621") == ["dong", "hai", "nen"]


def test_a_packed_file_that_swells_is_one_problem(tmp_path: Path) -> None:
    import gzip

    root = make(tmp_path / "p", [{"name": "a", "path": "a.csv.gz", "schema": SCHEMA}], {})
    (root / "a.csv.gz").write_bytes(gzip.compress(b"id,ten\n" + b"1,a\n" * 2_000_000))
    codes = [item.code for item in run(root, data=True).problems if item.code > "CV6"]
    assert sorted(codes) == ["CV621", "CV907"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../bi-mat.csv", "parent"),
        ("data/../../bi-mat.csv", "parent"),
        ("/etc/hostname", "absolute"),
        ("C:\\bi-mat.csv", "drive"),
        ("\\\\may\\chung\\a.csv", "backslash"),
        ("a\0.csv", "control"),
        ("", "nameless"),
    ],
)
@pytest.mark.parametrize("member", ["path", "schema", "dialect"])
def test_a_path_that_leads_out_is_refused(
    tmp_path: Path, shape: Callable[[Path], Path], path: str, reason: str, member: str
) -> None:
    (tmp_path / "bi-mat.csv").write_text("BÍ MẬT", encoding="utf-8")
    resource: dict[str, Any] = {"name": "a", "path": "a.csv", member: path}
    report = run(shape(make(tmp_path / "p", [resource], {"a.csv": "id\n1\n"})), data=True)
    assert [reason for code, _, reason in told(report) if code == "CV607"] == [reason]
    assert "BÍ MẬT" not in str(report)


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights on Windows")
def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bi-mat.csv").write_text("id,ten\nBÍ MẬT,x\n", encoding="utf-8")
    root = make(tmp_path / "p", [{"name": "a", "path": "a.csv", "schema": SCHEMA}], {})
    (root / "a.csv").symlink_to(tmp_path / "bi-mat.csv")
    report = run(root, data=True)
    assert sorted(told(report)) == [("CV020", "a.csv", "outside"), ("CV607", "datapackage.json", "outside")]
    assert "BÍ MẬT" not in str(report)


def test_addresses_are_never_fetched(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    address = "https://example.vn/x.json"
    resources = [{"name": "a", "path": "a.csv", "schema": address, "dialect": address, "profile": address}]
    more = {"$schema": "https://example.vn/datapackage.json"}
    report = run(shape(make(tmp_path / "p", resources, {"a.csv": "id\n1\n"}, **more)), data=True)
    assert [code for code, _, _ in told(report)].count("CV608") == 4


def test_a_schema_that_is_missing_or_broken_is_said(tmp_path: Path, shape: Callable[[Path], Path]) -> None:
    resources = [{"name": name, "path": "a.csv", "schema": f"{name}.json"} for name in ("thieu", "hong")]
    report = run(shape(make(tmp_path / "p", resources, {"a.csv": "id\n1\n", "hong.json": "{"})))
    assert [(code, reason) for code, _, reason in told(report) if code == "CV609"] == [
        ("CV609", "missing"),
        ("CV609", "broken"),
    ]


HOSTILE = """
import json, sys
from pathlib import Path
root, *paths = sys.argv[1:]
seen = []
def watch(event, args):
    if event.startswith("socket.") or event in ("subprocess.Popen", "os.system"):
        seen.append(f"{event} {args}")
    elif event == "open" and isinstance(args[0], str) and not args[0].endswith((".py", ".pyc")):
        seen.append(args[0])
sys.addaudithook(watch)
from catalog_validator import check
from datetime import date
for path in paths:
    check(path, as_of=date(2026, 4, 30), data=True)
# Read before the snapshot so that it does not count itself.
opened = list(seen)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"opened": opened, "peak": int(peak.split()[1])}))
"""


def hostile(root: Path) -> list[Path]:
    """One of each kind of attack."""
    make(root / "lead-out", [{"name": "a", "path": path, "schema": path} for path in ("/etc/hostname", "../../x")], {})
    make(root / "fetch", [{"name": "a", "path": "http://127.0.0.1:9/x.csv", "schema": "http://127.0.0.1:9/x"}], {})
    linked = make(root / "linked", [{"name": "a", "path": "a.csv", "schema": SCHEMA}], {})
    (linked / "a.csv").symlink_to("/etc/hostname")
    make(root / "slow", [{"name": "a", "path": "a.csv", "schema": {
        "fields": [{"name": "x", "constraints": {"pattern": "(a+)+$"}}]}}], {"a.csv": f"x\n{'a' * 60}!\n"})  # fmt: skip
    with zipfile.ZipFile(root / "names.zip", "w") as archive:
        for name in ("../x.json", "/etc/x.json", "a.json"):
            archive.writestr(name, json.dumps([FULL]))
    with zipfile.ZipFile(root / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.json", "w") as part:
        for _ in range(100):
            part.write(b" " * (1 << 20))
    return [root / name for name in ("lead-out", "fetch", "linked", "slow", "names.zip", "bomb.zip")]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to ask for peak memory")
def test_hostile_packages_open_nothing_else_and_stay_small(tmp_path: Path) -> None:
    paths = hostile(tmp_path)
    command = [sys.executable, "-c", HOSTILE, str(tmp_path), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    ended = json.loads(done.stdout)
    libraries = (str(ROOT), sys.prefix, sys.base_prefix, str(tmp_path), "/usr/share/zoneinfo", "/dev/urandom")
    outside = [name for name in ended["opened"] if not os.path.realpath(name).startswith(libraries)]
    assert [name for name in outside if "site-packages" not in name] == []
    assert not [name for name in ended["opened"] if "hostname" in name]
    assert ended["peak"] < 150 << 10


def test_every_attack_is_said(tmp_path: Path) -> None:
    codes = {path.name: {code for code, _, _ in told(run(path, data=True))} for path in hostile(tmp_path)}
    assert codes["lead-out"] >= {"CV607"}
    assert codes["fetch"] >= {"CV608", "CV610"}
    assert codes["linked"] == {"CV020", "CV607"}
    assert codes["slow"] == {"CV020", "CV622"}
    assert codes["names.zip"] >= {"CV024"}
    assert codes["bomb.zip"] == {"CV907"}


def test_a_refused_part_fails_the_run_and_is_counted(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../x.json", "[]")
        archive.writestr("a.json", json.dumps([FULL]))
    ended = catval("check", tmp_path / "a.zip", f"--profile={SMALL}", "--format=json", f"--as-of={AS_OF}")
    assert ended.code == 1
    assert (ended.json["summary"]["sources"], ended.json["summary"]["scored"]) == (2, 1)


def test_the_command_takes_the_option(tmp_path: Path) -> None:
    root = make(tmp_path / "p", [{"name": "a", "path": "a.csv", "schema": SCHEMA}], {"a.csv": "id,ten\nx,a\n"})
    ended = catval("check", root, "--data", "--format=json", f"--as-of={AS_OF}", "--fail-on=never")
    assert ended.code == 0
    assert "CV613" in {problem["code"] for problem in ended.json["problems"]}


def test_without_the_library_the_way_to_it_is_said(tmp_path: Path) -> None:
    """In a process that cannot find the library."""
    code = (
        "import sys, importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'frictionless' else real(name, *a)\n"
        "from catalog_validator.cli.command import run; sys.exit(run(sys.argv[1:]))"
    )
    root = make(tmp_path / "p", [], {})
    command = [sys.executable, "-c", code, "check", str(root), "--data", "--lang=en"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "pip install 'catalog-validator[data]'" in done.stderr


WORDS = st.sampled_from(["", "a.csv", "s.json", "../x", "id", "ten", ",", "(a", "2024-01-01", "any"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
CONSTRAINTS = (
    *("required", "unique", "pattern", "enum", "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength"),
    *("jsonSchema", "x"),
)
TYPES = st.sampled_from([*TYPES_V1, "list", "nope"]) | VALUES
COLUMNS = st.fixed_dictionaries(
    {"name": st.sampled_from(["id", "ten"]) | VALUES},
    optional={
        "type": TYPES,
        "format": VALUES,
        "constraints": st.dictionaries(st.sampled_from(CONSTRAINTS), VALUES, max_size=3) | VALUES,
        "missingValues": VALUES,
        "categories": VALUES,
        "itemType": VALUES,
    },
)
KEYS = st.fixed_dictionaries(
    {"fields": VALUES, "reference": st.fixed_dictionaries({"fields": VALUES, "resource": VALUES})}
)
SCHEMAS = st.fixed_dictionaries(
    {"fields": st.lists(COLUMNS, max_size=3)},
    optional={
        "primaryKey": VALUES,
        "uniqueKeys": VALUES,
        "foreignKeys": st.lists(KEYS, max_size=2) | VALUES,
        "missingValues": VALUES,
        "fieldsMatch": VALUES,
    },
)
DIALECTS = st.dictionaries(
    st.sampled_from(
        ["delimiter", "quoteChar", "header", "headerRows", "commentChar", "commentRows", "headerJoin", "csv"]
    ),
    VALUES,
    max_size=2,
)
RESOURCES = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["id", "ten"]), "path": st.sampled_from(["a.csv", "a.json", ["a.csv", "a.csv"]])},
        optional={"schema": SCHEMAS | VALUES, "dialect": DIALECTS | VALUES, "format": VALUES, "data": VALUES},
    )
    | VALUES,
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RESOURCES)
def test_any_resources_end_in_findings(tmp_path: Path, resources: list[Any]) -> None:
    root = make(
        tmp_path / "p", resources, {"a.csv": "id,ten\n1,a\nx\n", "a.json": '[{"id": 1, "ten": "a"}]', "s.json": "{}"}
    )
    report = run(root, data=True)
    assert report.entries
    assert not [item for item in report.problems if item.code == "CV620" and item.facts["reason"] == "checker"]


def real_packages() -> list[Path]:
    return sorted(
        path for path in DATA.rglob("*") if path.name.lower().endswith(("datapackage.json", "datapackage.yml"))
    )


@pytest.mark.skipif(not DATA.is_dir(), reason="the collected real files (../shared/data) are not here")
def test_real_packages_end_in_entries_or_a_finding() -> None:
    paths = real_packages()
    assert paths
    for path in paths:
        report = run(path, data=True)
        assert report.entries or report.problems, path
        assert not [item for item in report.problems if item.facts.get("reason") == "checker"], path
