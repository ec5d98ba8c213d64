"""What the letters of a text are written in: old Vietnamese encodings and wrong readings, recognised and repaired.

Knows texts alone: no field, no format, no finding.
"""

from catalog_validator.letters.garbled import LOST, READ_AS, Garbled, may_be_garbled, readings, recognise, repair

__all__ = ["LOST", "READ_AS", "Garbled", "may_be_garbled", "readings", "recognise", "repair"]
