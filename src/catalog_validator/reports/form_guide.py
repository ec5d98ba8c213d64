"""The guide to a profile's form for officers, in Markdown and HTML: what to write, why, good and bad."""

from collections.abc import Iterator
from html import escape

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.profile import Field, FieldType, Profile
from catalog_validator.model.words import Lang
from catalog_validator.reports.lexicon import WHOLE, inert
from catalog_validator.reports.markdown import md
from catalog_validator.reports.words import Words

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "h2{border-bottom:2px solid #ccc;margin-top:2.5rem}dt{font-weight:600;margin-top:.4rem}dd{margin:0 0 0 1rem}"
    ".good{border-left:4px solid #2e7d32;padding-left:.6rem}.bad{border-left:4px solid #c62828;padding-left:.6rem}"
    "@media print{h3{break-after:avoid}}"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said of a field: what it is about, the text or the texts, and whether it is an example."""

    about: str
    texts: tuple[str, ...]
    example: str = ""
    """``good`` or ``bad``."""


def render_guide_markdown(profile: Profile, lang: Lang) -> str:
    """The guide in Markdown."""
    words = Words(lang)
    lines = [f"# {md(_title(words, profile))}", ""]
    for text in _intro(words, profile):
        lines += [md(text), ""]
    for group, title in profile.groups:
        lines += [f"## {md(words.say(title))}", ""]
        for number, field in _numbered(profile, group):
            lines += [f"### {number}. {md(words.say(field.label))}", "", md(words.say(field.help)), ""]
            for item in _items(words, profile, field):
                lines += _markdown(item)
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _markdown(item: Item) -> Iterator[str]:
    if len(item.texts) == 1:
        yield f"- **{md(item.about)}:** {md(item.texts[0])}"
        return
    yield f"- **{md(item.about)}:**"
    yield from (f"    - {md(text)}" for text in item.texts)


def render_guide_html(profile: Profile, lang: Lang) -> str:
    """The guide as one HTML page that needs nothing else."""
    return "\n".join(_html(Words(lang), profile, lang)) + "\n"


def _html(words: Words, profile: Profile, lang: Lang) -> Iterator[str]:
    title = escape(_title(words, profile))
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style>\n</head>'
    yield f"<body>\n<h1>{title}</h1>"
    for text in _intro(words, profile):
        yield f"<p>{escape(text)}</p>"
    for group, heading in profile.groups:
        yield f"<h2>{escape(words.say(heading))}</h2>"
        for number, field in _numbered(profile, group):
            yield f'<h3 id="{escape(field.id)}">{number}. {escape(words.say(field.label))}</h3>'
            yield f"<p>{escape(words.say(field.help))}</p>\n<dl>"
            for item in _items(words, profile, field):
                mark = f' class="{item.example}"' if item.example else ""
                yield f"<dt>{escape(item.about)}</dt>"
                yield from (f"<dd{mark}>{escape(text)}</dd>" for text in item.texts)
            yield "</dl>"
    yield "</body>\n</html>"


def _title(words: Words, profile: Profile) -> str:
    return words.ui("exports.guide.title", title=words.say(profile.title))


def _intro(words: Words, profile: Profile) -> Iterator[str]:
    """What the guide is, and what the profile is worth."""
    yield words.ui("exports.guide.intro")
    status = words.ui(f"page.{profile.status}") if words.knows(f"ui.page.{profile.status}") else inert(profile.status)
    reason = words.say(profile.status_reason)
    yield f"{profile.id} {inert(profile.version)} — {words.ui('page.status')}: {status}. {reason}"
    yield f"{words.ui('page.legal_basis')}: {inert(profile.legal_basis, WHOLE)}"


def _numbered(profile: Profile, group: str) -> Iterator[tuple[int, Field]]:
    """The fields of a group with their numbers in the whole form."""
    return ((number, field) for number, field in enumerate(profile.fields, 1) if field.group == group)


def _items(words: Words, profile: Profile, field: Field) -> Iterator[Item]:
    for key, texts, example in _facts(words, profile, field):
        kept = tuple(text for text in texts if text)
        if kept:
            yield Item(words.ui(f"exports.guide.{key}"), kept, example)


def _facts(words: Words, profile: Profile, field: Field) -> Iterator[tuple[str, list[str], str]]:
    """Everything that can be said of a field; empty where there is nothing."""
    yield "obligation", [_obligation(words, profile, field)], ""
    yield "form", [words.ui(f"type.{field.type.value}")], ""
    yield "checks", ["; ".join(words.check(check) for check in field.checks)], ""
    items = field.code_list.items if field.code_list else ()
    codes = "codes_many" if field.type is FieldType.CODES else "codes"
    yield codes, [f"{words.say(item.label)} ({inert(item.code)})" for item in items], ""
    yield "parts", [_part(words, part) for part in field.parts], ""
    yield "declared", [words.join([f"“{inert(answer)}”" for answer in field.declared])], ""
    yield "good", [inert(field.good, WHOLE)], "good"
    yield "bad", [inert(field.bad, WHOLE)], "bad"
    yield "ground", [words.ground(field.citation)], ""


def _obligation(words: Words, profile: Profile, field: Field) -> str:
    said = [words.ui(f"obligation.{field.obligation.value}")]
    if field.when is not None:
        said.append(f"{words.ui('explain.when')} {words.condition(field.when, profile)}")
    said += [words.ui("exports.guide.gate")] * field.gate + [words.ui("exports.guide.refuse")] * field.refuse
    if field.any_of:
        labels = {part.id: words.say(part.label) for part in field.parts}
        said.append(words.ui("explain.any_of", parts=[labels[part] for part in field.any_of]))
    return "; ".join(said)


def _part(words: Words, part: Field) -> str:
    facts = [words.ui(f"obligation.{part.obligation.value}"), words.ui(f"type.{part.type.value}")]
    facts += [words.check(check) for check in part.checks]
    if part.code_list:
        facts.append(words.join([words.say(item.label) for item in part.code_list.items], 40))
    return f"{words.say(part.label)} — {words.say(part.help)} ({'; '.join(facts)})"
