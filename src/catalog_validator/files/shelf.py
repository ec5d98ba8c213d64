"""What a package may take files from: the folder, or the folder in an archive, that its descriptor stands in."""

from typing import Protocol

from catalog_validator.model.place import Source


class Shelf(Protocol):
    """Where a package stands: it may name what is in and below that folder, and nothing else."""

    def take(self, reference: str) -> Source | str:
        """What a path of the package leads to, or a slug that says why nothing is opened."""
