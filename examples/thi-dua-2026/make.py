"""Write catalog.json and register.yaml: six units, twenty people by role, every outcome that a nomination can have.

Run ``python examples/thi-dua-2026/make.py`` after a change here. All of it is invented.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
DUE = date(2026, 4, 25)
UNITS = {
    "don-vi-a": ("Phòng A", 60),
    "don-vi-b": ("Phòng B", 50),
    "don-vi-c": ("Phòng C", 33),
    "don-vi-d": ("Phòng D", 75),
    "don-vi-e": ("Phòng E", 40),
    "don-vi-f": ("Phòng F", 20),
}
PEOPLE: list[dict[str, Any]] = [
    {"unit": "don-vi-a", "early": 12, "gender": "female"},
    {"unit": "don-vi-a", "early": 11, "gender": "male"},
    {"unit": "don-vi-a", "early": 10, "gender": "female"},
    {"unit": "don-vi-a", "early": 9, "gender": "male"},
    {"unit": "don-vi-b", "early": 8, "gender": "female"},
    {"unit": "don-vi-b", "early": 7, "gender": "male"},
    {"unit": "don-vi-b", "early": 6, "gender": "male"},
    {"unit": "don-vi-b", "early": 8, "gender": "male", "conduct": "pending"},
    {"unit": "don-vi-c", "early": 5, "gender": "male"},
    {"unit": "don-vi-c", "early": 4, "gender": "female"},
    {"unit": "don-vi-c", "early": 6, "gender": "female", "conduct": None},
    {"unit": "don-vi-d", "early": 3, "gender": "male"},
    {"unit": "don-vi-e", "early": 3, "gender": "male"},
    {"unit": "don-vi-d", "early": 2, "gender": "female", "blank": ["importance_class"]},
    {"unit": "don-vi-e", "early": 2, "gender": "female", "blank": ["importance_class"]},
    {"unit": "don-vi-a", "early": 9, "gender": "female", "repeat": True},
    {"unit": "don-vi-f", "early": 4, "gender": "male", "published": False},
    {
        "unit": "don-vi-f",
        "early": 4,
        "gender": "male",
        "blank": ["scope", "collection_mechanism", "update_mechanism", "data_source", "security_level", "status"],
    },
    {"unit": "don-vi-f", "early": 0, "gender": "female", "attested": False},
    {"unit": "don-vi-f", "early": 1, "gender": "male", "recognised": False},
]
"""For each person: days before the entry was due, and what keeps the person from an award, if anything does."""


def entry(number: int, person: dict[str, Any]) -> dict[str, Any]:
    """One description: complete but for what the person left blank."""
    made = {
        "catalog_ref": str(number),
        "db_code": f"VD-{number:03}",
        "db_name": f"Cơ sở dữ liệu ví dụ số {number} của đợt thi đua",
        "db_kind": "internal",
        "steward_level": "provincial",
        "purpose": f"Phục vụ theo dõi, tra cứu và báo cáo về nội dung thứ {number} do đơn vị phụ trách.",
        "scope": f"Toàn bộ hồ sơ thứ {number} của đơn vị từ năm 2020 đến nay.",
        "content_description": f"Mã số, tên gọi, thời điểm lập, tình trạng của từng hồ sơ thuộc nội dung {number}.",
        "domain": "science_technology" if number % 2 else "digital_transformation",
        "managing_agency": UNITS[person["unit"]][0],
        "agency_code": "H52.12.01",
        "contact_point": {
            "name": f"Đầu mối {number}",
            "position": "Chuyên viên",
            "email": f"daumoi{number}@example.vn",
        },
        "collection_mechanism": f"Chuyên viên nhập từ hồ sơ giấy của nội dung thứ {number} khi tiếp nhận.",
        "update_mechanism": f"Cập nhật khi hồ sơ thứ {number} đổi tình trạng, lãnh đạo phòng duyệt.",
        "update_frequency": "monthly",
        "data_source": f"Hồ sơ lưu tại đơn vị, quyển số {number}",
        "last_updated": "2026-04-15",
        "data_items": [
            {"name": "Mã số", "description": f"Mã hồ sơ trong nội dung thứ {number}"},
            {"name": "Tình trạng", "description": f"Bước xử lý hiện tại của hồ sơ nội dung thứ {number}"},
        ],
        "sharing_class": "private",
        "importance_class": "other",
        "personal_data": "none",
        "state_secret": False,
        "security_level": 2,
        "no_share_reason": "Dữ liệu nội bộ phục vụ điều hành của đơn vị, chưa có nhu cầu khai thác từ bên ngoài.",
        "status": "operating",
        "published": {"published": person.get("published", True), "decision": "515/QĐ-UBND", "date": "2026-02-12"},
    }
    return {key: value for key, value in made.items() if key not in person.get("blank", ())}


def catalog() -> dict[str, Any]:
    """All descriptions."""
    return {"profile": "sonla-515", "entries": [entry(number, person) for number, person in enumerate(PEOPLE, 1)]}


def register() -> dict[str, Any]:
    """Units, people and assignments."""
    units = [
        {
            "id": key,
            "name": name,
            "plan": {"number": f"{number}/KH-{name[-1]}", "date": "2026-03-10"},
            "nominated": True,
            "conduct": "clear",
            "women_share": share,
        }
        for number, (key, (name, share)) in enumerate(UNITS.items(), 11)
    ]
    return {
        "units": units,
        "people": [member(number, person) for number, person in enumerate(PEOPLE, 1)],
        "assignments": [
            {
                "entry": f"VD-{number:03}",
                "unit": person["unit"],
                "person": f"ca-nhan-{number:02}",
                "domain": "Khoa học và công nghệ" if number % 2 else "Chuyển đổi số",
                "due": DUE.isoformat(),
                "finished": (DUE - timedelta(person["early"])).isoformat(),
            }
            for number, person in enumerate(PEOPLE, 1)
        ],
    }


def member(number: int, person: dict[str, Any]) -> dict[str, Any]:
    """One person of the register, named by role."""
    made: dict[str, Any] = {
        "id": f"ca-nhan-{number:02}",
        "name": f"Cán bộ số {number}",
        "unit": person["unit"],
        "position": "Chuyên viên",
        "gender": person["gender"],
        "nominated": True,
    }
    if (conduct := person.get("conduct", "clear")) is not None:
        made["conduct"] = conduct
    if person.get("attested", True):
        made["participation"] = {"attested_by": f"Trưởng {UNITS[person['unit']][0]}", "on": "2026-04-28"}
    if person.get("recognised", True):
        made["recognised"] = {"by": "Giám đốc Sở", "on": "2026-04-29", "document": "01/TB-SKHCN"}
    if person.get("repeat"):
        made["previous_awards"] = [{"decision": "02/QĐ-SKHCN", "achievement": "sonla-2026"}]
    return made


def written() -> dict[str, str]:
    """Each file with what stands in it."""
    return {
        "catalog.json": json.dumps(catalog(), ensure_ascii=False, indent=2) + "\n",
        "register.yaml": yaml.safe_dump(register(), allow_unicode=True, sort_keys=False, width=120),
    }


if __name__ == "__main__":
    for name, text in written().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
