"""A file as it stood in a revision of the repository one is in: ``main:catalog.json``, read by ``git`` itself.

What is typed never reaches a shell, nor an option of git; git may not open a connection, ask a question, or run a hook.
"""

import os
import re
import subprocess

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Source

_SHAPE = re.compile(r"([^:\0\n]+):([^\0\n]+)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SECONDS = 60


class RevisionError(Exception):
    """A revision that cannot be read."""

    def __init__(self, slug: str, spec: str) -> None:
        """``slug``: no-git, no-repository, no-revision, no-file, folder, too-large, failed."""
        super().__init__(slug, spec)
        self.slug = slug
        self.spec = spec


@dataclass(frozen=True, slots=True)
class Spec:
    """A revision, and a path in it: from the top of the repository, or with ``./`` from where one is."""

    revision: str
    path: str

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"{self.revision}:{self.path}"


def parse_spec(text: str) -> Spec | None:
    """``REVISION:PATH``; None where the text has another shape, or names a file that is there."""
    found = _SHAPE.fullmatch(text)
    if found is None or _DRIVE.match(text) or os.path.lexists(text):
        return None
    return Spec(found[1], found[2].replace("\\", "/"))


def revision_source(spec: Spec, most: int) -> Source:
    """The file's bytes as a source named ``REVISION:PATH``. `RevisionError`; ``most`` bytes are read."""
    if _git(spec, "rev-parse", "--git-dir") is None:
        raise RevisionError("no-repository", spec.text)
    commit = _git(spec, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{spec.revision}^{{commit}}")
    if commit is None:
        raise RevisionError("no-revision", spec.text)
    thing = f"{commit.decode().strip()}:{spec.path}"
    kind = _git(spec, "cat-file", "-t", thing)
    if kind is None:
        raise RevisionError("no-file", spec.text)
    if kind.strip() != b"blob":
        raise RevisionError("folder", spec.text)
    size = _git(spec, "cat-file", "-s", thing)
    if size is None or int(size) > most:
        raise RevisionError("too-large", spec.text)
    data = _git(spec, "cat-file", "blob", thing)
    if data is None:
        raise RevisionError("failed", spec.text)
    return Source.of_bytes(spec.text, data)


def _git(spec: Spec, *arguments: str) -> bytes | None:
    """What git answers; None where it refuses."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=plain | quiet, timeout=_SECONDS)
    except FileNotFoundError:
        raise RevisionError("no-git", spec.text) from None
    except subprocess.TimeoutExpired:
        raise RevisionError("failed", spec.text) from None
    return done.stdout if done.returncode == 0 else None
