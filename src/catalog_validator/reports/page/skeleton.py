"""What every page has around its content: security policy, style, script, title, and the switches."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.words import Lang
from catalog_validator.reports.page.marks import Both, Saying, escape

SWITCHES = (("lang", ("vi", "en")), ("theme", ("auto", "light", "dark")))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The frame of one page; its style and script are the only ones that its policy lets in."""

    both: Both
    lang: Lang
    """The language that is shown first."""
    title: Saying
    """Of the document, as text."""
    style: str
    script: str

    def head(self, heading: str) -> str:
        """All before the content; ``heading`` is HTML beside the switches."""
        both, lang = self.both, self.lang
        policy = (
            f"default-src 'none'; style-src '{digest(self.style)}'; script-src '{digest(self.script)}'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )
        titles = {words.lang: escape(self.title(words)) for words in (both.vi, both.en)}
        return (
            f"<!doctype html>\n<html lang={lang}><head><meta charset=utf-8>\n"
            f'<meta http-equiv=Content-Security-Policy content="{policy}">\n'
            '<meta name=viewport content="width=device-width, initial-scale=1">'
            # The empty icon keeps the browser from asking the server for one.
            '<meta name=color-scheme content="light dark"><meta name=referrer content=no-referrer>'
            f"<link rel=icon href=data:,>\n<title>{titles[lang]}</title>\n<style>{self.style}</style></head>\n<body>"
            f"{self._radios()}<div class=page><a class=skip href=#main>{both.ui('html.skip')}</a>"
            f'<header id=titles data-vi="{titles["vi"]}" data-en="{titles["en"]}">'
            f"<div>{heading}</div>{self._labels()}</header><main id=main tabindex=-1>"
        )

    def foot(self, data: Iterable[str] = ()) -> Iterator[str]:
        """All after the content; ``data`` is what the script reads."""
        yield "</main></div>\n"
        yield from data
        yield f"<script>{self.script}</script>\n</body></html>\n"

    def _radios(self) -> str:
        """What is chosen. They stand before all else, so that style alone changes language and colours."""
        buttons = []
        for name, values in SWITCHES:
            chosen = self.lang if name == "lang" else "auto"
            for value in values:
                checked = " checked" if value == chosen else ""
                buttons.append(f"<input class=sr type=radio name={name} id={name}-{value}{checked}>")
        return "".join(buttons)

    def _labels(self) -> str:
        """What the reader sees of the radio buttons."""
        groups = []
        for name, values in SWITCHES:
            labels = [f"<label for={name}-{value}>{self.both.ui(f'html.{name}_{value}')}</label>" for value in values]
            groups.append(f"<div class=switch>{''.join(labels)}</div>")
        return f"<div class=switches>{''.join(groups)}</div>"


def asset(name: str) -> str:
    """A file of the page, as it was written by hand."""
    return files("catalog_validator.reports.page").joinpath(name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What a security policy knows a style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
