"""A hidden sheet does not win over one that is shown, and is not read without a word."""

from dataclasses import replace

from table_cases import HEAD, Read, Rows, cell, facts, make_sheet, read

from catalog_validator.model.document import Sheet

POOR: Rows = (("Mã", "Tên"), ("A-1", "Hồ sơ"))
RICH: Rows = (HEAD, (1, "B-1", "Bản cũ", "không", "01/04/2024"))
ITEMS: Rows = (("Mã", "Tên mục", "Mô tả"), ("A-1", "Mã số", "hiện"))


def hidden(sheet: Sheet) -> Sheet:
    return replace(sheet, shown=False)


def reasons(found: Read) -> list[tuple[object, object]]:
    return [(one["sheet"], one["reason"]) for one in facts(found, "CV089")]


def test_the_shown_sheet_wins_whatever_the_hidden_one_has() -> None:
    for sheets in ((POOR, RICH), (RICH, POOR)):
        named = [make_sheet("Cũ" if rows is RICH else "Mới", rows) for rows in sheets]
        found = read(*(hidden(sheet) if sheet.name == "Cũ" else sheet for sheet in named))
        assert found.names == ["Hồ sơ"]
        assert facts(found, "CV016") == [{"sheet": "Mới", "others": ("Cũ",), "hidden": ("Cũ",)}]
        assert reasons(found) == []
    assert read(make_sheet("Mới", POOR), make_sheet("Cũ", RICH)).names == ["Bản cũ"]


def test_a_hidden_sheet_is_read_where_no_other_has_a_header_and_that_is_said() -> None:
    note = make_sheet("Ghi chú", (("không có gì",),))
    found = read(note, hidden(make_sheet("Cũ", RICH)))
    assert found.names == ["Bản cũ"]
    assert reasons(found) == [("Cũ", "no-sheet-shown")]
    assert ("CV089", cell("Cũ", 1, 0).cell) in found.codes
    assert facts(found, "CV016") == [{"sheet": "Cũ", "others": ("Ghi chú",), "hidden": ()}]
    assert reasons(read(hidden(make_sheet("Cũ", RICH)))) == [("Cũ", "no-sheet-shown")]


def test_a_hidden_sheet_is_read_where_it_is_asked_for_and_that_is_said() -> None:
    found = read(make_sheet("Mới", POOR), hidden(make_sheet("Cũ", RICH)), wanted="Cũ")
    assert found.names == ["Bản cũ"]
    assert reasons(found) == [("Cũ", "sheet-asked-for")]


def test_hidden_records_do_not_take_the_place_of_shown_ones() -> None:
    old: Rows = (ITEMS[0], ("A-1", "Mã số", "ẩn"))
    for order in ((ITEMS, old), (old, ITEMS)):
        sheets = [make_sheet("Mục" if rows is ITEMS else "Mục cũ", rows) for rows in order]
        found = read(make_sheet("S", POOR), *(hidden(one) if one.name == "Mục cũ" else one for one in sheets))
        assert described(found) == ["hiện"]
        assert facts(found, "CV016")[0]["hidden"] == ("Mục cũ",)
        assert reasons(found) == []
    alone = read(make_sheet("S", POOR), hidden(make_sheet("Mục cũ", old)))
    assert described(alone) == ["ẩn"]
    assert reasons(alone) == [("Mục cũ", "no-records-shown")]


def described(found: Read) -> list[object]:
    (entry,) = found.values
    assert isinstance(entry, dict)
    return [item["description"] for item in entry["items"]]
