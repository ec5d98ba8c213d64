"""How much is read before a limit stops it. A breach is one finding (CV9xx) that names the setting."""

from catalog_validator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Defaults are generous for real catalogs; every one is a setting."""

    source_bytes: int = 16 << 30
    """Bytes of one source that is read as a stream (JSON, NDJSON, CSV)."""
    held_bytes: int = 256 << 20
    """Bytes of one source that has to be held whole (YAML, XLSX as it lies on disk)."""
    entry_bytes: int = 16 << 20
    """Bytes of one entry: one NDJSON line, one member of a JSON array, one CSV record."""
    depth: int = 64
    """Nested lists and objects."""
    rows: int = 1_048_576
    columns: int = 2_000
    cells: int = 5_000_000
    """Cells that hold something, in one workbook."""
    statements: int = 500_000
    """Statements of one RDF source."""
    inflated_bytes: int = 1 << 30
    """Bytes of all parts of one archive or workbook, unpacked."""
    part_bytes: int = 512 << 20
    """Bytes of one part of an archive or workbook, unpacked."""
    ratio: int = 250
    """Unpacked bytes per packed byte, for parts above one megabyte."""
    parts: int = 10_000
    tracked_entries: int = 1_000_000
    """Entries among which duplicates are looked for."""
    data_errors: int = 1_000
    """Findings in one data file of a package after which it is given up (``--data``)."""
    data_seconds: int = 60
    """Seconds after which the check of one data file is given up (``--data``)."""
    kept_problems: int = 1_000
    """Findings of one source (not of its entries) that are kept; the rest is counted."""
