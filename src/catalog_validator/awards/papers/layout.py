"""How an official paper is laid out in Word: sheet, heading, title, tables, signatures.

As Nghị định 30/2020/NĐ-CP asks, as far as it is known (see docs/explanation/legal-ground.md): A4, margins of 20 mm
above and below, 30 mm left, 15 mm right, Times New Roman, the state's name on the right, who issues the paper on the
left, the number of the page above it from the second page on.
"""

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY, CELL, SMALL, LIST = Pt(14), Pt(13), Pt(12), Pt(11)
WIDTH = 165
"""Of the text, in millimetres."""


def write(
    where: Paper | _Cell,
    text: str,
    align: ALIGN = ALIGN.JUSTIFY,
    bold: bool = False,
    italic: bool = False,
    size: Pt = BODY,
) -> Paragraph:
    """One paragraph. In the body the first line is indented; in a cell nothing is."""
    body = not isinstance(where, _Cell)
    first = where.paragraphs[0] if isinstance(where, _Cell) else None
    paragraph = first if first is not None and not first.text and not first.runs else where.add_paragraph()
    indented = body and align is ALIGN.JUSTIFY
    # A dotted blank is one long word: justified, it would tear the words before it apart.
    paragraph.alignment = ALIGN.LEFT if ("blank(" in text or "digest" in text) and indented else align
    shape = paragraph.paragraph_format
    shape.space_after, shape.space_before = (Pt(6), Pt(0)) if body else (Pt(0), Pt(0))
    if indented:
        shape.first_line_indent = Mm(10)
    if body and bold:
        shape.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def line(cell: _Cell, indent: Mm) -> None:
    """A short line under a heading: an empty paragraph with a border above, drawn in from both sides."""
    paragraph = write(cell, "", ALIGN.CENTER, size=Pt(4))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def paper() -> Paper:
    """An empty sheet with margins and font."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    _page_number(section.header.paragraphs[0])
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    return made


def _page_number(paragraph: Paragraph) -> None:
    """The number of the page, as a field that Word counts."""
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def whole(table: Table) -> None:
    """No row of it is torn by the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def grid(made: Paper, widths: tuple[Mm, ...], rows: int = 1, ruled: bool = False) -> Table:
    """A table of fixed widths, with lines or without."""
    table: Table = made.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if ruled:
        table.style = "Table Grid"
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def heading(made: Paper, symbol: str = "", issuer: str = "issuer") -> None:
    """Who issues the paper, its number where it has one, the state's name, place and day."""
    left, right = grid(made, (Mm(70), Mm(WIDTH - 70))).rows[0].cells
    write(left, "{{ parent }}", ALIGN.CENTER, size=SMALL)
    write(left, f"{{{{ {issuer} }}}}", ALIGN.CENTER, bold=True, size=SMALL)
    line(left, Mm(24))
    if symbol:
        write(left, f"Số: {{{{ blank('Số của văn bản', 6) }}}}/{symbol}", ALIGN.CENTER, size=Pt(13))
    write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ALIGN.CENTER, bold=True, size=SMALL)
    write(right, "Độc lập - Tự do - Hạnh phúc", ALIGN.CENTER, bold=True, size=Pt(13))
    line(right, Mm(17))
    day = "{{ place }}, ngày {{ blank('Ngày ký', 4) }} tháng {{ blank('Tháng ký', 4) }} năm {{ year }}"
    write(right, day, ALIGN.CENTER, italic=True, size=Pt(13))
    write(made, "", size=Pt(6))


def title(made: Paper, name: str, about: str) -> None:
    """The kind of paper and what it is about."""
    write(made, name, ALIGN.CENTER, bold=True).paragraph_format.space_after = Pt(0)
    write(made, about, ALIGN.CENTER, bold=True)


def signatures(made: Paper, left: tuple[str, ...], right: tuple[str, ...], who: str) -> None:
    """The foot of a paper: recipients or a second signature on the left, the signature on the right."""
    for paragraph in made.paragraphs[-2:]:  # no signature stands alone on a page
        paragraph.paragraph_format.keep_with_next = True
    table = grid(made, (Mm(80), Mm(WIDTH - 80)))
    whole(table)
    cells = table.rows[0].cells
    recipients = left[:1] == ("Nơi nhận:",)
    for at, text in enumerate(left):
        if recipients:
            write(cells[0], text, ALIGN.LEFT, bold=at == 0, italic=at == 0, size=SMALL if at == 0 else LIST)
        else:
            write(cells[0], text, ALIGN.CENTER, bold=at == 0, italic=at > 0, size=BODY if at == 0 else Pt(13))
    for text in right:
        note = text.startswith("(")
        write(cells[1], text, ALIGN.CENTER, bold=not note, italic=note, size=Pt(13) if note else BODY)
    if not recipients:
        write(cells[0], "\n\n\n", ALIGN.CENTER)
        write(cells[0], f"{{{{ blank('Chữ ký, họ tên: {left[0]}', 24) }}}}", ALIGN.CENTER)
    write(cells[1], "\n\n\n", ALIGN.CENTER)
    write(cells[1], f"{{{{ blank('Chữ ký, họ tên: {who}', 24) }}}}", ALIGN.CENTER)


def rows(
    made: Paper, names: tuple[str, ...], widths: tuple[int, ...], each: str, cells: tuple[str, ...], size: Pt = CELL
) -> None:
    """A ruled table with a row for each member of a list; ``widths`` in millimetres, the last is what is left."""
    table = grid(made, tuple(map(Mm, (*widths, WIDTH - sum(widths)))), rows=4, ruled=True)
    whole(table)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        write(cell, name, ALIGN.CENTER, bold=True, size=size)
    write(table.rows[1].cells[0], f"{{%tr for item in {each} %}}", ALIGN.LEFT)
    for at, (cell, text) in enumerate(zip(table.rows[2].cells, cells, strict=True)):
        write(cell, text, ALIGN.LEFT if at == 1 else ALIGN.CENTER, size=size)
    write(table.rows[3].cells[0], "{%tr endfor %}", ALIGN.LEFT)
    write(made, "", size=Pt(6))


def dotted(label: str, indent: int = 10) -> str:
    """A label and a dotted blank that fills the rest of its line."""
    # A letter is 2.5 mm wide on the average, a sign of three dots 4.94 mm, which stands for two of the blank's width.
    width = int((WIDTH - indent - 6 - 2.5 * len(label)) / 4.94) * 2
    return f"{label}: {{{{ blank('{label.removeprefix('- ')}', {max(width, 10)}) }}}}"
