"""Draws the shipped templates: ``python -m catalog_validator.awards.papers.draw``. A test holds them against this."""

import io
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from catalog_validator.awards.papers.draw_closing import closing_of_all, closing_of_unit
from catalog_validator.awards.papers.layout import (
    LIST,
    dotted,
    heading,
    paper,
    rows,
    signatures,
    title,
    write,
)
from catalog_validator.awards.papers.packing import settled

HERE = Path(__file__).parent / "templates"

UNITS = (
    ("STT", "Tập thể", "Mức mô tả", "Hạng"),
    (14, 96, 30),
    ("{{ loop.index }}", "{{ item.name }}", "{{ item.score }}", "{{ item.rank }}"),
)
PEOPLE = (
    ("STT", "Họ và tên", "Đơn vị", "Mức mô tả", "Hạng"),
    (14, 54, 44, 30),
    ("{{ loop.index }}", "{{ item.name }}", "{{ item.unit }}", "{{ item.score }}", "{{ item.rank }}"),
)
"""Headings, widths and cells of the two lists."""


def lists(made: Paper, labels: tuple[str, str], last: tuple[str, str] | None = None) -> None:
    """Units, then people; ``last`` replaces the rank: its heading and its cell."""
    for key, label, (names, widths, cells) in zip(("units", "people"), labels, (UNITS, PEOPLE), strict=True):
        write(made, f"{{%p if {key} %}}")
        write(made, label, ALIGN.LEFT, bold=True)
        if last is not None:
            names, cells = (*names[:-1], last[0]), (*cells[:-1], last[1])
            widths = (widths[0], widths[1] - 8, *widths[2:])
        rows(made, names, widths, key, cells)
        write(made, "{%p endif %}")


def reading(made: Paper) -> None:
    """What the plan leaves open and how it was read, and that the dossier is late where it is."""
    write(
        made,
        "Việc xét căn cứ dữ liệu của Danh mục đến ngày {{ as_of }}. Mức mô tả hoàn thiện được hiểu là {{ reading }}; "
        "ngưỡng {{ threshold_collective }}% đối với tập thể, {{ threshold_individual }}% đối với cá nhân; yêu cầu "
        "chính xác, đầy đủ được hiểu là {{ accuracy }}.",
    )
    write(made, "{%p if late %}")
    write(
        made,
        "Hồ sơ lập sau thời hạn quy định (ngày cuối là {{ last_day }}); việc có tiếp nhận hay không do Hội đồng quyết "
        "định.",
        bold=True,
    )
    write(made, "{%p endif %}")


def proposal() -> Paper:
    """Tờ trình: the Council asks the Director."""
    made = paper()
    heading(made, "TTr-{{ symbol }}")
    title(made, "TỜ TRÌNH", "Về việc đề nghị khen thưởng trong {{ drive }}")
    write(made, "Kính gửi: {{ addressee }}", ALIGN.CENTER)
    write(made, "{%p for ground in grounds %}")
    write(made, "{{ ground }}", italic=True)
    write(made, "{%p endfor %}")
    write(
        made,
        "{{ issuer_name }} đã xét thành tích của các tập thể, cá nhân theo các tiêu chí của Kế hoạch và kính "
        "trình {{ addressee }} xem xét, tặng {{ award }} cho {{ counted }} có thành tích trong {{ drive }} (danh "
        "sách kèm theo).",
    )
    lists(made, ("I. TẬP THỂ", "II. CÁ NHÂN"))
    write(made, "{%p if undecided %}")
    write(
        made,
        "Các đối tượng sau ngang nhau ở ranh giới số lượng, chưa được tính vào danh sách trên và do Hội đồng "
        "quyết định: {{ undecided }}.",
    )
    write(made, "{%p endif %}")
    reading(made)
    write(made, "Kèm theo Tờ trình: Biên bản họp xét; danh sách {{ counted }}; {{ reports }} Báo cáo thành tích.")
    write(made, "Kính trình {{ addressee }} xem xét, quyết định./.")
    signatures(
        made,
        ("Nơi nhận:", "- Như trên;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, HĐTĐKT."),
        ("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
        "Chủ tịch Hội đồng",
    )
    return made


def minutes() -> Paper:
    """Biên bản: what the Council did, with its votes."""
    made = paper()
    heading(made, "BB-{{ symbol }}")
    title(made, "BIÊN BẢN", "Họp xét khen thưởng trong {{ drive }}")
    for text in (
        dotted("Thời gian họp"),
        dotted("Địa điểm họp"),
        dotted("Chủ trì cuộc họp"),
        dotted("Thư ký cuộc họp"),
        "Thành phần: có mặt {{ blank('Số thành viên có mặt', 6) }}/{{ blank('Tổng số thành viên', 6) }} thành viên Hội "
        "đồng.",
        dotted("Thành viên vắng mặt, lý do"),
    ):
        write(made, text)
    write(made, "1. Căn cứ xét", bold=True)
    write(made, "{%p for ground in grounds %}")
    write(made, "- {{ ground }}")
    write(made, "{%p endfor %}")
    write(
        made,
        "Số liệu lấy từ bản ghi đề nghị có mã băm (SHA-256): {{ digest }}.",
    )
    reading(made)
    write(made, "{%p if dependent %}")
    write(made, "Các đối tượng sau có kết quả khác nếu hiểu khác đi:")
    write(made, "{%p endif %}")
    write(made, "{%p for item in dependent %}")
    write(made, "- {{ item }}.")
    write(made, "{%p endfor %}")
    write(made, "2. Kết quả xét và bỏ phiếu", bold=True)
    lists(made, ("a) Tập thể", "b) Cá nhân"), ("Số phiếu đồng ý", "{{ blank('Số phiếu: ' ~ item.name, 8) }}"))
    write(made, "{%p if undecided %}")
    write(made, "3. Ngang nhau ở ranh giới số lượng, Hội đồng quyết định", bold=True)
    write(made, "{{ undecided }}. Quyết định của Hội đồng: {{ blank('Quyết định về các đối tượng ngang nhau', 40) }}")
    write(made, "{%p endif %}")
    write(made, "Hội đồng thống nhất đề nghị {{ addressee }} tặng {{ award }} cho {{ counted }} nêu trên.")
    write(made, "Cuộc họp kết thúc hồi {{ blank('Giờ kết thúc', 10) }} cùng ngày, biên bản đã được thông qua./.")
    signatures(made, ("THƯ KÝ", "(Ký, ghi rõ họ tên)"), ("CHỦ TRÌ", "(Ký, ghi rõ họ tên)"), "Chủ trì")
    return made


def report() -> Paper:
    """Báo cáo thành tích. The sections of Mẫu 08 are recalled: the note says to compare the printed form."""
    made = paper()
    heading(made, issuer="unit_upper")
    title(made, "BÁO CÁO THÀNH TÍCH", "Đề nghị tặng {{ award }}")
    write(made, "{{ drive }}", ALIGN.CENTER, italic=True)
    write(made, "Tên {{ kind }} đề nghị: {{ name }}", ALIGN.LEFT, bold=True)
    write(made, "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", ALIGN.LEFT, bold=True)
    write(made, "{%p if person %}")
    for label in ("Năm sinh", "Quê quán", "Chức vụ, nhiệm vụ được giao", "Trình độ chuyên môn"):
        write(made, dotted(f"- {label}"))
    write(made, "- Đơn vị công tác: {{ unit }}")
    write(made, "{%p else %}")
    for label in ("Chức năng, nhiệm vụ được giao", "Tổng số công chức, viên chức, người lao động", "Tỷ lệ nữ"):
        write(made, dotted(f"- {label}"))
    write(made, "{%p endif %}")
    write(made, "II. THÀNH TÍCH ĐẠT ĐƯỢC", ALIGN.LEFT, bold=True)
    write(
        made,
        "Được giao mô tả {{ entries_words }} cơ sở dữ liệu trong Danh mục cơ sở dữ liệu của tỉnh; mức mô tả "
        "hoàn thiện đạt {{ score }}{{ early }}. Kết quả theo từng tiêu chí:",
    )
    write(made, "{%p for item in criteria %}")
    write(made, "- {{ item.text }}: {{ item.evidence }}.")
    write(made, "{%p endfor %}")
    rows(
        made,
        ("STT", "Cơ sở dữ liệu", "Lĩnh vực", "Mức mô tả", "Trước hạn"),
        (14, 46, 46, 30),
        "entries",
        ("{{ loop.index }}", "{{ item.entry }}", "{{ item.domain }}", "{{ item.score }}", "{{ item.early }}"),
    )
    write(made, dotted("Kết quả khác ngoài số liệu của Danh mục"))
    signatures(
        made, ("XÁC NHẬN CỦA CẤP TRÊN", "(Ký, đóng dấu)"), ("{{ signer }}", "(Ký, ghi rõ họ tên)"), "Người báo cáo"
    )
    write(
        made,
        "Ghi chú (xóa khi in): các mục theo Mẫu 08 kèm theo Nghị định 152/2025/NĐ-CP được ghi lại theo trí nhớ, "
        "phải đối chiếu với mẫu in trước khi ký.",
        italic=True,
        size=LIST,
    )
    return made


TEMPLATES: dict[str, Callable[[], Paper]] = {
    "to-trinh.docx": proposal,
    "bien-ban.docx": minutes,
    "bao-cao.docx": report,
    "tong-ket-don-vi.docx": closing_of_unit,
    "tong-ket-so.docx": closing_of_all,
}
"""File name → what draws it."""


def drawn(name: str) -> bytes:
    """A template as bytes that are the same each time."""
    made = TEMPLATES[name]()
    made.core_properties.author = "catval"
    buffer = io.BytesIO()
    made.save(buffer)
    return settled(buffer.getvalue())


if __name__ == "__main__":
    for file in TEMPLATES:
        (HERE / file).write_bytes(drawn(file))
