"""How one value is written in each syntax: a stretch of the document rewritten in the manner it had."""

import json
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, unescape

from catalog_validator.edit.text import Rewrite

_PART = "(?:^|[;|\n])[^\\S\n]*({})[^\\S\n]*(?=$|[;|\r\n])"
"""A part of a cell: an item of a list, a part of a record."""
_ELEMENT = re.compile(r"(<[^<>]*>)([^<]*)(</[^<>]*>)")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
_NUMBERED = re.compile("&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")


def json_token(token: str, old: str, new: str) -> str | None:
    """A JSON text; letters stay spelled out where they were."""
    try:
        if json.loads(token) != old:
            return None
    except ValueError:
        return None
    return json.dumps(new, ensure_ascii=token.isascii() and not old.isascii())


def yaml_token(token: str, old: str, new: str) -> str | None:
    """A scalar on one line, quoted as it was; a plain one is quoted only if the new text needs it."""
    if "\n" in token or "\n" in new or _yaml(token) != old:
        return None
    if token.startswith("'"):
        return "'" + new.replace("'", "''") + "'"
    if not token.startswith('"') and _yaml(f"a: [{new}]") == {"a": [new]}:
        return new
    return json.dumps(new, ensure_ascii=token.startswith('"') and token.isascii() and not old.isascii())


def _yaml(text: str) -> object:
    """What a YAML text says, with texts for all scalars; None for what is none."""
    import yaml

    try:
        return yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError):
        return None


def cell_text(text: str, old: str, new: str) -> str | None:
    """The text of a cell with its whole, or the one part of it that says ``old``, replaced."""
    if text == old:
        return new
    found = list(re.finditer(_PART.format(re.escape(old)), text))
    if len(found) != 1:
        return None
    return text[: found[0].start(1)] + new + text[found[0].end(1) :]


def csv_token(token: str, old: str, new: str) -> str | None:
    """A cell, in quotes if it was or must be."""
    quoted = len(token) > 1 and token.startswith('"') and token.endswith('"')
    text = cell_text(token[1:-1].replace('""', '"') if quoted else token, old, new)
    if text is None:
        return None
    if quoted or re.search('[",;\t\r\n]', text):
        return '"' + text.replace('"', '""') + '"'
    return text


def xml_token(token: str, old: str, new: str) -> str | None:
    """An element that holds a text and nothing else; its tags and the blanks around the text stay."""
    match = _ELEMENT.fullmatch(token)
    if match is None:
        return None
    said = plain_text(match[2])
    bare = said.strip()
    if old not in (said, bare) or not bare:
        return None
    if said == old:
        return match[1] + escape(new) + match[3]
    at = match[2].index(match[2].strip())
    return match[1] + match[2][:at] + escape(new) + match[2][at + len(match[2].strip()) :] + match[3]


def plain_text(content: str) -> str:
    """What the text of an element says."""
    numbered = _NUMBERED.sub(
        lambda match: chr(int(match[1][1:], 16) if match[1].startswith("x") else int(match[1])), content
    )
    return unescape(numbered.replace("\r\n", "\n"), _ENTITIES)


TOKENS: Mapping[str, Rewrite] = {
    "json": json_token,
    "ndjson": json_token,
    "yaml": yaml_token,
    "csv": csv_token,
    "xml": xml_token,
}
"""By syntax."""
