"""Values in their strict form: what a field may hold, made without looking at how an exporter says it."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from catalog_validator.api.certify.patterns import matching_text
from catalog_validator.engine.conditions import decide
from catalog_validator.engine.plan import Plan
from catalog_validator.engine.sheet import Sheet
from catalog_validator.engine.verdict import is_error
from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import Field, FieldType, Obligation

Entry = dict[str, object]
MANY = frozenset({FieldType.TEXTS, FieldType.CODES, FieldType.RECORDS})
RECORDS = frozenset({FieldType.RECORD, FieldType.RECORDS})
_TRIES = 100
_WORDS = tuple(
    """
    danh sách hồ sơ thủ tục của các xã phường trên địa bàn được lập theo biểu mẫu gồm mã số tên gọi ngày tháng chỉ tình
    trạng xử lý kết quả kiểm tra đo đạc bản đồ quy hoạch giống cây rừng suối đường cầu trường lớp học
    """.split()  # noqa: SIM905
)


def good_value(rng: random.Random, field: Field, as_of: date) -> object:
    """A value that the field may hold, as the native JSON form has it."""
    if field.type is FieldType.RECORD:
        return good_record(rng, field, as_of)
    if field.type in MANY:
        one = good_record if field.type is FieldType.RECORDS else good_scalar
        return [one(rng, field, as_of) for _ in range(rng.randint(1, 3))]
    return good_scalar(rng, field, as_of)


def good_record(rng: random.Random, field: Field, as_of: date) -> Entry:
    """The parts that are owed, one of those of which one is needed, and some of the others."""
    needed = {part.id for part in field.parts if part.obligation is Obligation.MANDATORY}
    if field.any_of or not needed:
        needed.add(rng.choice(field.any_of or [part.id for part in field.parts]))
    return {part.id: good_value(rng, part, as_of) for part in field.parts if part.id in needed or rng.random() < 0.5}


def good_scalar(rng: random.Random, field: Field, as_of: date) -> object:
    """One code, number, answer or text."""
    if field.code_list is not None:
        return rng.choice(field.code_list.items).code
    return _MAKERS[field.type](rng, field, as_of)


def bounds(field: Field, kind: str, low: str, high: str) -> tuple[int | None, int | None]:
    """The strictest bounds that the field's checks of a kind set at the cost of credit."""
    given = [check.params for check in field.checks if check.kind == kind and check.severity is Severity.ERROR]
    least = [cast(int, params[low]) for params in given if params.get(low) is not None]
    most = [cast(int, params[high]) for params in given if params.get(high) is not None]
    return max(least, default=None), min(most, default=None)


def lengths(field: Field) -> tuple[int, int | None]:
    """Least and greatest length of a text."""
    least, most = bounds(field, "min_length", "min", "max")[0], bounds(field, "max_length", "min", "max")[1]
    return max(1, least or 1), most


def words(rng: random.Random, length: int) -> str:
    """A text of exactly so many characters that means something, without blanks at its ends."""
    text = " ".join(rng.choices(_WORDS, k=length // 2 + 1))[:length].capitalize()
    return text if text[-1:] != " " else f"{text[:-1]}a"


def _text(rng: random.Random, field: Field, as_of: date) -> str:
    patterns = [cast(str, check.params["pattern"]) for check in field.checks if check.kind == "pattern"]
    least, most = lengths(field)
    if patterns:
        made = (matching_text(rng, rng.choice(patterns)) for _ in range(_TRIES))
        return next((text for text in made if _fits(text, patterns, least, most)), field.good)
    low = max(least, min(12, most or 12))
    return words(rng, rng.randint(low, min(most or low + 80, low + 80)))


def _fits(text: str, patterns: Sequence[str], least: int, most: int | None) -> bool:
    whole = all(re.fullmatch(pattern, text, re.ASCII) for pattern in patterns)
    return whole and least <= len(text) <= (most or len(text))


def _date(rng: random.Random, field: Field, as_of: date) -> str:
    return (as_of - timedelta(days=rng.randint(0, 9000))).isoformat()


def _integer(rng: random.Random, field: Field, as_of: date) -> int:
    least, most = bounds(field, "range", "min", "max")
    low = least if least is not None else min(0, most or 0)
    return rng.randint(low, most if most is not None else low + 1000)


def _url(rng: random.Random, field: Field, as_of: date) -> str:
    host = rng.choice(("example.vn", "dulieu.example.vn", "a-b.c1.example.org:8443", "xn--bcher-kva.example"))
    return f"{rng.choice(('https', 'http'))}://{host}" + rng.choice(("", "/", "/v1/ho-so?x=1&y=%20#z", "?q=(a),b;c"))


def _email(rng: random.Random, field: Field, as_of: date) -> str:
    return rng.choice(("daumoi1", "dau.moi+1", "a_b-c", "o'neill")) + "@" + rng.choice(("example.vn", "thu.example.vn"))


def _phone(rng: random.Random, field: Field, as_of: date) -> str:
    return rng.choice(("0212 3 000 000", "0912345678", "+84 912 345 678", "1800.1234", "19001234", "024-3000-0000"))


def _period(rng: random.Random, field: Field, as_of: date) -> str:
    return rng.choice(("2015/2020", "2015-03/2020-12", "2019/..", "2020-01-31/2020-02-29", "2016-02/2020"))


def _duration(rng: random.Random, field: Field, as_of: date) -> str:
    return rng.choice(("P5Y", "P1Y6M", "P3W", "PT12H", "P10DT4H30M", "permanent"))


_MAKERS: Mapping[FieldType, Callable[[random.Random, Field, date], object]] = {
    FieldType.TEXT: _text,
    FieldType.TEXTS: _text,
    FieldType.DATE: _date,
    FieldType.INTEGER: _integer,
    FieldType.YES_NO: lambda rng, field, as_of: rng.random() < 0.5,
    FieldType.URL: _url,
    FieldType.EMAIL: _email,
    FieldType.PHONE: _phone,
    FieldType.PERIOD: _period,
    FieldType.DURATION: _duration,
}


def _good(rng: random.Random, field: Field, plan: Plan) -> object:
    """A value that the engine takes, as far as a few tries find one: several checks may want the same text at once.

    Else the profile's own example, or None of what need not be there.
    """
    for _ in range(_TRIES):
        value = good_value(rng, field, plan.as_of)
        if not any(map(is_error, plan.judges[field.id](value).violations)):
            return value
    return None if field.obligation is Obligation.OPTIONAL else field.good


def good_entry(rng: random.Random, plan: Plan) -> Entry:
    """An entry with all that it owes, and some of what it may have; nothing that does not apply."""
    entry: Entry = {}
    for field in plan.order:
        if field.when is not None and decide(field.when, Sheet(plan, entry).look) is False:
            continue
        if field.refuse:
            entry[field.id] = False
        elif field.obligation is not Obligation.OPTIONAL or rng.random() < 0.4:
            entry[field.id] = _good(rng, field, plan)
    return {field.id: entry[field.id] for field in plan.profile.fields if entry.get(field.id) is not None}
