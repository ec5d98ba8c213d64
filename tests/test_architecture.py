"""The house as drawn: import contracts hold, breaches are caught, and nothing has grown too large."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "catalog_validator"


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The contracts of a copy of the project, in a fresh interpreter that imports that copy."""
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "src" / "catalog_validator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("syntax/csv.py", "from catalog_validator.rules import relations"),
        ("model/text.py", "import yaml"),
        ("engine/gate.py", "from catalog_validator.reports import renderer"),
        ("reports/numbers.py", "from catalog_validator.api import check"),
        ("vocab/names.py", "import socket"),
        ("awards/measure.py", "from catalog_validator.engine import gate"),
    ],
)
def test_a_breach_is_caught(copy: Path, module: str, line: str) -> None:
    path = copy / "src" / "catalog_validator" / module
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    assert lint(copy).returncode == 1


def functions() -> list[tuple[str, int, int]]:
    """Name, lines and arguments of every function."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                name = f"{path.relative_to(SOURCE).as_posix()}:{node.name}"
                found.append((name, lines, len(node.args.args) + len(node.args.kwonlyargs)))
    return found


def test_no_function_is_longer_than_50_lines() -> None:
    assert [(name, lines) for name, lines, _ in functions() if lines > 50] == []


def test_no_module_is_longer_than_300_lines() -> None:
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, catalog_validator; print(sorted(m for m in sys.modules if m.startswith('catalog_validator.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
