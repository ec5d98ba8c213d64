"""Numbers in words and lists in sentences, as Vietnamese official papers write them."""

from collections.abc import Sequence

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """0 to 999: ``mười lăm``, ``hai mươi mốt``, ``một trăm linh năm``. `ValueError` beyond."""
    if not 0 <= number <= 999:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_UNITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} linh {_UNITS[rest]}" if rest < 10 else f"{head} {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return _UNITS[unit]
    if tens == 1:
        return "mười" + ("" if not unit else " lăm" if unit == 5 else f" {_UNITS[unit]}")
    last = {0: "", 1: " mốt", 5: " lăm"}.get(unit, f" {_UNITS[unit]}")
    return f"{_UNITS[tens]} mươi{last}"


def counted(number: int, noun: str) -> str:
    """``04 (bốn) tập thể``: two digits at least, and in words."""
    return f"{number:02} ({in_words(number)}) {noun}" if number <= 999 else f"{number} {noun}"


def both(parts: Sequence[str]) -> str:
    """``a, b và c``."""
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def grounds(texts: Sequence[str]) -> list[str]:
    """The legal ground in the form of a paper: each begins with ``Căn cứ`` and ends with ``;``, the last with ``.``."""
    last = len(texts) - 1
    return [f"Căn cứ {text}{'.' if at == last else ';'}" for at, text in enumerate(texts)]
