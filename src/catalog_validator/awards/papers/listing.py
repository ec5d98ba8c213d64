"""The list of nominees as a workbook."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

HEADINGS = ("STT", "Tập thể, cá nhân", "Đơn vị", "Mức mô tả", "Hạng", "Hình thức khen thưởng")
_WIDTHS = (6, 34, 34, 14, 8, 44)


def render_list(shared: Mapping[str, object]) -> bytes:
    """Units, then people, numbered through; the same rows as in the proposal and the minutes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("Danh sách")
    font = {"font_name": "Times New Roman", "font_size": 13, "text_wrap": True, "valign": "top"}
    head = book.add_format({**font, "bold": True, "border": 1, "align": "center"})
    cell, group = book.add_format({**font, "border": 1}), book.add_format({**font, "bold": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 5, f"DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG – {shared['drive']}", group)
    for column, name in enumerate(HEADINGS):
        sheet.write_string(2, column, name, head)
    row, number = 3, 0
    for key, name in (("units", "Tập thể"), ("people", "Cá nhân")):
        items = shared[key]
        assert isinstance(items, Sequence)
        if items:
            sheet.write_string(row, 0, name, group)
            row += 1
        for item in items:
            number += 1
            sheet.write_number(row, 0, number, cell)
            values = (item["name"], item["unit"], item["score"], item["rank"], str(shared["award"]))
            for column, value in enumerate(values, 1):
                sheet.write_string(row, column, value, cell)
            row += 1
    sheet.freeze_panes(3, 0)
    book.close()
    return buffer.getvalue()
