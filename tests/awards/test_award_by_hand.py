"""A second drive, written down by hand: a register as an officer fills a workbook, a catalog as CSV.

Each outcome stands beside its reason, as a person decides who applies the plan of 3 March 2026.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from catalog_runs import catval

DUE = date(2026, 4, 28)
DECISION = ("có", "515/QĐ-UBND", "12/02/2026")
CLEAR = "Không có vi phạm"

HEADINGS = (
    "Tên CSDL", "Số thứ tự trong Danh mục ban hành kèm QĐ 515", "Mã CSDL", "Loại CSDL", "Cấp chủ trì", "Mục đích",
    "Phạm vi", "Nội dung", "Lĩnh vực", "Cơ quan chủ quản", "Cán bộ đầu mối - Họ tên cán bộ đầu mối",
    "Cán bộ đầu mối - Chức vụ cán bộ đầu mối", "Cán bộ đầu mối - Thư điện tử cán bộ đầu mối",
    "Mã định danh điện tử cơ quan", "Cơ chế thu thập", "Cơ chế cập nhật", "Tần suất cập nhật", "Nguồn dữ liệu",
    "Cập nhật gần nhất", "Các mục dữ liệu", "Phân loại chia sẻ", "Mức độ quan trọng", "Dữ liệu cá nhân",
    "Bí mật nhà nước", "Cấp độ an toàn", "Lý do, căn cứ không chia sẻ", "Hiện trạng",
)  # fmt: skip
BLANKED = (
    "Phạm vi", "Cơ chế thu thập", "Cơ chế cập nhật", "Nguồn dữ liệu", "Cấp độ an toàn", "Hiện trạng", "Mục đích",
)  # fmt: skip
"""Fields worth one point each that an entry is left without, in this order."""

ENTRIES: dict[str, int] = {
    **dict.fromkeys(("SH-1", "AT-1", "AT-2", "DM-1", "TD-1", "TH-1", "VP-1", "TT-1", "TS-1", "CC-1", "BC-1"), 0),
    **dict.fromkeys(("NC-1", "KT-1"), 0),
    **{"KH-1": 4, "KH-2": 5, "KH-3": 5, "KH-4": 5, "KH-5": 5},  # 120 points, 24 lost: exactly 80 %
    **{"CN-1": 0, "CN-2": 6, "CN-3": 6, "CN-4": 6, "CN-5": 7},  # 120 points, 25 lost: 79.16 %
}
"""Entry → how many of its 24 points are lost."""

UNITS: dict[str, tuple[str, str, str | None, str | int | None, str]] = {
    # id: (plan, proposed, conduct, women, outcome)
    "so-huu-tri-tue": ("05/KH-SHTT", "có", CLEAR, 20, "nominated"),  # 10 days early
    "an-toan": ("06/KH-AT", "có", CLEAR, 30, "nominated"),  # 8 days
    "doi-moi": ("07/KH-ĐM", "x", CLEAR, "66,7", "nominated"),  # 7 days
    "tieu-chuan": ("08/KH-TC", "có", CLEAR, 71, "nominated"),  # 5 days, equal at the fourth place: 71 % women
    "thong-tin": ("09/KH-TH", "có", CLEAR, "69,9", "over_quota"),  # 5 days, equal, below 70 %
    "ke-hoach": ("01/KH-KH", "có", CLEAR, 90, "over_quota"),  # 80 % is enough, but others describe more
    "cong-nghe": ("02/KH-CN", "có", CLEAR, 50, "not_eligible"),  # a point short of 80 %
    "van-phong": ("03/KH-VP", "có", "Đang xem xét", 50, "blocked"),
    "thanh-tra": ("04/KH-TT", "có", None, 50, "blocked"),  # nobody says that nothing is pending
    "trung-tam-so": ("10/KH-TS", "có", CLEAR, 50, "blocked"),  # rewarded for this drive already
    "chi-cuc": ("11/KH-CC", "có", CLEAR, 50, "not_eligible"),  # finished on the due day itself
    "buu-chinh": ("12/KH-BC", "có", CLEAR, 50, "not_eligible"),  # not promulgated
    "nghien-cuu": ("", "có", CLEAR, 50, "not_eligible"),  # no plan is known
    "kinh-te": ("13/KH-KT", "không", CLEAR, 50, "not_eligible"),  # its head did not propose it
}

WORK: dict[str, tuple[str, str | None, int]] = {
    # entry: (unit, person, days before it was due)
    "SH-1": ("so-huu-tri-tue", "p01", 10),
    "AT-1": ("an-toan", "p02", 8),
    "AT-2": ("an-toan", "p15", 8),
    "DM-1": ("doi-moi", "p03", 7),
    "TD-1": ("tieu-chuan", "p06", 5),
    "TH-1": ("thong-tin", "p07", 5),
    "VP-1": ("van-phong", "p04", 6),
    "TT-1": ("thanh-tra", "p05", 6),
    "TS-1": ("trung-tam-so", "p11", 3),
    "CC-1": ("chi-cuc", "p12", 0),
    "BC-1": ("buu-chinh", "p14", 9),
    "NC-1": ("nghien-cuu", "p08", 4),
    "KT-1": ("kinh-te", "p09", 4),
    "KH-1": ("ke-hoach", "p13", 1),
    **{f"KH-{number}": ("ke-hoach", None, 1) for number in range(2, 6)},
    "CN-1": ("cong-nghe", "p10", 3),
    **{f"CN-{number}": ("cong-nghe", None, 3) for number in range(2, 6)},
}

PEOPLE = {
    "p01": "nominated", "p02": "nominated", "p03": "nominated",
    "p04": "nominated", "p05": "nominated",  # their units are blocked, they are not
    "p06": "nominated", "p07": "nominated", "p08": "nominated", "p09": "nominated",
    "p10": "tied_at_quota", "p11": "tied_at_quota",  # equal at the tenth place, both men: the Council decides
    "p12": "over_quota",  # the plan does not ask a person to be early; but others are
    "p13": "over_quota",  # 83.33 %
    "p14": "not_eligible",  # not promulgated
    "p15": "not_eligible",  # not recognised by the Director
    "p16": "not_eligible",  # nothing was assigned
}  # fmt: skip


def catalog(path: Path) -> Path:
    """Entries of 24 points each, less what is left blank."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        for number, (name, lost) in enumerate(ENTRIES.items(), 1):
            row: dict[str, object] = dict(
                zip(
                    HEADINGS,
                    (
                        f"Cơ sở dữ liệu nghiệp vụ {name} của Sở", number, name, "internal", "provincial",
                        f"Phục vụ quản lý, tra cứu và thống kê nghiệp vụ {name}.",
                        f"Hồ sơ nghiệp vụ {name} phát sinh từ năm 2019.",
                        f"Mã hồ sơ, ngày lập, người lập và kết quả xử lý của nghiệp vụ {name}.", "science_technology",
                        "Sở Khoa học và Công nghệ", f"Đầu mối {number}", "Chuyên viên", f"dm{number}@example.vn",
                        "H52.12.01", f"Cán bộ nhập khi tiếp nhận hồ sơ {name}.",
                        f"Sửa khi hồ sơ {name} có kết quả, trưởng phòng duyệt.", "monthly", f"Sổ theo dõi {name}",
                        "2026-04-10", f"Mã hồ sơ | Mã ghi trong sổ {name} | text",
                        "private", "other", "none", "false", 2,
                        "Dữ liệu nội bộ của đơn vị, chưa có đơn vị khác đề nghị khai thác.", "operating",
                    ),
                    strict=True,
                )
            )  # fmt: skip
            writer.writerow(row | dict.fromkeys(BLANKED[:lost], ""))
    return path


def register(path: Path) -> Path:
    """The workbook as an officer fills it: Vietnamese words, dates as cells or as text, blank where it is not known."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Ghi chú của người lập, không phải danh sách"])
    units = book.create_sheet("Đơn vị")
    units.append(
        ["Mã đơn vị", "Tên đơn vị", "Số kế hoạch", "Ngày kế hoạch", "Được đề nghị (có/không)",
         "Tình trạng xem xét vi phạm", "Tỷ lệ nữ (%)"]
    )  # fmt: skip
    for name, (plan, proposed, conduct, women, _) in UNITS.items():
        units.append([name, f"Phòng {name}", plan, "10/03/2026" if plan else None, proposed, conduct, women])
    people = book.create_sheet("Cá nhân")
    people.append(
        ["Mã cá nhân", "Họ tên", "Mã đơn vị", "Giới tính", "Được đề nghị (có/không)", "Tình trạng xem xét vi phạm",
         "Người xác nhận tham gia tích cực", "Ngày xác nhận tham gia", "Người công nhận", "Ngày công nhận"]
    )  # fmt: skip
    homes = {person: unit for unit, person, _ in WORK.values() if person} | {"p16": "an-toan"}
    for name in PEOPLE:
        recognised = (None, None) if name == "p15" else ("Giám đốc Sở", date(2026, 5, 4))
        attested = ("Trưởng phòng", date(2026, 4, 29))
        people.append([name, f"Cán bộ {name}", homes[name], "Nam", "có", CLEAR, *attested, *recognised])
    works = book.create_sheet("Phân công")
    works.append(
        ["Mã mô tả CSDL", "Mã đơn vị", "Mã cá nhân", "Lĩnh vực", "Hạn hoàn thành", "Ngày hoàn thành",
         "Đã ban hành (có/không)", "Quyết định ban hành", "Ngày ban hành"]
    )  # fmt: skip
    for name, (unit, person, early) in WORK.items():
        said = ("không", None, None) if name == "BC-1" else DECISION
        finished = DUE - timedelta(early)
        works.append([name.lower(), unit, person, "Khoa học", DUE, f"{finished:%d/%m/%Y}", *said])
    awards = book.create_sheet("Khen thưởng trước")
    awards.append(["Mã đơn vị hoặc cá nhân", "Quyết định khen thưởng", "Thành tích (mã đợt thi đua)"])
    awards.append(["trung-tam-so", "88/QĐ-SKHCN", "sonla-2026"])
    awards.append(["an-toan", "12/QĐ-SKHCN", "sonla-2025"])  # for another achievement: no obstacle
    book.save(path)
    return path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What comes out on the last day for the dossier."""
    home = tmp_path_factory.mktemp("by-hand")
    inputs = ("--register", register(home / "dang-ky.xlsx"), catalog(home / "danh-muc.csv"))
    ended = catval("awards", "nominate", *inputs, "--as-of=2026-05-04", "--format=json")
    assert (ended.code, ended.err) == (1, "")
    late = catval("awards", "nominate", *inputs, "--as-of=2026-05-05", "--format=json").json
    assert (late["dossier"]["late"], late["candidates"]) == (True, ended.json["candidates"])
    return ended.json


def outcomes(record: Any, kind: str) -> dict[str, str]:
    return {one["id"]: one["outcome"] for one in record["candidates"] if one["kind"] == kind}


def test_every_unit_comes_out_as_a_person_would_decide(record: Any) -> None:
    assert outcomes(record, "collective") == {name: expected for name, (*_, expected) in UNITS.items()}


def test_every_person_comes_out_as_a_person_would_decide(record: Any) -> None:
    assert outcomes(record, "individual") == PEOPLE


def test_the_numbers_are_those_of_the_hand(record: Any) -> None:
    found = {one["id"]: one for one in record["candidates"]}
    assert (found["ke-hoach"]["score_exact"], found["cong-nghe"]["score"]) == ("80", "79.16")
    assert found["ke-hoach"]["scores_by_reading"] == {"pooled": "80", "share": "20", "every": "79.16"}
    assert [found[name]["rank"] for name in ("so-huu-tri-tue", "an-toan", "doi-moi", "tieu-chuan", "thong-tin")] == [
        1, 2, 3, 4, 4,
    ]  # fmt: skip
    assert found["ke-hoach"]["rank"] == 6
    assert found["p13"]["score"] == "83.33"
    assert (record["dossier"], record["totals"]["collective"]["nominated"]) == (
        {"last_day": "2026-05-04", "days_left": 0, "late": False},
        4,
    )


@pytest.mark.parametrize(
    ("name", "reason", "about"),
    [
        ("cong-nghe", "criterion-not-met", "C3"),
        ("van-phong", "conduct-pending", ""),
        ("thanh-tra", "conduct-unknown", ""),
        ("trung-tam-so", "repeated-award", "88/QĐ-SKHCN"),
        ("chi-cuc", "criterion-not-met", "C2"),
        ("buu-chinh", "criterion-not-met", "C3"),
        ("nghien-cuu", "criterion-unknown", "C1"),
        ("kinh-te", "not-proposed", ""),
        ("tieu-chuan", "preferred", "70"),
        ("thong-tin", "others-preferred", "70"),
        ("p10", "tie-undecided", ""),
        ("p14", "criterion-not-met", "I2"),
        ("p15", "criterion-unknown", "I2"),
        ("p16", "criterion-not-met", "I2"),
    ],
)
def test_and_for_that_reason(record: Any, name: str, reason: str, about: str) -> None:
    (found,) = [one for one in record["candidates"] if one["id"] == name]
    assert found["reasons"] == [{"reason": reason, "about": about}]


def test_whoever_depends_on_a_reading_is_named(record: Any) -> None:
    moved = {one["id"]: {change["value"] for change in one["changes_under"]} for one in record["candidates"]}
    assert moved["ke-hoach"] == {"share", "every", "all"}
    assert moved["p13"] == {"100"}
    assert moved["so-huu-tri-tue"] == set()
