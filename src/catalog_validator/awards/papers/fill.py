"""A record in, the papers of a dossier out, as bytes by file name."""

import io
import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from catalog_validator.awards.model import Campaign
from catalog_validator.awards.papers.blanks import Blanks
from catalog_validator.awards.papers.context import candidates, common, of_nominee
from catalog_validator.awards.papers.listing import render_list
from catalog_validator.awards.papers.packing import settled

HERE = Path(__file__).parent / "templates"
PAPERS = ("to-trinh.docx", "bien-ban.docx")
REPORT = "bao-cao.docx"


class TemplateError(Exception):
    """A template that cannot be filled: its name, and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        """``reason``: as the template engine says it."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


def dossier(record: Mapping[str, Any], data: bytes, campaign: Campaign, own: Path | None = None) -> dict[str, bytes]:
    """File name → content. ``data``: the record's bytes, whose hash stands in the minutes. ``own``: edited templates.

    Raises `TemplateError` for a template that is broken or asks for what there is not.
    """
    blanks = Blanks()
    shared = common(record, campaign, digest_of(data), blanks)
    papers: dict[str, bytes] = {}
    for name in PAPERS:
        blanks.begin(name)
        papers[name] = fill(template(name, own), shared)
    papers["danh-sach.xlsx"] = render_list(shared)
    for kind in ("collective", "individual"):
        for one in candidates(record, kind):
            if one["outcome"] == "nominated":
                name = f"bao-cao-{file_name(one['id'])}.docx"
                blanks.begin(name)
                papers[name] = fill(template(REPORT, own), of_nominee(record, campaign, one, shared))
    papers["can-bo-sung.md"] = blanks.page().encode()
    return papers


def digest_of(data: bytes) -> str:
    """The hash by which a paper names its record."""
    return sha256(data).hexdigest()


def strangers(own: Path) -> list[str]:
    """Word files in a folder of templates that have the name of no paper, and would do nothing."""
    known = {path.name for path in HERE.glob("*.docx")}
    return sorted(path.name for path in own.glob("*.docx") if path.name not in known and not path.name.startswith("~$"))


def is_installed() -> bool:
    """Whether the library that fills Word templates is there (the extra ``papers``)."""
    from importlib.util import find_spec

    return find_spec("docxtpl") is not None


def template(name: str, own: Path | None) -> Path:
    """The office's own template where it has one of this name, else the shipped one."""
    return own / name if own is not None and (own / name).is_file() else HERE / name


def fill(path: Path, context: Mapping[str, object]) -> bytes:
    """A filled template; what is put in is text and never markup."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as Broken
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        paper = DocxTemplate(path)
        paper.render(dict(context), jinja_env=environment)
        buffer = io.BytesIO()
        paper.save(buffer)
    except Broken as error:
        raise TemplateError(path.name, error.message or type(error).__name__) from error
    except (KeyError, ValueError, OSError) as error:
        raise TemplateError(path.name, str(error)) from error
    return settled(buffer.getvalue())


def file_name(text: str) -> str:
    """An id as part of a file's name: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower() or sha256(text.encode()).hexdigest()[:8]
