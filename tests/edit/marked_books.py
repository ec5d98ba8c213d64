"""Workbooks of other people's making, with everything in them that must outlive our marks."""

import zipfile
from io import BytesIO
from typing import Any

import xlsxwriter

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
X14 = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">'
    "<x14:formula1><xm:f>Khác!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D4:D9</xm:sqref></x14:dataValidation>"
    "</x14:dataValidations></ext></extLst>"
)
THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B6" dT="2026-01-01T00:00:00.00" personId="{1}" id="{2}"><text>Đang trao đổi</text>'
    "</threadedComment></ThreadedComments>"
)


def office_book() -> bytes:
    """A title row, merged cells, drop-downs of both kinds, a formula, a picture, comments, a chart, names, a macro."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    other, main = book.add_worksheet("Khác"), book.add_worksheet("Danh mục A & B")
    other.write_column(0, 0, ["Mở", "Dùng chung", 3])
    other.write_formula("B1", "=SUM(A1:A3)", value=3)
    _fill(book, main)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Khác!$A$1:$A$3"})
    other.insert_chart("D2", chart)
    book.define_name("'Danh mục A & B'!Vung", "='Danh mục A & B'!$A$4:$D$9")
    book.define_name("Chung", "=Khác!$A$1:$A$2")
    main.activate()
    book.close()
    return injected(out.getvalue())


def _fill(book: Any, main: Any) -> None:
    red = book.add_format({"bg_color": "#FF0000", "num_format": "0.000", "border": 2})
    main.merge_range("A1:D1", "DANH MỤC CƠ SỞ DỮ LIỆU", red)
    main.write_row("A3", ["Tên CSDL", "Mục đích", "Phân loại chia sẻ", "Tình trạng"])
    for row in range(3, 9):
        main.write_row(row, 0, [f"Cơ sở dữ liệu số {row} của tỉnh", "đang cập nhật", "Mở", "x"], red)
    main.merge_range("B8:B9", "đang cập nhật", red)
    main.write_comment("B4", "Nhắc của người lập", {"author": "Người lập"})
    main.write_comment("A2", "Chỉ là nhắc", {"author": "Người lập"})
    main.data_validation("C4:C9", {"validate": "list", "source": "=Khác!$A$1:$A$2"})
    main.conditional_format("A4:A9", {"type": "duplicate", "format": red})
    main.insert_image("F2", "chấm.png", {"image_data": BytesIO(PIXEL)})


def injected(data: bytes) -> bytes:
    """What the writing library does not make: a drop-down of the newer kind, people talking, a macro."""
    package = zipfile.ZipFile(BytesIO(data))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in package.namelist():
            text = package.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text = text.replace(b"</worksheet>", X14.encode() + b"</worksheet>")
            if name == "xl/worksheets/_rels/sheet2.xml.rels":
                kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
                more = f'<Relationship Id="rIdT" Type="{kind}" Target="../threadedComments/t1.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", more.encode())
            if name == "[Content_Types].xml":
                kind = "application/vnd.ms-excel.threadedcomments+xml"
                kinds = (
                    f'<Override PartName="/xl/threadedComments/t1.xml" ContentType="{kind}"/>'
                    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
                )
                text = text.replace(b"</Types>", kinds.encode())
            written.writestr(name, text)
        written.writestr("xl/threadedComments/t1.xml", THREADS)
        written.writestr("xl/vbaProject.bin", bytes(range(256)))
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a package by its name."""
    package = zipfile.ZipFile(BytesIO(data))
    return {name: package.read(name) for name in package.namelist()}
