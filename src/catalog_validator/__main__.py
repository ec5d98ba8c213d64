"""``python -m catalog_validator`` is ``catval``."""

from catalog_validator.cli import main

main()
