"""LibreOffice, where it is installed: a file opened, worked out again and saved, or drawn."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed; .ci/run installs it")


def through_office(file: Path, folder: Path, form: str = "xlsx") -> Path:
    """What LibreOffice makes of a file, in a folder, under the same name."""
    assert SOFFICE is not None
    home = (folder / "office-home").as_uri()
    folder.mkdir(exist_ok=True)
    command = [SOFFICE, f"-env:UserInstallation={home}", "--headless", "--convert-to", form, "--outdir", str(folder)]
    ended = subprocess.run([*command, str(file)], capture_output=True, check=False, timeout=300)
    made = folder / f"{file.stem}.{form.split(':')[0]}"
    assert made.exists(), ended.stderr.decode(errors="replace")
    return made
