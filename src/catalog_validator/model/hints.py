"""What a user says of a source that the source does not say itself."""

from catalog_validator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Each is None where the source is to be judged by what it holds."""

    sheet: str | None = None
    """The sheet of a workbook to read, by name."""
    vocab: str | None = None
    """The vocabulary of the descriptions, by its name in `catalog_validator.vocab.VOCABULARIES`."""
    encoding: str | None = None
    """The encoding of a text file that is not UTF-8, by its name in `catalog_validator.syntax`."""


NO_HINTS = Hints()
