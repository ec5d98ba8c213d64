"""What is wrong with a command line, said in the reader's language with a way out."""

import pytest

from catalog_validator.cli.command import run

CASES = [
    (["check", "--profle", "x", "a.csv"], "không có tùy chọn --profle. Có phải ý bạn là --profile?"),
    (["chek", "a.csv"], "không có lệnh “chek”. Có phải ý bạn là check?"),
    (["check"], "còn thiếu PATH..."),
    (
        ["check", "a.csv", "--gate", "all"],
        "“all” không có trong các giá trị dùng được: entry, group, catalog.",
    ),
    (["check", "a.csv", "--min-score", "180"], "giá trị của --min-score không hợp lệ: “180” không phải là tỷ lệ"),
    (["check", "a.csv", "--profile"], "tùy chọn --profile dùng không đúng"),
    (["check", __file__, "--profile", "sonla515"], "`catval profile list` liệt kê các bộ tiêu chí có sẵn"),
    (["check", __file__, "--vocab", "xx"], "không có bộ từ vựng “xx”. Có thể dùng: native, ckan"),
    (["check", __file__, "--encoding", "xx"], "không có bảng mã “xx”. Có thể dùng: utf-8"),
    (["convert", __file__, "out.doc"], "không xác định được dạng từ “out.doc”. Hãy chỉ rõ bằng --to."),
]


@pytest.mark.parametrize(("arguments", "told"), CASES)
def test_it_is_said_in_vietnamese(
    arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CATVAL_LANG", "vi")
    assert run(arguments) == 2
    error = capsys.readouterr().err
    assert told in error
    assert not any(word in error for word in ("Usage", "Error", "Missing", "Invalid", "No such"))


def test_it_is_said_in_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CATVAL_LANG", "en")
    assert run(["check", "--profle", "x", "a.csv"]) == 2
    assert "Did you mean '--profile'?" in capsys.readouterr().err
    assert run(["chek", "a.csv"]) == 2
    assert "there is no command “chek”. Did you mean check?" in capsys.readouterr().err
