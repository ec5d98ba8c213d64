"""What an XML finding names as found or expected, in both languages, and what a parser's error means."""

import re
from xml.parsers.expat import errors

from catalog_validator.model.finding import Facts
from catalog_validator.model.words import Label
from catalog_validator.syntax.json_words import END_OF_FILE

A_SPACE = Label("tiền tố có khai báo xmlns", "a prefix with its xmlns declaration")
A_START = Label("khai báo XML ở ngay đầu tệp", "the XML declaration at the very beginning")
ONE_ROOT = Label("hết tệp (chỉ một phần tử gốc)", "end of file (one root element)")
AN_ATTRIBUTE = Label("mỗi thuộc tính chỉ một lần", "each attribute once")
A_CHARACTER = Label("một ký tự mà XML cho phép", "a character that XML allows")
AN_ENCODING = Label("tên một bảng mã quen thuộc, ví dụ UTF-8", "the name of a known encoding, such as UTF-8")
AN_OAI_ERROR = Label("trả lời OAI-PMH báo lỗi", "an OAI-PMH reply that reports an error")
BINARY = Label("dữ liệu nhị phân hoặc văn bản khác", "binary data or some other text")

_NUMBER = {name: errors.codes[getattr(errors, f"XML_ERROR_{name}")] for name in (
    "NO_ELEMENTS", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "TAG_MISMATCH", "DUPLICATE_ATTRIBUTE", "JUNK_AFTER_DOC_ELEMENT",
    "UNDEFINED_ENTITY", "BAD_CHAR_REF", "MISPLACED_XML_PI", "UNCLOSED_CDATA_SECTION", "UNBOUND_PREFIX",
    "INVALID_TOKEN",
)}  # fmt: skip
UNDEFINED_ENTITY = _NUMBER["UNDEFINED_ENTITY"]
TAG_MISMATCH = _NUMBER["TAG_MISMATCH"]
NO_ELEMENTS = _NUMBER["NO_ELEMENTS"]
AT_END = frozenset(_NUMBER[name] for name in ("NO_ELEMENTS", "UNCLOSED_TOKEN", "UNCLOSED_CDATA_SECTION"))
MAYBE_BYTES = frozenset(_NUMBER[name] for name in ("INVALID_TOKEN", "PARTIAL_CHAR"))
_EXPECTED: dict[int, str | Label] = {
    _NUMBER["DUPLICATE_ATTRIBUTE"]: AN_ATTRIBUTE,
    _NUMBER["JUNK_AFTER_DOC_ELEMENT"]: ONE_ROOT,
    _NUMBER["BAD_CHAR_REF"]: A_CHARACTER,
    _NUMBER["MISPLACED_XML_PI"]: A_START,
    _NUMBER["UNBOUND_PREFIX"]: A_SPACE,
}
_TOKEN = re.compile(r"&#?\w{0,40};?|</?[^\s<>]{0,60}>?|[^\s<>&=/]{1,20}")


def found_at(text: str) -> str | Label:
    """What a finding shows of the text that begins at the wrong place."""
    if not text:
        return END_OF_FILE
    match = _TOKEN.match(text)
    first = text[0]
    if match and first.isprintable():
        return match[0]
    return first if first.isprintable() and not first.isspace() else f"U+{ord(first):04X}"


def syntax_facts(number: int, found: str | Label, expected: str | Label = "") -> Facts:
    """The facts of CV003 for an error of the parser."""
    return {"format": "XML", "found": found, "expected": expected or _EXPECTED.get(number, "")}
