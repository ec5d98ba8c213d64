"""Generated profiles and entries: small worlds in which the laws of scoring must hold."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from catalog_validator.model.finding import Severity
from catalog_validator.model.profile import (
    All,
    Atom,
    Check,
    CodeItem,
    CodeList,
    Condition,
    Field,
    FieldType,
    Obligation,
    Placeholders,
    Profile,
    Relation,
)
from catalog_validator.model.profile import Any as AnyOf
from catalog_validator.model.words import Citation, CitationStatus, Confidence, Label

AS_OF = date(2026, 4, 30)
CHOICE = Citation("", CitationStatus.DESIGN_CHOICE, Confidence.NONE)
PLACEHOLDERS = Placeholders(exact=("đang cập nhật", "n/a", "chưa rõ"), none=("không có",), mash=("qwerty",))
HOLLOW = ("", "   ", "\u00a0\u200b\ufeff", "đang cập nhật", "ĐANG CẬP NHẬT…", "N/A", "xxx", "----", "không có")
TEXTS = (
    "Quản lý hồ sơ nhiệm vụ khoa học của tỉnh",
    "Phục vụ tra cứu và thống kê hằng năm",
    "Toàn bộ các đơn vị trên địa bàn",
    "Kết nối qua trục liên thông của tỉnh",
    "Hằng ngày",
    "LGSP",
)
CODES = ("red", "green", "blue")
COLOURS = CodeList(
    "colours",
    Label("Màu", "Colours"),
    (
        CodeItem("red", Label("Đỏ", "Red"), ("màu đỏ",)),
        CodeItem("green", Label("Xanh lá", "Green")),
        CodeItem("blue", Label("Xanh dương", "Blue")),
    ),
    "test",
    "2026-01-01",
    CHOICE,
)


def make_field(name: str, kind: FieldType, obligation: Obligation = Obligation.MANDATORY, **more: Any) -> Field:
    """A field with its id for a label."""
    weight = Fraction(more.pop("weight", 1)) * (obligation is not Obligation.OPTIONAL)
    label = Label(f"Trường {name}", f"Field {name}")
    if kind in (FieldType.CODE, FieldType.CODES):
        more.setdefault("code_list", COLOURS)
    if kind is FieldType.RECORDS and "parts" not in more:
        more["parts"] = (
            make_field("name", FieldType.TEXT),
            make_field("description", FieldType.TEXT),
            make_field("kind", FieldType.CODE, Obligation.OPTIONAL),
        )
        more["plain"] = "name"
    if kind is FieldType.RECORD and "parts" not in more:
        more["parts"] = (
            make_field("name", FieldType.TEXT),
            make_field("phone", FieldType.PHONE, Obligation.OPTIONAL),
            make_field("email", FieldType.EMAIL, Obligation.OPTIONAL),
        )
        more |= {"plain": "name", "any_of": ("phone", "email"), "whole": True}
    return Field(name, label, label, kind, obligation, weight, CHOICE, "g", **more)


def make_profile(*fields: Field, relations: tuple[Relation, ...] = (), threshold: Fraction = Fraction(80)) -> Profile:
    """A profile of these fields; its first text field names an entry."""
    title = next((field.id for field in fields if field.type is FieldType.TEXT), fields[0].id)
    words = Label("Thử", "Test")
    return Profile(
        "test", "1", words, "", "official", words, threshold, (("g", words),), fields, relations, PLACEHOLDERS,
        (title,), title, (title,), {},
    )  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn, controllers: list[str]) -> Condition:
    """A condition over some of the controllers."""
    atoms = st.builds(
        Atom,
        st.sampled_from(controllers),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple),
        st.booleans(),
    )
    several = st.lists(atoms, min_size=1, max_size=2).map(tuple)
    return draw(st.one_of(atoms, st.builds(All, several), st.builds(AnyOf, several)))


PLAIN_KINDS = st.sampled_from(
    [
        FieldType.TEXT,
        FieldType.TEXTS,
        FieldType.CODES,
        FieldType.DATE,
        FieldType.INTEGER,
        FieldType.RECORD,
        FieldType.RECORDS,
        FieldType.URL,
    ]
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Mandatory, conditional (also on conditional) and optional fields of all kinds, with weights and gates."""
    weights = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 3)])
    fields = [make_field("name", FieldType.TEXT, weight=draw(weights), gate=draw(st.booleans()))]
    controllers: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        name = f"c{number}"
        if draw(st.booleans()) and controllers:
            when = draw(conditions(controllers))
            field = make_field(name, FieldType.CODE, Obligation.CONDITIONAL, weight=draw(weights), when=when)
        else:
            field = make_field(name, FieldType.CODE, weight=draw(weights))
        fields.append(field)
        controllers.append(name)
    for number in range(draw(st.integers(1, 6))):
        fields.append(draw(plain_fields(f"f{number}", controllers, weights)))
    threshold = draw(st.sampled_from([Fraction(80), Fraction(50), Fraction(100), Fraction(239, 3)]))
    return make_profile(*fields, relations=draw(relations(fields)), threshold=threshold)


@st.composite
def plain_fields(draw: st.DrawFn, name: str, controllers: list[str], weights: st.SearchStrategy[Fraction]) -> Field:
    """A field that controls nothing."""
    kind = draw(PLAIN_KINDS)
    more: dict[str, Any] = {}
    if kind is FieldType.TEXT:
        lengths = draw(st.sampled_from([None, 5, 20]))
        more["checks"] = (Check("min_length", {"min": lengths}),) if lengths else ()
    obligation = draw(st.sampled_from(list(Obligation)))
    if obligation is Obligation.CONDITIONAL:
        more["when"] = draw(conditions(controllers))
    return make_field(name, kind, obligation, weight=draw(weights), **more)


@st.composite
def relations(draw: st.DrawFn, fields: list[Field]) -> tuple[Relation, ...]:
    """Some checks across the fields, as far as there are fields for them."""
    words = Label("Quan hệ", "Relation")
    texts = [field.id for field in fields if field.type is FieldType.TEXT]
    lists = [field.id for field in fields if field.type is FieldType.TEXTS]
    records = [field.id for field in fields if field.type is FieldType.RECORDS]
    others = [field.id for field in fields if field.id.startswith("f")]
    dates = [field.id for field in fields if field.type is FieldType.DATE]
    codes = [field.id for field in fields if field.type is FieldType.CODES]
    made: list[Relation] = []

    def add(kind: str, names: tuple[str, ...], when: Condition | None = None, **params: object) -> None:
        made.append(Relation(kind, kind, words, words, Severity.WARNING, CHOICE, names, when, params))

    if len(texts) > 1:
        add("repeats", tuple(texts))
    if lists and records:
        add("not_a_subset", tuple(lists), of=records[0])
    if others:
        add("should_be_empty", tuple(others[:2]), Atom("c0", ("red",)))
    if dates:
        add("stale", tuple(dates), frequency="c0", max_days={"red": 7, "green": 40})
    if codes:
        add("lacks_one_of", tuple(codes), Atom("c0", ("red", "blue")), codes=("red",))
    add("telling_phrase", tuple(texts), phrases=("hồ sơ", "trục liên thông"))
    add("contradiction", ("c0",), Atom("c0", ("blue",)))
    add("duplicate_entry", ("name",))
    chosen = draw(st.sets(st.sampled_from(range(len(made)))))
    return tuple(relation for index, relation in enumerate(made) if index in chosen)


def valid(field: Field) -> st.SearchStrategy[Any]:
    """Values with full credit."""
    long = st.sampled_from([text for text in TEXTS if len(text) >= 20])
    by_kind: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.TEXT: long,
        FieldType.TEXTS: st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3),
        FieldType.CODE: st.sampled_from(["red", "Đỏ", "GREEN", "xanh dương", "Màu đỏ"]),
        FieldType.CODES: st.lists(st.sampled_from(["red", "Xanh lá", "blue"]), min_size=1, max_size=2),
        FieldType.DATE: st.sampled_from(["2026-04-01", "1/4/2026", "30/04/2026"]),
        FieldType.INTEGER: st.sampled_from([0, 3, "12"]),
        FieldType.URL: st.sampled_from(["https://example.vn/a", "http://example.vn"]),
        FieldType.RECORD: st.fixed_dictionaries(
            {"name": st.sampled_from(TEXTS), "phone": st.sampled_from(["0912345678", "0212 3852 000"])}
        ),
        FieldType.RECORDS: st.lists(
            st.fixed_dictionaries(
                {"name": st.sampled_from(TEXTS), "description": st.sampled_from(TEXTS)},
                optional={"kind": st.sampled_from(["red", "Xanh lá"])},
            ),
            min_size=1,
            max_size=4,
        ),
    }
    return by_kind[field.type]


def hollow() -> st.SearchStrategy[Any]:
    """Values that say nothing."""
    return st.sampled_from([None, [], {}, *HOLLOW])


def broken() -> st.SearchStrategy[Any]:
    """Values of any kind: wrong types, wrong codes, half-filled records."""
    scalars = st.one_of(
        st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(TEXTS)
    )
    halves = st.dictionaries(
        st.sampled_from(["name", "description", "kind", "phone", "email", "strange"]),
        st.one_of(scalars, st.sampled_from([None, *HOLLOW])),
        max_size=4,
    )
    items = st.one_of(scalars, halves, hollow())
    return st.one_of(scalars, st.text(max_size=40), halves, st.lists(items, max_size=4))


@st.composite
def entries(draw: st.DrawFn, profile: Profile) -> dict[str, Any]:
    """An entry in which each field is absent, hollow, valid or broken."""
    entry: dict[str, Any] = {}
    for field in profile.fields:
        choice = draw(st.sampled_from(["absent", "hollow", "valid", "valid", "broken"]))
        if choice != "absent":
            strategy = {"hollow": hollow(), "valid": valid(field), "broken": broken()}[choice]
            entry[field.id] = draw(strategy)
    return entry


@dataclass(frozen=True)
class World:
    """A profile with some entries."""

    profile: Profile
    entries: list[dict[str, Any]]


@st.composite
def worlds(draw: st.DrawFn, most: int = 4) -> World:
    """A generated profile and entries for it."""
    profile = draw(profiles())
    return World(profile, draw(st.lists(entries(profile), min_size=1, max_size=most)))


@st.composite
def full_entries(draw: st.DrawFn, profile: Profile) -> dict[str, Any]:
    """Every field filled with a valid value."""
    return {field.id: draw(valid(field)) for field in profile.fields}


def respelled(value: Any, form: str) -> Any:
    """The same words otherwise: NFC, NFD, in capitals, or padded with blanks that nobody sees."""
    if isinstance(value, str):
        if form == "upper":
            return value.upper()
        return f"\u00a0\u200b{value}\ufeff " if form == "padded" else unicodedata.normalize(form, value)  # type: ignore[arg-type]
    if isinstance(value, list):
        return [respelled(item, form) for item in value]
    return {key: respelled(item, form) for key, item in value.items()} if isinstance(value, dict) else value
