"""What a JSON finding names as found or expected, in both languages."""

from catalog_validator.model.words import Label

END_OF_FILE = Label("hết tệp", "end of file")
END_OF_LINE = Label("hết dòng", "end of line")
A_VALUE = Label("một giá trị JSON", "a JSON value")
A_KEY = Label('tên trường trong dấu "…"', 'a member name in "…"')
A_CLOSING_QUOTE = Label('dấu " đóng chuỗi', 'a closing "')
AN_ESCAPE = Label('\\n, \\t, \\", \\\\, \\uXXXX …', '\\n, \\t, \\", \\\\, \\uXXXX …')
AN_ESCAPED_CONTROL = Label(
    "ký tự điều khiển viết dạng \\n, \\t, \\uXXXX", "control characters written as \\n, \\t, \\uXXXX"
)

A_LIST = Label("danh sách", "a list")
AN_OBJECT = Label("đối tượng", "an object")
A_TEXT = Label("văn bản", "a text")
A_NUMBER = Label("số", "a number")
A_TRUTH = Label("true/false", "true/false")
A_NULL = Label("null", "null")

_KINDS = {"[": A_LIST, "{": AN_OBJECT, '"': A_TEXT, "t": A_TRUTH, "f": A_TRUTH, "n": A_NULL}


def kind_of(first_character: str) -> Label:
    """What sort of JSON value begins with this character."""
    return _KINDS.get(first_character, A_NUMBER)
