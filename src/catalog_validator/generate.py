"""Writes the generated files: ``python -m catalog_validator.generate``; with ``--check`` only says what differs.

The twins of the built-in profiles and of the messages, the schemas of what people write, and the built-in profiles in
other languages, are committed; a test holds them against this.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog_validator.api.profiles import fetch
from catalog_validator.model.words import LANGS
from catalog_validator.profiles import Raw, build_profile, builtin_ids
from catalog_validator.reports.templates import compile_messages, message_file, message_parts

_PACKAGE = Path(__file__).parent
_ROOT = _PACKAGE.parent.parent


def generated() -> Iterator[tuple[Path, bytes]]:
    """Each generated file with what must stand in it."""
    from catalog_validator.awards.json_schema import campaign_schema, register_schema
    from catalog_validator.profiles.builtin_profiles import compile_builtin
    from catalog_validator.profiles.json_schema import profile_json_schema

    compiled = _PACKAGE / "profiles" / "builtin" / "compiled"
    for profile_id in builtin_ids():
        raw = fetch(profile_id)
        assert isinstance(raw, Raw)
        yield compiled / f"{profile_id}.json", compile_builtin(build_profile(raw, fetch))
    for lang in LANGS:
        for part in message_parts():
            twin = message_file(lang, part, "json")
            yield _PACKAGE / "reports" / "messages" / "compiled" / twin, compile_messages(lang, part)
    yield from exported()
    schemas = {"profile": profile_json_schema, "campaign": campaign_schema, "register": register_schema}
    for name, schema in schemas.items():
        text = json.dumps(schema(), ensure_ascii=False, indent=2)
        yield _ROOT / "schemas" / f"{name}.schema.json", text.encode() + b"\n"


def exported() -> Iterator[tuple[Path, bytes]]:
    """The built-in profiles in the languages of others."""
    from catalog_validator.api.exports import export
    from catalog_validator.exports import EXPORTERS

    for profile_id in builtin_ids():
        for exporter in EXPORTERS.values():
            target = _ROOT / "schemas" / f"{profile_id}{exporter.suffix}"
            if exporter.name == "pydantic":  # to be imported
                target = _PACKAGE / "typed" / f"{profile_id.replace('-', '_')}.py"
            yield target, export(exporter.name, profile_id)
        for lang in LANGS:
            for form, suffix in (("markdown", "md"), ("html", "html")):
                guide = export(form, profile_id, lang=lang)
                yield _ROOT / "schemas" / f"{profile_id}.form.{lang}.{suffix}", guide


def main(arguments: Sequence[str]) -> int:
    """0: all is as it must be (or was written). 1: ``--check`` found a difference."""
    differing = [(file, data) for file, data in generated() if not file.is_file() or file.read_bytes() != data]
    for file, data in differing:
        sys.stderr.write(f"{file.relative_to(_ROOT)}\n")
        if "--check" not in arguments:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
