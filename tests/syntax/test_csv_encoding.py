"""CSV that is not UTF-8 is read when that is certain or told, and said; places stay exact."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.letters.syllables import is_syllable
from catalog_validator.model.document import Problem, Row
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.model.text import nfc
from catalog_validator.syntax import ENCODED, ENCODINGS, parse
from catalog_validator.syntax.csv import parse_csv
from catalog_validator.syntax.csv_encoding import choose_encoding, is_surely_windows_1258, marked_words, wide_encoding
from catalog_validator.syntax.csv_legacy import build_decoder, vni_letters

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "vietnamese-legacy" / "TrizenX+viparse-corpus" / "ground-truth"
TABLE = (
    "Tên CSDL,Mục đích,Phạm vi\n"
    "Cơ sở dữ liệu đất đai,Quản lý hồ sơ địa chính của tỉnh,Toàn bộ các xã và phường\n"
    "Cơ sở dữ liệu hộ tịch,Đăng ký khai sinh và kết hôn,Công dân cư trú trên địa bàn\n"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aăâeêioôơuưy"
LETTERS = sorted({unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)} | {"đ"})


def windows_1258(text: str) -> bytes:
    """As Windows writes it: what has no byte of its own as a letter and a mark."""
    pieces: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        spread = unicodedata.normalize("NFD", char)
        marks = "".join(mark for mark in spread if mark in TONES)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in spread if mark not in TONES))
        pieces.append(bare + marks if marks else char)
    return "".join(pieces).encode("cp1258")


def table_bytes(encoding: str, text: str) -> bytes:
    """The text in an encoding that Python cannot write, by turning its decoder round."""
    if encoding == "vni":
        written = {letter: pair for pair, letter in reversed(vni_letters()[0].items())}
        return "".join(written.get(char, char) for char in text).encode("cp1252")
    bytes_of = {}
    for code in range(255, -1, -1):
        try:
            bytes_of[build_decoder(encoding).decode(bytes([code]), True)] = code
        except UnicodeDecodeError:
            continue
    return bytes(bytes_of[char] for char in text)


def read(raw: bytes, encoding: str | None = None) -> tuple[list[Row], list[Problem]]:
    document = parse_csv(Source.of_bytes("a.csv", raw), Limits(), encoding=encoding)
    rows = [row for sheet in document.sheets for row in sheet.rows]
    return rows, [*document.problems, *document.late_problems]


def said(problems: list[Problem]) -> list[tuple[str, object]]:
    return [(problem.violation.code, problem.violation.facts.get("encoding")) for problem in problems]


EXPECTED = [line.split(",") for line in TABLE.splitlines()]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (windows_1258(TABLE), "Windows-1258"),
        (TABLE.encode("utf-16"), "UTF-16"),
        (TABLE.encode("utf-16-le"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_what_is_certain_is_read_and_said(raw: bytes, name: str) -> None:
    rows, problems = read(raw)
    assert [list(row.cells) for row in rows] == EXPECTED
    assert said(problems) == [("CV022", name)]


@pytest.mark.parametrize("encoding", ["tcvn3", "viscii", "vni"])
def test_what_is_told_is_read_and_is_never_guessed(encoding: str) -> None:
    text = TABLE.replace("Đăng", "đăng")
    raw = table_bytes(encoding, text)
    rows, problems = read(raw, encoding)
    assert [list(row.cells) for row in rows] == [line.split(",") for line in text.splitlines()]
    assert said(problems) == [("CV022", encoding.upper())]
    assert [code for code, _ in said(read(raw)[1])] == ["CV004"]


def test_utf8_is_not_said() -> None:
    for raw in (TABLE.encode(), TABLE.encode("utf-8-sig"), b"a,b\n1,2\n"):
        assert read(raw)[1] == []
    assert read(TABLE.encode(), "utf-8")[1] == []


def test_a_mark_is_believed_before_what_was_told() -> None:
    rows, problems = read(TABLE.encode("utf-8-sig"), "tcvn3")
    assert [list(row.cells) for row in rows] == EXPECTED
    assert problems == []


def test_told_utf8_is_not_overruled_by_evidence() -> None:
    assert [code for code, _ in said(read(windows_1258(TABLE), "utf-8")[1])] == ["CV004"]


def test_a_byte_that_stands_for_nothing_has_its_place() -> None:
    rows, (_, problem) = read(b"T\xaan,x\nab\xb0c\n", "tcvn3")
    assert [list(row.cells) for row in rows] == [["Tên", "x"]]
    assert problem.violation.code == "CV003"
    assert problem.violation.facts == {"format": "TCVN3", "found": "0xB0", "expected": ""}
    assert (problem.position.line, problem.position.column, problem.unreadable) == (2, 3, True)


def test_places_count_letters_and_not_bytes() -> None:
    rows, _ = read(windows_1258(TABLE))
    place = rows[1].spot(1)
    assert (place.line, place.column, place.end_column) == (2, 23, 23 + len(EXPECTED[1][1]))


@given(st.lists(st.sampled_from([*LETTERS, "n", "g", " "]), min_size=1, max_size=40).map("".join), st.data())
def test_pieces_of_any_size_give_the_same_text(text: str, data: st.DataObject) -> None:
    for encoding, raw in (("windows-1258", windows_1258(text)), ("viscii", table_bytes("viscii", text))):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=4)))
        decoder = build_decoder(encoding)
        edges = [0, *cuts, len(raw)]
        pieces = [decoder.decode(raw[start:end]) for start, end in pairwise(edges)]
        assert "".join([*pieces, decoder.decode(b"", True)]) == text


@given(st.sampled_from(LETTERS), st.integers(1, 3))
def test_vni_letters_in_any_pieces(letter: str, size: int) -> None:
    raw = table_bytes("vni", f"x{letter}n {letter}")
    decoder = build_decoder("vni")
    pieces = [decoder.decode(raw[start : start + size]) for start in range(0, len(raw), size)]
    assert "".join([*pieces, decoder.decode(b"", True)]) == f"x{letter}n {letter}"


@pytest.mark.parametrize("encoding", ["tcvn3", "viscii", "vni", "windows-1258"])
def test_every_vietnamese_letter_can_be_read(encoding: str) -> None:
    text = "".join(LETTERS)
    raw = windows_1258(text) if encoding == "windows-1258" else table_bytes(encoding, text)
    assert build_decoder(encoding).decode(raw, True) == text


@pytest.mark.parametrize("word", ["Nguyễn", "nghiêng", "khuỷu", "quốc", "giếng", "ươm", "yêu", "ÍCH", "hoạch"])
def test_syllables(word: str) -> None:
    assert is_syllable(nfc(word.lower()))


@pytest.mark.parametrize("word", ["café", "così", "être", "Müller", "señor", "Đắk", "cắt́", "các̀h", "bàt", "ngị́"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(nfc(word.lower()))


FRENCH = "Répertoire des données géographiques où l'état à été mis à jour; déjà créé, très généré, élève, mère"
GERMAN = "Übersicht über Flächen, Straßen, Gebäude; größere Städte, Länder, Bezüge, Schlüssel, Änderungen"


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "Tên,Mục đích\n", ""])
def test_doubtful_bytes_are_not_taken_for_windows_1258(text: str) -> None:
    raw = text.encode("cp1252", "ignore")
    assert not is_surely_windows_1258(raw, True)
    assert choose_encoding(raw, True, None) == "utf-8"


LOST = (
    "Tên cơ sở dữ liệu,Mục đích,Cơ quan quản lý\n"
    "Danh bạ cán bộ và công chức các cơ quan trên địa bàn,DB-01,Văn thư\n"
    "Tài sản công và các công trái đang có,DB-02,Sở Tài chính\n"
)


def test_letters_that_are_gone_show_no_encoding() -> None:
    """What a program in a plain locale writes: Western letters as they are, a question mark for all others."""
    for encoding in ("latin-1", "cp1252"):
        raw = LOST.encode(encoding, "replace")
        assert not is_surely_windows_1258(raw, True)
        rows, problems = read(raw)
        assert said(problems) == [("CV004", "")]
        assert rows == []
    assert is_surely_windows_1258(windows_1258(LOST), True)


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"a,b\n1\0,2\n", b"\0\0\0\0", "日本語データ".encode("utf-16-le"), b"\1\0" * 9]
)
def test_nul_bytes_alone_make_no_utf16(raw: bytes) -> None:
    assert wide_encoding(raw) is None


def test_a_letter_with_a_nul_on_the_other_side_does_not_matter() -> None:
    assert wide_encoding("Āa,b\n1,2\n".encode("utf-16-be")) == "utf-16-be"


def test_only_what_takes_an_encoding_gets_one() -> None:
    assert "csv" in ENCODED
    assert {"utf-8", "utf-16", "windows-1258", "tcvn3", "vni", "viscii"} <= set(ENCODINGS)
    for encoding in ENCODINGS:
        assert parse(Source.of_bytes("a.csv", b"a,b\n"), Limits(), encoding=encoding)


@pytest.mark.skipif(not TEXTS.is_dir(), reason=f"the Vietnamese texts are not at {TEXTS}")
def test_the_criterion_on_real_texts() -> None:
    """Every long text in Windows-1258 is known, none in TCVN3 or VNI is taken for it."""
    for path in sorted(TEXTS.glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text("utf-8"))
        if len(marked_words(text)) < 20:
            continue
        plain = "".join(char for char in text if char.isascii() or char.lower() in LETTERS)
        assert is_surely_windows_1258(windows_1258(plain), True), path.name
        assert not is_surely_windows_1258(plain.encode("latin-1", "replace"), True), path.name
        small = plain.lower()
        for encoding in ("tcvn3", "vni"):
            assert not is_surely_windows_1258(table_bytes(encoding, small), True), (path.name, encoding)
