"""The page of docs/reference that shows the mapping tables of other vocabularies."""

from collections.abc import Iterator

from profile_page import MADE, cell

from catalog_validator.model.profile import Profile
from catalog_validator.vocab import VOCABULARIES
from catalog_validator.vocab.mapping_table import (
    AS_WRITTEN,
    CodeSource,
    Line,
    MappingTable,
    Option,
    Steps,
    code_sources,
    load_table,
    not_expressible,
)

INTRO = """\
Catalogs that are not written with the profile's own names are read through a table: field of the profile, where its
value stands in the other vocabulary, how it is read, and the property of the standard that means the same. The tables
are data (`src/catalog_validator/vocab/mappings/*.toml`); this page is made from them.

- The vocabulary is told from the first record of a document and said in a note ([CV026](findings.md#cv026-read-as));
  `catval check --vocab NAME` names it instead. `--vocab native` reads everything with the profile's own names.
- A field without a line is *not expressible* in the vocabulary ([CV027](findings.md#cv027-not-expressible)). It counts
  all the same: the profile is one for all.
- The profile's own field ids, wherever the vocabulary lets a description be extended (CKAN `extras`, further members of
  a dataset's object, properties of the namespace `urn:x-catval:field:` in DCAT), are used as they are and win over the
  table. In `extras` labels and aliases count too.
- Of several paths the first that holds something readable is taken. `a/b|c` reads b, or where an object has none c, of
  every a. `?path` counts only where its value is one of the listed codes; `^name` reads a property
  backwards. What cannot be read is handed on as it stands, and the finding shows it at its place. An empty text is an
  absent one.
- Text in several languages: Vietnamese, else the one without a language, else English, else the first.
"""

KINDS = """\
| read as | meaning |
|---|---|
| text | the first text |
| lines | all texts, a line each |
| texts | all texts, as a list |
| token, web | the first text that is no address of the web, or that is one |
| code, codes | the profile's code where the table of codes knows the value, else the value as written |
| latest | of several ISO dates the last |
| address | a text without `mailto:` or `tel:` before it |
| period | a text, or a start and an end |
| record, records | objects with parts; of several ways to write one that which says most, of a list the first |
"""


def mapping_tables(profile: Profile) -> Iterator[str]:
    """All tables, then all codes that they share."""
    yield from ("# Other vocabularies", "", MADE, "", INTRO, "", KINDS, "")
    for vocab in VOCABULARIES:
        if (table := load_table(vocab)) is not None:
            yield from one_table(table, profile)
    yield from ("## Codes that tables share", "")
    for name, sources in code_sources("codes").items():
        yield from codes_of(f"`{name}`", sources)


def one_table(table: MappingTable, profile: Profile) -> Iterator[str]:
    """One vocabulary: its lines, what it cannot say, and its codes."""
    yield from (f"## {table.title}", "", f"`--vocab {table.vocab}`. [{table.standard}]({table.iri}).", "")
    yield from ("| field | where | read as | means | remark |", "|---|---|---|---|---|")
    for ground in table.grounds:
        line = table.lines[ground.field]
        means = f"[{ground.means}]({ground.iri})"
        yield f"| `{ground.field}` | {cell(where(line))} | {line.kind} | {cell(means)} | {cell(ground.note)} |"
    lacking = ", ".join(f"`{field}`" for field in not_expressible(table, profile))
    yield from ("", f"Not expressible, of the fields of `{profile.id}`: {lacking}.", "")
    for name, sources in code_sources(table.vocab).items():
        yield from codes_of(f"`{name}`", sources)


def where(line: Line) -> str:
    """All paths of a line."""
    own = [f"`{'?' if way.known else ''}{path(way.steps)}`" for way in line.ways]
    return "<br>".join([*(option_text(option) for option in line.options), *own])


def option_text(option: Option) -> str:
    """One way to write a record."""
    parts = "; ".join(
        f"{part}: {', '.join(f'`{path(way.steps)}`' for way in line.ways)}" for part, line in option.parts
    )
    return f"in `{path(option.at)}`: {parts}" if option.at else parts


def path(steps: Steps) -> str:
    """Steps as tables write them."""
    return "/".join("|".join(names) for names in steps)


def codes_of(title: str, sources: tuple[CodeSource, ...]) -> Iterator[str]:
    """A table of codes, each part with where it is defined."""
    yield from (f"### {title}", "")
    for source in sources:
        prefix = f" below `{source.prefix}`" if source.prefix else ""
        yield from (f"[{source.means}]({source.iri}){prefix}:", "")
        for code in dict.fromkeys(source.values.values()):
            names = ", ".join(f"`{name}`" for name, means in source.values.items() if means == code)
            meaning = {"": "says nothing", AS_WRITTEN: "no such code in the profile: kept as written"}.get(code)
            yield f"- {meaning or f'`{code}`'}: {names}"
        yield ""
