"""A workbook as an office sends it, through the whole of reading."""

from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from catalog_runs import SMALL
from catalog_validator import load_profile
from catalog_validator.model.document import Batch, Problem
from catalog_validator.model.hints import Hints
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax import parse
from catalog_validator.vocab import read_entries

ROWS = [
    ("SỞ VÍ DỤ",),
    ("DANH MỤC CƠ SỞ DỮ LIỆU",),
    (),
    ("STT", "Tên CSDL", "Đầu mối", None, "Bí mật", "Ghi chú"),
    (None, None, "Họ tên", "Số điện thoại", None, None),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "PHÒNG MỘT"),
    (1, "Hồ sơ nhiệm vụ", "Cán bộ A", "0212 3 000 001", "không"),
    (2, "Danh bạ đơn vị", None, "0212 3 000 002", "không"),
    ("II", "PHÒNG HAI"),
    (3, "Sổ theo dõi", "Cán bộ B", "0212 3 000 003", "không", "xem phụ lục"),
    (None, "Tổng cộng", None, None, None, 3),
    (),
    (None, "Người lập biểu", None, None, "THỦ TRƯỞNG ĐƠN VỊ"),
    (None, "Cán bộ C", None, None, "Cán bộ D"),
]
MERGED = ("A1:F1", "A2:F2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "C8:C9")


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Phụ lục"
    for row in ROWS:
        sheet.append(row)
    for cells in MERGED:
        sheet.merge_cells(cells)
    sheet.row_dimensions[9].hidden = True
    book.create_sheet("Ghi chú").append(["không có gì"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_only_the_descriptions_are_read_and_the_rest_is_said() -> None:
    document = parse(Source.of_bytes("a.xlsx", workbook()), Limits())
    parts = list(read_entries(document, load_profile(SMALL), Hints()))
    values = [value for part in parts if isinstance(part, Batch) for value in part.values]
    said = [(part.violation.code, part.position.cell) for part in parts if isinstance(part, Problem)]
    assert values == [
        {"name": "Hồ sơ nhiệm vụ", "contact": {"name": "Cán bộ A", "phone": "0212 3 000 001"}, "secret": "không"},
        {"name": "Danh bạ đơn vị", "contact": {"name": "Cán bộ A", "phone": "0212 3 000 002"}, "secret": "không"},
        {"name": "Sổ theo dõi", "contact": {"name": "Cán bộ B", "phone": "0212 3 000 003"}, "secret": "không"},
    ]
    assert sorted(said, key=str) == [
        ("CV016", "Phụ lục!A4"),
        ("CV017", "Phụ lục!A4"),
        ("CV080", "Phụ lục!C8"),
        ("CV081", "Phụ lục!A4"),
        ("CV082", "Phụ lục!A6"),
        ("CV083", "Phụ lục!B12"),
        ("CV084", "Phụ lục!A10"),
        ("CV084", "Phụ lục!A7"),
        ("CV085", "Phụ lục!B14"),
        ("CV086", "Phụ lục!A4"),
        ("CV504", "Phụ lục!F4"),
    ]
    (batch,) = [part for part in parts if isinstance(part, Batch)]
    assert batch.spot(1, ("contact", "name")).cell == "Phụ lục!C8"
    assert batch.spot(2, ("contact", "phone")).cell == "Phụ lục!D11"
