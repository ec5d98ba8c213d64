"""What a check of a small file may not load: each of these takes longer than the check itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

from catalog_validator.model.dataclass import dataclass, field

COSTLY = ("catalog_validator.engine.bulk", "importlib.resources", "pydantic", "shutil", "tempfile", "yaml")


def loaded(*arguments: str) -> set[str]:
    """Modules of a process that ran the command."""
    code = (
        "import sys, json\n"
        "from catalog_validator.cli import main\n"
        "sys.stdout, out = sys.stderr, sys.stdout\n"
        "try:\n main()\nfinally:\n json.dump(sorted(sys.modules), out)"
    )
    plain = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False, env=plain)
    return set(json.loads(ended.stdout))


def test_a_small_check_loads_nothing_costly(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text('[{"db_name": "Danh mục trường học", "purpose": "."}]', encoding="utf-8")
    modules = loaded("check", str(file))
    assert "catalog_validator.reports.text" in modules
    assert not modules.intersection(COSTLY)


def test_a_class_is_made_without_its_signature() -> None:
    """The library writes it into a missing docstring, at twenty times the price of all the rest."""

    @dataclass(slots=True)
    class Plain:
        names: list[str] = field(default_factory=list)

    assert Plain.__doc__ == "Plain"
