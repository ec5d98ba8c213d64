"""Draws the templates of the closing reports (plan, V.1): a unit's, and one of all units."""

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from catalog_validator.awards.papers.layout import SMALL, heading, paper, rows, signatures, title, write

ENTRIES = (
    ("STT", "Cơ sở dữ liệu", "Lĩnh vực", "Hạn", "Hoàn thành", "Ban hành", "Mức mô tả"),
    (14, 26, 32, 25, 25, 20),
    (
        *("{{ loop.index }}", "{{ item.entry }}", "{{ item.domain }}", "{{ item.due }}"),
        *("{{ item.finished }}", "{{ item.published }}", "{{ item.score }}"),
    ),
)
DOMAINS = (
    ("STT", "Lĩnh vực", "Được giao", "Có mô tả", "Đã ban hành", "Mức mô tả"),
    (14, 56, 22, 22, 25),
    (
        *("{{ loop.index }}", "{{ item.name }}", "{{ item.assigned }}", "{{ item.described }}"),
        *("{{ item.published }}", "{{ item.score }}"),
    ),
)
UNITS = (
    ("STT", "Đơn vị", "Được giao", "Có mô tả", "Đã ban hành", "Trước hạn", "Mức mô tả"),
    (14, 46, 20, 19, 22, 20),
    (
        *("{{ loop.index }}", "{{ item.name }}", "{{ item.assigned }}", "{{ item.described }}"),
        *("{{ item.published }}", "{{ item.in_time }}", "{{ item.score }}"),
    ),
)
"""Headings, widths and cells of the tables."""


def closing_of_unit() -> Paper:
    """Báo cáo tổng kết of one unit to the Sở, through its office."""
    made = paper()
    heading(made, "BC-{{ blank('Ký hiệu của đơn vị', 8) }}", "unit_upper")
    title(made, "BÁO CÁO", "Tổng kết {{ drive }}")
    write(made, "Kính gửi: {{ organiser }} (qua Văn phòng)", ALIGN.CENTER)
    write(made, "Thực hiện {{ plan }}, {{ unit }} báo cáo kết quả như sau:")
    _section(made, "I. NHIỆM VỤ ĐƯỢC GIAO")
    write(
        made,
        "{{ unit }} được giao mô tả {{ assigned }} cơ sở dữ liệu thuộc {{ domain_count }} lĩnh vực. Kế hoạch của đơn "
        "vị: {{ own_plan or blank('Số, ngày kế hoạch của đơn vị', 30) }}.",
    )
    _section(made, "II. KẾT QUẢ THỰC HIỆN")
    write(
        made,
        "Đến ngày {{ as_of }}: {{ described }} cơ sở dữ liệu có mô tả, {{ published }} đã được ban hành, "
        "{{ finished }} đã hoàn thành, trong đó {{ in_time }} hoàn thành trước hạn. Mức mô tả hoàn thiện chung đạt "
        "{{ score }} (theo {{ reading }}). Theo từng lĩnh vực:",
    )
    rows(made, DOMAINS[0], DOMAINS[1], "domains", DOMAINS[2])
    write(made, "Từng cơ sở dữ liệu:")
    rows(made, ENTRIES[0], ENTRIES[1], "entries", ENTRIES[2], SMALL)
    _left(made, "III. NỘI DUNG CÒN PHẢI HOÀN THÀNH")
    _end(made, "IV", "{{ unit }}", "THỦ TRƯỞNG ĐƠN VỊ", "- Lưu: {{ blank('Nơi lưu của đơn vị', 8) }}.")
    return made


def closing_of_all() -> Paper:
    """Báo cáo tổng kết of all units, by the office."""
    made = paper()
    heading(made, "BC-{{ blank('Ký hiệu của Văn phòng', 8) }}", "office")
    title(made, "BÁO CÁO", "Tổng kết {{ drive }}")
    write(made, "Kính gửi: {{ addressee }}", ALIGN.CENTER)
    write(made, "Thực hiện {{ plan }}, Văn phòng tổng hợp kết quả của các phòng, đơn vị như sau:")
    _section(made, "I. KẾT QUẢ THỰC HIỆN")
    write(
        made,
        "{{ unit_count }} được giao mô tả {{ assigned }} cơ sở dữ liệu. Đến ngày {{ as_of }}: {{ described }} cơ sở dữ "
        "liệu có mô tả, {{ published }} đã được ban hành, {{ finished }} đã hoàn thành, trong đó {{ in_time }} hoàn "
        "thành trước hạn. Mức mô tả tính theo {{ reading }}.",
    )
    rows(made, UNITS[0], UNITS[1], "all_units", UNITS[2])
    _section(made, "II. KẾT QUẢ XÉT KHEN THƯỞNG")
    write(made, "Đủ điều kiện và trong số lượng tối đa: {{ counted }}.")
    write(made, "{%p if undecided %}")
    write(made, "Ngang nhau ở ranh giới số lượng, do Hội đồng quyết định: {{ undecided }}.")
    write(made, "{%p endif %}")
    _left(made, "III. NỘI DUNG CÒN PHẢI HOÀN THÀNH")
    _end(made, "IV", "Văn phòng", "CHÁNH VĂN PHÒNG", "- Lưu: VP.")
    return made


def _section(made: Paper, name: str) -> None:
    write(made, name, ALIGN.LEFT, bold=True)


def _left(made: Paper, name: str) -> None:
    """What is left, or that nothing is."""
    _section(made, name)
    write(made, "{%p for item in left %}")
    write(made, "- {{ item }}.")
    write(made, "{%p endfor %}")
    write(made, "{%p if not left %}")
    write(made, "Không còn nội dung nào phải hoàn thành.")
    write(made, "{%p endif %}")


def _end(made: Paper, number: str, who: str, signer: str, kept: str) -> None:
    """What only people can say, the closing sentence and the foot."""
    _section(made, f"{number}. NGUYÊN NHÂN, BÀI HỌC KINH NGHIỆM, KIẾN NGHỊ")
    for _ in range(3):
        write(made, "{{ blank('Nguyên nhân, bài học kinh nghiệm, kiến nghị', 58) }}")
    write(made, f"Trên đây là báo cáo tổng kết của {who}./.")
    signatures(made, ("Nơi nhận:", "- Như trên;", kept), (signer,), signer.capitalize())
