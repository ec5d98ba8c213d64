"""The data files of a package against their Table Schemas: tables in, problems out, row by row.

The types, formats and constraints of cells are frictionless's judgement; it is given rows, never a path, a stream or an
address, and no connection can be opened while it works. What it could do slowly or without a place for its findings is
done here: keys, references between tables, and patterns.
"""

from catalog_validator.packages.check import check_tables
from catalog_validator.packages.library import is_installed
from catalog_validator.packages.rows import CsvForm, DataTable, Rows, TableRow, csv_rows, document_rows, value_rows

__all__ = [
    "CsvForm",
    "DataTable",
    "Rows",
    "TableRow",
    "check_tables",
    "csv_rows",
    "document_rows",
    "is_installed",
    "value_rows",
]
