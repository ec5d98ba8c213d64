"""Encodings of XML: told by the first bytes and the declaration, never guessed."""

import pytest
from xml_parts import problems, told, values

BODY = "<c><entry><a>Sở Ngoại vụ</a></entry></c>"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_by_their_first_bytes(encoding: str) -> None:
    raw = f'<?xml version="1.0"?>{BODY}'.encode(encoding)
    assert values(raw) == [{"a": "Sở Ngoại vụ"}]
    assert told(raw) == [("CV044", 1, 1, False)]


@pytest.mark.parametrize("encoding", ["windows-1252", "ISO-8859-1", "koi8-r", "GB18030", "Shift_JIS", "us-ascii"])
def test_a_declared_encoding_is_followed_and_said(encoding: str) -> None:
    text = {"koi8-r": "Привет", "GB18030": "数据", "Shift_JIS": "データ", "us-ascii": "x"}.get(encoding, "é")
    raw = f'<?xml version="1.0" encoding="{encoding}"?><c><entry><a>{text}</a></entry></c>'.encode(encoding)
    assert values(raw) == [{"a": text}]
    assert told(raw) == [("CV044", 1, 31, False)]


def test_vietnamese_windows_code_page() -> None:
    """Marks stand behind their letters; texts are compared in NFC later."""
    raw = b'<?xml version="1.0" encoding="windows-1258"?><c><entry><a>S\xf5\xd2</a></entry></c>'
    assert values(raw) == [{"a": "Sơ\u0309"}]


@pytest.mark.parametrize("declared", ["", ' encoding="UTF-8"', ' encoding="utf-8"'])
def test_utf_8_goes_without_saying(declared: str) -> None:
    raw = f'<?xml version="1.0"{declared}?>{BODY}'.encode()
    for data in (raw, b"\xef\xbb\xbf" + raw):
        assert values(data) == [{"a": "Sở Ngoại vụ"}]
        assert not told(data)


def test_a_declaration_against_the_bytes_is_said() -> None:
    raw = f'<?xml version="1.0" encoding="UTF-16"?>{BODY}'.encode()
    (problem,) = problems(raw)
    assert values(raw) == [{"a": "Sở Ngoại vụ"}]
    assert (problem.violation.code, problem.violation.facts) == ("CV044", {"encoding": "UTF-8", "declared": "UTF-16"})


@pytest.mark.parametrize("name", ["klingon", "zip", "unicode_escape", "utf-7", "idna", "rot13", "base64", "punycode"])
def test_no_other_codec_can_be_asked_for(name: str) -> None:
    raw = f'<?xml version="1.0" encoding="{name}"?>{BODY}'.encode()
    assert told(raw) == [("CV003", 1, 31, True)]
    assert problems(raw)[0].violation.facts["found"] == name


@pytest.mark.parametrize("before", ["", "ở" * 3, "x" * 100_000])
def test_a_bad_byte_is_named_with_its_offset(before: str) -> None:
    head = f"<c><entry><a>{before}".encode()
    for mark in (b"", b"\xef\xbb\xbf"):
        (problem,) = problems(mark + head + b"\xe9\xe8 x</a></entry></c>")
        assert problem.violation.code == "CV004"
        assert problem.violation.facts == {"byte": "0xE9", "offset": len(mark + head), "encoding": ""}
        assert problem.position.column == 14 + len(before)


def test_half_a_wide_character() -> None:
    raw = "<c><entry><a>".encode("utf-16-le") + b"\x00\xd8<\0"
    (note, problem) = problems(b"\xff\xfe" + raw)
    assert note.violation.code == "CV044"
    assert (problem.violation.code, problem.violation.facts["encoding"]) == ("CV004", "UTF-16-LE")
    assert problem.unreadable
