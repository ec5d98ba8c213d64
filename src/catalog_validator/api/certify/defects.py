"""Every kind of defect for every kind of field, and every other way to write a value that the engine reads as well."""

import random
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from catalog_validator.api.certify.patterns import matching_text
from catalog_validator.api.certify.values import MANY, RECORDS, bounds, lengths
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Field, FieldType, Profile


class Gone:
    """Stands for a value that is not there."""


GONE = Gone()
_LONG = 64 * "a"


@dataclass(frozen=True, slots=True)
class Defect:
    """What to put into a field (or a part, by the path), and what kind of thing that is."""

    path: tuple[str, ...]
    name: str
    value: object
    manner: str = ""
    """Set where this is another way to write something: blank, hollow, spelling, padded, decomposed, shape, unknown."""


def defects(profile: Profile, as_of: date) -> Iterator[Defect]:
    """All defects of all fields, each once."""
    for field in profile.fields:
        for defect in of_field(field, as_of):
            yield _at(defect, field.id)
    yield Defect(("unknown_member",), "unknown member", "x", "unknown")


def _at(defect: Defect, name: str) -> Defect:
    return Defect((name, *defect.path), defect.name, defect.value, defect.manner)


def of_field(field: Field, as_of: date) -> Iterator[Defect]:
    """The defects of a field or part; paths count from it."""
    yield from _of_presence(field)
    if field.type in RECORDS:
        yield from _of_record(field, as_of)
    elif field.type in MANY:
        for one in of_value(field, as_of):
            yield Defect((), f"an item: {one.name}", [one.value], one.manner)
        good = field.code_list.items[0].code if field.code_list else (field.good or "Nhóm một")
        yield Defect((), "bare item", good, "shape")
        yield Defect((), "item beside a blank", [good, "  "], "blank")
        yield Defect((), "item beside a hollow one", [good, "n/a"], "hollow")
        yield Defect((), "item beside a list", [good, ["x"]])
    else:
        yield from of_value(field, as_of)


def _of_presence(field: Field) -> Iterator[Defect]:
    yield Defect((), "missing", GONE)
    for name, value in (
        ("null", None),
        ("empty text", ""),
        ("spaces", " \u00a0 "),
        ("empty list", []),
        ("empty object", {}),
    ):
        yield Defect((), name, value, "blank")
    for name, text in (("placeholder", "n/a"), ("phrase", "Đang cập nhật"), ("none", "không có"), ("dash", "-")):
        yield Defect((), name, text, "hollow")
    yield Defect((), "label", field.label.vi, "hollow")
    yield Defect((), "keyboard", "asdfgh", "hollow")
    yield Defect((), "one character", "xxxx", "hollow")
    yield Defect((), "object", {"strange": "value"}, "shape")
    yield Defect((), "list of objects", [{"strange": "value"}], "shape")
    yield Defect((), "list of texts", ["một", "hai"], "shape")
    yield Defect((), "yes", True, "shape")
    yield Defect((), "number", 12, "shape")
    yield Defect((), "broken number", 2.5, "shape")


def _of_record(field: Field, as_of: date) -> Iterator[Defect]:
    """The defects of each part; of a list of records in its first record (path step ``0``)."""
    step = ("0",) if field.type is FieldType.RECORDS else ()
    for part in field.parts:
        for one in of_field(part, as_of):
            yield Defect((*step, part.id, *one.path), one.name, one.value, one.manner)
    yield Defect((*step, "unknown_part"), "unknown part", "x", "unknown")
    yield Defect((), "plain text", "Nguyễn Văn A, phòng nghiệp vụ", "shape")
    if field.any_of:
        yield Defect(step, "none of some", {part.id: part.good for part in field.parts if part.id not in field.any_of})
    if step:
        yield Defect(("+",), "empty record more", {}, "blank")
        yield Defect(("+",), "hollow record more", {field.parts[0].id: "n/a"}, "hollow")
        yield Defect(("+",), "number more", 5, "shape")


def of_value(field: Field, as_of: date) -> Iterator[Defect]:
    """What is wrong with one value, and other spellings of good ones."""
    if field.code_list is not None:
        yield from _of_code(field)
    elif field.type in (FieldType.TEXT, FieldType.TEXTS):
        yield from _of_text(field)
    elif field.type is FieldType.INTEGER:
        yield from _of_integer(field)
    elif field.type is FieldType.YES_NO:
        for text in ("có", "KHÔNG", "true", "x"):
            yield Defect((), f"answer {text}", text, "spelling")
        yield Defect((), "no answer", "có lẽ")
        yield Defect((), "one", 1)
    elif field.type is FieldType.DATE:
        yield from _of_date(as_of)
    else:
        yield from _WRITTEN[field.type]
    yield Defect((), "letters lost", "S?n La ch?a c?p nh?t d? li?u c?a t?nh")


def _of_code(field: Field) -> Iterator[Defect]:
    assert field.code_list is not None
    yield Defect((), "no code", "mã không có trong danh sách")
    for item in field.code_list.items:
        yield Defect((), f"code {item.code}", item.code)
        yield Defect((), "code in capitals", item.code.upper(), "spelling" if item.code != item.code.upper() else "")
        yield Defect((), "code, padded", f" {item.code} ", "padded")
        yield Defect((), "label", item.label.vi, "spelling")
        yield Defect((), "label in English", item.label.en, "spelling")
        yield Defect((), "label, decomposed", unicodedata.normalize("NFD", item.label.vi), "spelling")
        for alias in item.aliases[:1]:
            yield Defect((), "alias", alias, "spelling")


def _of_text(field: Field) -> Iterator[Defect]:
    least, most = lengths(field)
    said = "Bản đồ hiện trạng sử dụng đất của các xã "
    for length in sorted({1, least - 1, least, least + 1, *((most - 1, most, most + 1) if most else ())} - {0}):
        text = (said * (length // len(said) + 1))[:length]
        text = text if text[-1] != " " else f"{text[:-1]}ơ"
        yield Defect((), f"{length} characters", text)
        yield Defect((), f"{length} characters, decomposed", unicodedata.normalize("NFD", text), "decomposed")
        yield Defect((), f"{length} characters, padded", f"  {text}\n", "padded")
    for check in field.checks:
        if check.kind == "pattern":
            example = str(check.params.get("example") or field.good)
            made = (matching_text(random.Random(number), str(check.params["pattern"])) for number in range(8))
            yield from (Defect((), f"matches {check.params['pattern']}", text) for text in made)
            for name, text in (("example", example), ("example and more", f"{example}!"), ("cut", example[:-1])):
                yield Defect((), name, text)
            yield Defect((), "example before a line end", f"{example}\n", "padded")
            yield Defect((), "digits of another script", example.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
            yield Defect((), "other case", example.swapcase())
    if most:
        yield Defect((), "like a formula", f"={said * (most // len(said) + 1)}"[: most - 1] + "a", "inert")
    yield Defect((), "signs that cannot be seen", "\u200b\u00a0\ufeff\u2060", "blank")
    yield Defect((), "signs of another plane that cannot be seen", "\U000e0020" * 60, "unseen")
    yield Defect((), "a number for a text", 2024, "shape")
    yield Defect((), "old encoding", "C¬ së d÷ liÖu qu¶n lý nhiÖm vô khoa häc vµ c«ng nghÖ cña tØnh")


def _of_integer(field: Field) -> Iterator[Defect]:
    least, most = bounds(field, "range", "min", "max")
    near = [bound + step for bound in (least, most) if bound is not None for step in (-1, 0, 1)]
    for number in sorted({-1, 0, 1, 10**15, *near}):
        yield Defect((), f"number {number}", number)
    yield Defect((), "number as text", "1", "spelling")
    yield Defect((), "whole number with a point", 3.0, "spelling")
    yield Defect((), "text", "ba")
    yield Defect((), "with a unit", "3 bản ghi")
    yield Defect((), "far too long", 10**31)


def _of_date(as_of: date) -> Iterator[Defect]:
    for day in ("2024-02-29", "2000-02-29", "0001-01-01", "1999-12-31", as_of.isoformat()):
        yield Defect((), f"day {day}", day)
    for text in ("2023-02-29", "1900-02-29", "2024-13-01", "2024-04-31", "2024-00-10", "2024-01-00", "0000-02-29"):
        yield Defect((), f"no day {text}", text)
    for text in ("tháng trước", "2024", "2024-1-5", "24-01-05"):
        yield Defect((), f"no date {text}", text)
    for text in ("05/01/2024", "5.1.2024", "2024-01-05T10:00:00", "2024-01-05Z"):
        yield Defect((), f"date {text}", text, "spelling")
    yield Defect((), "date, padded", " 2024-01-05 ", "padded")
    yield Defect((), "after the as-of date", (as_of + timedelta(days=1)).isoformat())


def _written(bad: tuple[str, ...], other: tuple[str, ...], padded: str) -> tuple[Defect, ...]:
    return (
        *(Defect((), f"not {text[:30]}", text) for text in bad),
        *(Defect((), f"written {text[:30]}", text, "spelling") for text in other),
        Defect((), f"padded {padded}", f" {padded}\t", "padded"),
    )


_WRITTEN = {
    FieldType.URL: _written(
        (
            "example.vn", "ftp://example.vn", "https://", "https://example", "https://exa mple.vn/", "https://-a.example.vn",
            "https://a_b.example.vn", "https://example.123", "https://u:p@example.vn/", "https://example.vn:0/",
            "https://example.vn:65536/", "https://example.vn/a b", "https://example.vn/<a>", "https://example..vn/",
            f"https://{'.'.join(['abcdefghi'] * 26)}.vn/",
        ),
        ("HTTPS://example.vn", "https://EXAMPLE.vn.", "https://dữliệu.example.vn/", "https://192.0.2.1/x", "https://[2001:db8::1]/",
         "https://example.vn/dữ-liệu"),
        "https://example.vn/a",
    ),
    FieldType.EMAIL: _written(
        ("daumoi", "daumoi@", "@example.vn", "a b@example.vn", "a@b@example.vn", "a..b@example.vn", "a@example",
         "a@-x.vn", "a@example.vn.", "dau.moi(at)example.vn", "đầumối@example.vn", f"{_LONG}a@example.vn"),
        ("a@dữliệu.vn",),
        "a@example.vn",
    ),
    FieldType.PHONE: _written(
        ("3000", "912345678", "0112345678", "09123456789", "091234567", "không rõ số", "+84 0", "0912a45678",
         "1700 1234"),
        ("(0212) 3000000", "0912345678 máy lẻ 12", "0912345678; 0987654321", "0084 912345678"),
        "0912345678",
    ),
    FieldType.PERIOD: _written(
        ("2020/", "/2020", "2015/2020-13", "2015-02-30/2016", "nhiều năm", "2020/2015", "0000/2020"),
        ("từ 2015 đến nay", "2015 - 2020", "01/2015 - 12/2020", "2015/nay"),
        "2015/2020",
    ),
    FieldType.DURATION: _written(
        ("P", "5Y", "PT", "P0Y", "P5S", "lâu", "P1M1Y", "P1234567Y"),
        ("5 năm", "1 năm 6 tháng", "vĩnh viễn", "p5y", "P05Y", "P0Y6M"),
        "P5Y",
    ),
}  # fmt: skip
