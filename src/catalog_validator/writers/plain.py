"""Values as JSON and YAML can carry them."""

from math import isfinite

from catalog_validator.model.place import Path
from catalog_validator.writers.catalog import MOST_BITS, SURROGATES, Tell, legible


def carried(value: object, path: Path, tell: Tell) -> object:
    """The same value; what cannot be written is replaced or None, and said."""
    if isinstance(value, str):
        return value if value.isascii() else legible(value, SURROGATES, path, tell)
    if isinstance(value, list):
        return [carried(item, (*path, index), tell) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {
            str(carried(str(key), path, tell)): carried(inner, (*path, str(key)), tell) for key, inner in value.items()
        }
    endless = isinstance(value, float) and not isfinite(value)
    if endless or (isinstance(value, int) and value.bit_length() > MOST_BITS):
        tell(path, "number", {})
        return None
    return value
