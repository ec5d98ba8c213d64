"""Which files a package may name: those in or below its own folder, and nothing else."""

import os
import re
from pathlib import Path

from catalog_validator.files.streams import file_source
from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.place import Source

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""A scheme has two letters at least; one letter and a colon is a drive."""
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def refusal(reference: str) -> str:
    """Why a path may not be followed, judged by its text alone; an empty text where it may.

    One of the slugs ``nameless``, ``control``, ``address``, ``drive``, ``backslash``, ``absolute``, ``parent``. The
    rules are the same on every system, so that a package that is safe on one is safe on all.
    """
    checks = (
        ("nameless", not reference.strip()),
        ("control", _CONTROL.search(reference) is not None),
        ("address", _ADDRESS.match(reference) is not None),
        ("drive", _DRIVE.match(reference) is not None),
        ("backslash", "\\" in reference),
        ("absolute", reference.startswith("/")),
        ("parent", ".." in reference.split("/")),
    )
    return next((slug for slug, holds in checks if holds), "")


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """The files in and below a folder, for a package that stands in it."""

    root: Path

    def take(self, reference: str) -> Source | str:
        """The file that a package names, or a slug: one of `refusal`, or outside, missing, folder, device, denied."""
        if slug := refusal(reference):
            return slug
        path = self.root / reference
        try:
            # Resolved first, then compared: a link on the way may lead anywhere.
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root)):
                return "outside"
            if path.is_dir():
                return "folder"
            if not path.exists():
                return "missing"
            if not path.is_file():
                return "device"
            if not os.access(path, os.R_OK):
                return "denied"
            return file_source(path)
        except (OSError, ValueError):
            # A name that the system cannot have: too long, or not in its character set.
            return "missing"
