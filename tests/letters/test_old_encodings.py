"""Old Vietnamese encodings and wrong readings: tables, what is recognised, what never is."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from benchmarks.old_encodings import WRITERS, as_tcvn3, as_vni
from benchmarks.old_texts import DATA, OLD, file_texts, profile_texts, transcripts, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_validator.letters import LOST, may_be_garbled, readings, recognise, repair
from catalog_validator.letters.fonts import fonts
from catalog_validator.letters.syllables import all_syllables, familiar, is_syllable
from catalog_validator.letters.tables import TCVN3, TCVN3_CAPITALS, VISCII
from catalog_validator.syntax.csv_legacy import build_decoder

SENTENCE = "Cơ sở dữ liệu quản lý hồ sơ nhiệm vụ khoa học và công nghệ của Ủy ban nhân dân tỉnh"
KNOWN = [
    ("Hµ néi, ngµy 22 th¸ng 11 n¨m 2002", "TCVN3", "Hà nội, ngày 22 tháng 11 năm 2002"),
    ("Sè l\xadîng ®¬n vÞ trùc thuéc", "TCVN3", "Số lượng đơn vị trực thuộc"),
    ("Toâi yeâu tieáng nöôùc toâi töø khi môùi ra ñôøi", "VNI", "Tôi yêu tiếng nước tôi từ khi mới ra đời"),
    ("SÔÛ KHOA HOÏC VAØ COÂNG NGHEÄ", "VNI", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
    ("So+? No^ng nghie^.p va` Mo^i tru+o+`ng", "VIQR", "Sở Nông nghiệp và Môi trường"),
    ("CÆ¡ sá»Ÿ dá»¯ liá»‡u", "UTF-8 read as Windows-1252", "Cơ sở dữ liệu"),
]
ORDINARY = [
    "Größe über Straße", "déjà vu à l'hôtel", "año niño señor", "São Paulo, ação", "Åse Ødegård, blåbærsyltetøy",
    "Příliš žluťoučký kůň", "İstanbul'da güneş", "10 µm ± 2 °C", "© 2026 ®", "£5 §3 ¶2", "naïve café", "数据目录",
    "x² + y³", "Côte d'Ivoire", "Nguyễn Văn A", "Cơ sở dữ liệu", "señalización «única»", "Łódź", "N/A", "5 > 3?",
    "https://example.vn/a?b=c^d", "Đắk Lắk", "Krông Pắc", "½ giờ", "Lê Thị Ý", "ĐẢNG ỦY", "Mã số", "Äpfel & Öl",
]  # fmt: skip
words = st.sampled_from(sorted(familiar()))
sentences = st.lists(words, min_size=8, max_size=20, unique=True).map(" ".join)


@pytest.mark.parametrize(("text", "encoding", "repaired"), KNOWN)
def test_known_texts(text: str, encoding: str, repaired: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.encoding, found.repaired) == (encoding, repaired)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_texts_are_left_alone(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["S? Nông nghi?p", "C\ufffd s\ufffd d\ufffd li\ufffdu"])
def test_lost_letters_are_never_guessed(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.encoding, found.repaired) == (LOST, text)


@settings(max_examples=200)
@given(sentences, st.sampled_from(sorted(WRITERS)))
def test_what_was_written_comes_back(sentence: str, encoding: str) -> None:
    found = recognise(WRITERS[encoding](sentence))
    assert found is not None
    assert (found.encoding, found.repaired) == (encoding, sentence)
    assert recognise(found.repaired) is None


@settings(max_examples=300)
@given(st.lists(words, min_size=1, max_size=12).map(" ".join), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_unicode_is_never_taken_for_garbled(text: str, form: str, shouted: bool) -> None:
    said = text.upper() if shouted else text
    assert recognise(unicodedata.normalize(form, said)) is None  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.text(st.sampled_from("aeouAncth ?^ñøùïöÖâêµ¸·\xadÃ»¡\u0301ơếĐ€™"), max_size=30))
def test_the_cheap_proof_is_right(text: str) -> None:
    assert may_be_garbled(text) or recognise(text) is None


def test_every_syllable_in_unicode_is_left_alone() -> None:
    assert [word for word in all_syllables() if recognise(word) is not None] == []


def test_familiar_words_are_syllables() -> None:
    assert [word for word in familiar() if not is_syllable(word)] == []


@pytest.mark.parametrize(("name", "table"), [("tcvn3", TCVN3), ("viscii", VISCII)])
def test_tables_agree_with_the_decoders_of_whole_files(name: str, table: dict[str, str]) -> None:
    decoded = {code: build_decoder(name).decode(code.encode("latin-1"), True) for code in table}
    assert decoded == table


@pytest.mark.parametrize("text", [SENTENCE, SENTENCE.upper(), "".join(sorted(familiar()))])
def test_vni_agrees_with_the_decoder_of_whole_files(text: str) -> None:
    assert build_decoder("vni").decode(as_vni(text).encode("cp1252"), True) == text
    assert fonts()["VNI"].decode(as_vni(text)) == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="the program iconv is not here")
@pytest.mark.parametrize(("name", "table"), [("TCVN5712-1", TCVN3 | TCVN3_CAPITALS), ("VISCII", VISCII)])
def test_tables_agree_with_those_of_the_c_library(name: str, table: dict[str, str]) -> None:
    known = subprocess.run(["iconv", "-l"], capture_output=True, check=True, text=True).stdout
    if f"{name}//" not in known:
        pytest.skip(f"this iconv has no {name}")
    for code, letter in table.items():
        read = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=code.encode("latin-1"), capture_output=True)
        assert unicodedata.normalize("NFC", read.stdout.decode()) == letter, hex(ord(code))


def test_repairing_in_an_unknown_encoding_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="EBCDIC"):
        repair("a", "EBCDIC")


def test_every_reading_of_a_short_word() -> None:
    assert "Có" in set(readings(as_tcvn3("Có"))) & set(readings(as_vni("Có")))
    assert list(readings("Thành phố Sơn La")) == []


def test_texts_of_the_profile_are_left_alone() -> None:
    assert [text for text in profile_texts() if recognise(text) is not None] == []


present = pytest.mark.skipif(not OLD.is_dir(), reason="the collected real files (../shared/data) are not here")


@present
@pytest.mark.parametrize("path", sorted(OLD.rglob("*.xls")), ids=lambda path: path.name)
def test_real_workbooks_are_recognised(path: Path) -> None:
    _, texts, by_words, by_font, inside = workbook(path)
    assert int(by_words) >= 0.8 * int(texts)
    assert int(by_words) + int(by_font) >= 0.95 * int(texts)
    if inside != "no transcript":
        # One transcript keeps some cells as they were typed.
        assert int(inside) >= 0.97 * (int(by_words) + int(by_font))


@present
def test_transcripts_are_left_alone() -> None:
    # One transcript has a cell that was not transcribed.
    assert [text for text in transcripts() if recognise(text) is not None and text != "MÝa"] == []


@present
@pytest.mark.parametrize("kind", ["ckan", "datapackage", "dcat", "dcat-us", "iso19139", "vietnamese"])
def test_texts_of_other_languages_are_left_alone(kind: str) -> None:
    assert [text for text in set(file_texts(DATA / kind)) if recognise(text) is not None] == []
