"""The attacks that are known by name; ``python -m benchmarks.bombs`` measures each as a whole process.

Ends with 1 when one is not answered by exactly the finding that belongs to it.
"""

import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from pathlib import Path

from benchmarks.contest import NotReady
from benchmarks.measure import run_python, run_tool, script
from benchmarks.show import megabytes, table

_HEAD = '<?xml version="1.0"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relation(kind: str, target: str) -> str:
    inner = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


_PARTS = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
}
SWOLLEN = 250_000_000


def pack(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def cell(name: str, text: str) -> str:
    """A cell with its own text."""
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = f'<row r="1">{cell("A1", "Mã")}{cell("B1", "Tên cơ sở dữ liệu")}</row>'


def workbook(path: Path, rows: str) -> Path:
    """A workbook whose one sheet has these rows."""
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return pack(path, _PARTS | {"xl/worksheets/sheet1.xml": sheet})


def blank_sheet(at: Path) -> Path:
    """A workbook of 300 KB that swells to 250 MB of blanks."""
    return workbook(at / "blanks.xlsx", " " * SWOLLEN)


def row_upon_row(at: Path) -> Path:
    """The same of short rows, each of which calls itself the second."""
    row = '<row r="2"><c r="A2"><v>1</v></c></row>'
    return workbook(at / "rows.xlsx", HEADINGS + row * (SWOLLEN // len(row)))


def one_cell(at: Path) -> Path:
    """The same as a single text."""
    return workbook(at / "text.xlsx", HEADINGS + f'<row r="2">{cell("A2", "a" * SWOLLEN)}</row>')


def far_corner(at: Path) -> Path:
    """One cell in the last corner of a sheet."""
    return workbook(at / "corner.xlsx", f'{HEADINGS}<row r="1048576">{cell("XFD1048576", "x")}</row>')


def yaml_bomb(at: Path) -> Path:
    """Each list holds the one before nine times."""
    path, lines = at / "bomb.yaml", ['a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    lines += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 7)}]" for before, name in zip("abcdef", "bcdefg", strict=True)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def billion_laughs(at: Path) -> Path:
    """The same by entities of XML."""
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    path, inside = at / "laughs.xml", "<catalog><entry><name>&l9;</name></entry></catalog>"
    path.write_text(f'{_HEAD}<!DOCTYPE catalog [<!ENTITY l0 "lol">{entities}]>{inside}', encoding="utf-8")
    return path


def system_file(at: Path) -> Path:
    """A folder with a link to a file of the system."""
    folder = at / "linked"
    folder.mkdir()
    (folder / "catalog.json").symlink_to("/etc/hostname")
    return folder


def way_out(at: Path) -> Path:
    """An archive with a part that wants to stand beside it."""
    return pack(at / "out.zip", {"../catalog.json": '[{"name": "x"}]'})


def deep_lists(at: Path) -> Path:
    """A hundred thousand lists in lists."""
    path = at / "deep.json"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return path


def deep_blocks(at: Path) -> Path:
    """The same in YAML."""
    path = at / "deep.yaml"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return path


def deep_elements(at: Path) -> Path:
    """The same in XML."""
    path = at / "deep.xml"
    path.write_text("<catalog>" + "<a>" * 100_000 + "</a>" * 100_000 + "</catalog>", encoding="utf-8")
    return path


def swollen_archive(at: Path) -> Path:
    """An archive of 243 KB with a part of 250 MB."""
    return pack(at / "swollen.zip", {"catalog.json": b" " * SWOLLEN})


BOMBS: Mapping[Callable[[Path], Path], str] = {
    blank_sheet: "CV907",
    row_upon_row: "CV907",
    one_cell: "CV907",
    far_corner: "CV905",
    yaml_bomb: "CV007",
    billion_laughs: "CV040",
    system_file: "CV020",
    way_out: "CV024",
    deep_lists: "CV903",
    deep_blocks: "CV903",
    deep_elements: "CV903",
    swollen_archive: "CV907",
}
"""Attack → the one code that answers it."""


def size(path: Path) -> int:
    """Bytes on disk."""
    return sum(one.lstat().st_size for one in (path, *path.rglob("*")) if not one.is_dir())


def ckan_reply(at: Path) -> Path:
    """A reply of 800 packages, 12.9 MB: the example of this repository, with many resources in each."""
    example = Path(__file__).parents[1] / "examples" / "foreign" / "ckan.json"
    reply = json.loads(example.read_text(encoding="utf-8"))
    given = reply["result"]["results"]
    packages = []
    for number in range(800):
        package = given[number % len(given)]
        resources = [
            resource_of(number, index, resource)
            for index, resource in enumerate(islice(cycle(package["resources"] or [{"format": "CSV"}]), 18))
        ]
        packages.append(package | {"id": f"goi-{number}", "name": f"goi-{number}", "resources": resources})
    path = at / "package_search.json"
    reply["result"] |= {"count": len(packages), "results": packages}
    path.write_text(json.dumps(reply, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def resource_of(number: int, index: int, resource: dict[str, object]) -> dict[str, object]:
    """A resource with the members that CKAN gives to each."""
    name = f"{number:04}-{index:04}"
    return resource | {
        "id": f"00000000-0000-4000-8000-{number:06}{index:06}",
        "package_id": f"goi-{number}",
        "name": f"Tệp dữ liệu {name}",
        "description": "Số liệu tổng hợp theo đơn vị hành chính cấp xã, cập nhật khi có thay đổi.",
        "url": f"https://dulieu.example.vn/dataset/goi-{number}/resource/{name}/download/{name}.csv",
        "created": "2026-01-05T08:00:00.000000",
        "last_modified": "2026-03-31T16:30:00.000000",
        "position": index,
        "size": 1_024 * index,
        "hash": "",
        "cache_url": None,
        "mimetype": "text/csv",
        "datastore_active": False,
    }


def codes_of(printed: bytes) -> list[str]:
    """The codes of all findings of a report, each as often as it stands there."""
    report = json.loads(printed)
    found = [*report["problems"], *(finding for entry in report["entries"] for finding in entry["findings"])]
    return [finding["code"] for finding in found]


def main(arguments: list[str]) -> int:
    """Prints the table. With a folder: makes the files there (or those named), in a process that grows large."""
    if arguments:
        folder, *wanted = arguments
        for make in (*BOMBS, ckan_reply):
            if not wanted or make.__name__ in wanted:
                make(Path(folder))
        return 0
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as folder:
        run_python("-m", "benchmarks.bombs", folder)
        for path in sorted(Path(folder).iterdir()):
            try:
                printed, run = run_tool([script("catval"), "check", str(path), "--format=json"], (1,))
            except NotReady as reason:
                wrong.append(f"{path.name}: {reason}")
                continue
            codes = codes_of(printed)
            answer = ", ".join(codes) if len(codes) < 4 else f"{len(codes):,} findings"
            rows.append((path.name, f"{size(path):,}", answer, f"{run.seconds:.2f} s", megabytes(run.peak_kb)))
            if len(codes) != 1 and path.name != "package_search.json":
                wrong.append(f"{path.name}: {len(codes)} findings")
    print(table("Attacks, each a whole process", ("file", "bytes", "answer", "time", "peak"), rows, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
