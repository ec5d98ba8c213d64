"""A small profile and a run over it, built by hand, for the tests of reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.marked import Cover, Mark
from catalog_validator.model.place import Position
from catalog_validator.model.profile import (
    Atom,
    Check,
    CodeItem,
    CodeList,
    Field,
    FieldType,
    Obligation,
    Placeholders,
    Profile,
    Relation,
)
from catalog_validator.model.report import Job, Look, Outcome, Run
from catalog_validator.model.result import EntryResult, FieldScore, Group, State, Status, Summary, Tally
from catalog_validator.model.words import Citation, CitationStatus, Confidence, Label, Lang
from catalog_validator.reports import renderer

ND47 = Citation("Nghị định 47/2020/NĐ-CP, Điều 11.4.b", CitationStatus.LAPSED_TEMPLATE, Confidence.READ)
LAW = Citation("Luật Dữ liệu 60/2024/QH15, Điều 3", CitationStatus.IN_FORCE, Confidence.PARTIAL)
CHOICE = Citation("", CitationStatus.DESIGN_CHOICE, Confidence.NONE)

SHARING = CodeList(
    "sharing_class",
    Label("Phân loại chia sẻ", "Sharing class"),
    (
        CodeItem("shared", Label("Dùng chung", "Shared"), ("dữ liệu dùng chung",)),
        CodeItem("private", Label("Dùng riêng", "Private")),
        CodeItem("open", Label("Mở", "Open"), ("dữ liệu mở",)),
    ),
    "Luật Dữ liệu",
    "2024-11-30",
    LAW,
)


def a_field(field_id: str, vi: str, en: str, **more: object) -> Field:
    """A mandatory text worth one point, unless told otherwise."""
    plain: dict[str, object] = {
        "help": Label(f"Ghi rõ {vi.lower()} của cơ sở dữ liệu.", f"State the {en.lower()} of the database."),
        "type": FieldType.TEXT,
        "obligation": Obligation.MANDATORY,
        "weight": Fraction(1),
        "citation": ND47,
        "group": "description",
    }
    return Field(id=field_id, label=Label(vi, en), **(plain | more))  # type: ignore[arg-type]


NAME_PART = a_field("name", "Họ và tên", "Name", group="")
PHONE_PART = a_field("phone", "Điện thoại", "Phone", group="", type=FieldType.PHONE, obligation=Obligation.OPTIONAL)
EMAIL_PART = a_field("email", "Thư điện tử", "E-mail", group="", type=FieldType.EMAIL, obligation=Obligation.OPTIONAL)
ITEM_PARTS = (
    a_field("name", "Tên mục", "Item name", group=""),
    a_field("description", "Mô tả", "Description", group=""),
)

FIELDS = (
    a_field(
        "db_name",
        "Tên CSDL",
        "Database name",
        group="identity",
        gate=True,
        checks=(Check("min_length", {"min": 10}), Check("not_acronym", {}, Severity.WARNING)),
        aliases=("Tên cơ sở dữ liệu", "CSDL"),
        good="Cơ sở dữ liệu nhiệm vụ khoa học và công nghệ",
        bad="CSDL KHCN",
    ),
    a_field("purpose", "Mục đích", "Purpose", checks=(Check("min_length", {"min": 30}),)),
    a_field("scope", "Phạm vi", "Scope"),
    a_field("content_description", "Nội dung", "Content"),
    a_field("keywords", "Từ khóa", "Keywords", obligation=Obligation.OPTIONAL, weight=Fraction(0), citation=CHOICE),
    a_field(
        "contact_point",
        "Cán bộ đầu mối",
        "Contact point",
        group="responsibility",
        type=FieldType.RECORD,
        parts=(NAME_PART, PHONE_PART, EMAIL_PART),
        plain="name",
        any_of=("phone", "email"),
        whole=True,
    ),
    a_field("data_source", "Nguồn dữ liệu", "Data source", group="update"),
    a_field("data_items", "Các mục dữ liệu", "Data items", group="items", type=FieldType.RECORDS, parts=ITEM_PARTS),
    a_field(
        "sharing_class",
        "Phân loại chia sẻ",
        "Sharing class",
        group="classification",
        type=FieldType.CODE,
        code_list=SHARING,
        citation=LAW,
    ),
    a_field(
        "open_publish_url",
        "Địa chỉ công bố dữ liệu mở",
        "Open data address",
        group="sharing",
        type=FieldType.URL,
        obligation=Obligation.CONDITIONAL,
        when=Atom("sharing_class", ("open",)),
        citation=LAW,
    ),
    a_field(
        "state_secret",
        "Bí mật nhà nước",
        "State secret",
        group="classification",
        type=FieldType.YES_NO,
        refuse=True,
    ),
)

RELATION = Relation(
    "open-personal",
    "contradiction",
    Label("Dữ liệu mở lại có dữ liệu cá nhân", "Open data with personal data"),
    Label("Xem lại phân loại, hoặc bỏ dữ liệu cá nhân.", "Look at the class again, or take personal data out."),
    Severity.WARNING,
    LAW,
    ("sharing_class",),
    Atom("sharing_class", ("open",)),
)

PROFILE = Profile(
    id="sonla-515",
    version="1.0.0",
    title=Label("Danh mục cơ sở dữ liệu tỉnh Sơn La", "Catalog of databases of Sơn La province"),
    legal_basis="Quyết định 515/QĐ-UBND ngày 12/02/2026 của UBND tỉnh Sơn La",
    status="reconstructed",
    status_reason=Label("chưa có phụ lục của Quyết định 515.", "the annex of Decision 515 is not at hand."),
    threshold=Fraction(80),
    groups=(
        ("identity", Label("Định danh", "Identity")),
        ("description", Label("Mô tả", "Description")),
        ("responsibility", Label("Trách nhiệm", "Responsibility")),
        ("update", Label("Cập nhật", "Update")),
        ("items", Label("Các mục dữ liệu", "Data items")),
        ("classification", Label("Phân loại", "Classification")),
        ("sharing", Label("Chia sẻ", "Sharing")),
    ),
    fields=FIELDS,
    relations=(RELATION,),
    placeholders=Placeholders(),
    id_fields=("db_name",),
    title_field="db_name",
    group_by=("managing_agency", "sharing_class"),
    settings={},
    questions=(Label("80 % là tỷ lệ của cái gì?", "What is the 80 % a percentage of?"),),
    extends=("nd47-core",),
    sha256="0123456789abcdef" * 4,
)


def at(line: int, column: int, end_column: int = 0) -> Position:
    return Position("catalog.json", line, column, line, end_column or column + 1)


def finding(code: str, *path: str | int, **more: object) -> Finding:
    """An error of one point on a mandatory field's ground, unless told otherwise."""
    facts = {name: value for name, value in more.items() if name not in ("points", "severity", "position", "citation")}
    severity = more.get("severity", Severity.ERROR)
    points = more.get("points", Fraction(1))
    position = more.get("position", at(12, 5))
    citation = more.get("citation", ND47)
    assert isinstance(severity, Severity)
    assert isinstance(points, Fraction)
    assert position is None or isinstance(position, Position)
    assert citation is None or isinstance(citation, Citation)
    return Finding(code, severity, path, facts, points, citation, position, f"{code}-{'.'.join(map(str, path))}")


def scores(**credit: Fraction) -> tuple[FieldScore, ...]:
    """Every field of the profile: full credit unless a number says otherwise."""
    made = []
    for one in FIELDS:
        value = credit.get(one.id, Fraction(1))
        state = State.FILLED if value == 1 else State.MISSING if value == 0 else State.INVALID
        made.append(FieldScore(one.id, True, one.weight, value, state))
    return tuple(made)


def an_entry(entry_id: str, title: str | None, earned: Fraction, **more: object) -> EntryResult:
    """A scored entry out of ten points."""
    plain: dict[str, object] = {
        "id": entry_id,
        "title": title,
        "source": "catalog.json",
        "pointer": "/entries/0",
        "status": Status.SCORED,
        "earned": earned,
        "possible": Fraction(10),
        "reached": earned >= 8,
    }
    return EntryResult(**(plain | more))  # type: ignore[arg-type]


ZERO = Fraction(0)

GOOD = an_entry("Cơ sở dữ liệu đo lường", "Cơ sở dữ liệu đo lường", Fraction(10), fields=scores())
MIXED = an_entry(
    "CSDL-01",
    "Cơ sở dữ liệu nhiệm vụ khoa học và công nghệ",
    Fraction(13, 2),
    pointer="/entries/1",
    fields=scores(purpose=ZERO, contact_point=ZERO, data_items=Fraction(1, 2), sharing_class=ZERO),
    gates_failed=("db_name",),
    findings=(
        finding("CV103", "purpose", value="đang cập nhật", family="pending", position=at(12, 16, 31)),
        finding("CV209", "contact_point", "phone", value="2123000000", position=at(15, 14, 26)),
        finding("CV101", "data_items", 2, "description", points=Fraction(1, 2), position=at(20, 7)),
        finding(
            "CV204",
            "sharing_class",
            value="Dung chung",
            list="sharing_class",
            codes=("shared (Dùng chung)", "private (Dùng riêng)", "open (Mở)"),
            nearest="Dùng chung",
            citation=LAW,
            position=at(25, 20, 32),
        ),
        finding("CV301", "open_publish_url", value="https://a.example.vn", because="sharing_class = private",
                severity=Severity.WARNING, points=ZERO, citation=LAW, position=at(26, 23)),
        finding(
            "CV302",
            "sharing_class",
            rule="open-personal",
            title=RELATION.title,
            advice=RELATION.advice,
            values=("sharing_class: open", "keywords: none"),
            severity=Severity.WARNING,
            points=ZERO,
            citation=LAW,
            position=at(25, 20),
        ),
        finding("CV501", "purpse", name="purpse", nearest="purpose", severity=Severity.WARNING, points=ZERO,
                citation=None, position=at(13, 5)),
    ),
)  # fmt: skip
LACKING = an_entry(
    "CSDL-02",
    "Cơ sở dữ liệu sở hữu trí tuệ",
    Fraction(2),
    pointer="/entries/2",
    fields=scores(**dict.fromkeys(("purpose", "scope", "content_description", "contact_point", "data_source"), ZERO)),
    findings=(
        *(
            finding("CV101", name, position=at(40, 5), citation=LAW if name == "data_source" else ND47)
            for name in ("purpose", "scope", "content_description", "contact_point", "data_source", "sharing_class")
        ),
        finding("CV101", "keywords", points=ZERO, citation=CHOICE, position=at(40, 5)),
    ),
)
REFUSED = an_entry(
    "MẬT-01",
    "Tên không được hiện ra",
    ZERO,
    pointer="/entries/3",
    status=Status.REFUSED,
    possible=ZERO,
    findings=(
        finding("CV309", severity=Severity.NOTE, points=ZERO, citation=None, position=at(60, 3)),
        finding("CV103", "purpose", value="nội dung không được hiện ra", family="pending"),
    ),
)
UNREADABLE = an_entry(
    "/entries/4",
    None,
    ZERO,
    pointer="/entries/4",
    status=Status.UNREADABLE,
    possible=ZERO,
    findings=(finding("CV005", value="NaN", points=ZERO, citation=None, position=at(70, 15)),),
)
ENTRIES = (GOOD, MIXED, LACKING, REFUSED, UNREADABLE)

PROBLEMS = (
    finding("CV001", reason="không được phép đọc", points=ZERO, citation=None, position=Position("khoa.csv")),
    finding(
        "CV013", value="=SUM(C2:C9)", points=ZERO, citation=None, position=Position("catalog.xlsx", cell="Danh mục!C4")
    ),
    finding("CV022", delimiter=";", encoding="UTF-8", severity=Severity.NOTE, points=ZERO, citation=None,
            position=Position("b.csv", 3, 7, 3, 9, "C3")),
)  # fmt: skip


def a_tally(*entries: EntryResult) -> Tally:
    total = Tally()
    for entry in entries:
        scored = entry.status is Status.SCORED
        total += Tally(
            read=1,
            scored=int(scored),
            passed=int(scored and entry.passed),
            refused=int(entry.status is Status.REFUSED),
            unreadable=int(entry.status is Status.UNREADABLE),
            earned=entry.earned,
            possible=entry.possible,
            score_sum=entry.score or ZERO,
            errors=sum(one.severity is Severity.ERROR for one in entry.findings),
            warnings=sum(one.severity is Severity.WARNING for one in entry.findings),
            notes=sum(one.severity is Severity.NOTE for one in entry.findings),
        )
    return total


def a_summary(*entries: EntryResult) -> Summary:
    groups = {
        ("sharing_class", None): Group("sharing_class", None, a_tally(*entries[2:])),
        ("sharing_class", "open"): Group("sharing_class", "open", a_tally(*entries[1:2])),
        ("sharing_class", "shared"): Group("sharing_class", "shared", a_tally(*entries[:1])),
    }
    return Summary(2, 1, a_tally(*entries), groups)


REASONS = ("unreadable-source", "unreadable-entry", "refused", "gate-field", "entry-below")


@dataclass
class MemorySpool:
    """A spool that remembers how much it was given."""

    pieces: list[str] = field(default_factory=list)

    def write(self, text: str) -> object:
        self.pieces.append(text)
        return None

    def read_back(self) -> Iterator[str]:
        yield from self.pieces


RUN = Run(PROFILE, date(2026, 4, 30), Fraction(80), tool_version="0.1.0")


def a_job(
    entries: Iterable[EntryResult] = ENTRIES,
    *,
    lang: Lang = "vi",
    look: Look | None = None,
    outcome: Outcome | None = None,
    spool: MemorySpool | None = None,
) -> Job:
    """A run over the entries above."""
    ended = outcome or Outcome(a_summary(*ENTRIES), PROBLEMS, False, REASONS)
    return Job(RUN, entries, lambda: ended, lang, lambda: spool or MemorySpool(), look or Look(), said_at_cells)


def said_at_cells(marks: Sequence[Mark], cover: Cover) -> bytes:
    """All that a marked workbook says, as lines."""
    notes = [f"{mark.cell} {mark.severity.value} {mark.note or ''}" for mark in marks]
    cells = [f"{cell.value} {cell.link or ''}" for row in cover.rows for cell in row]
    return "\n".join([cover.title, *notes, *cells]).encode("utf-8", "replace")


def written(form: str, job: Job) -> bytes:
    """What a format makes of a run, as a file holds it."""
    pieces = [piece.encode() if isinstance(piece, str) else piece for piece in renderer(form)(job)]
    return b"".join(pieces)
