"""What catval itself puts into a workbook of descriptions, told by its name, so that it is read by nobody as theirs."""

MARK = "(catval)"
"""At the end of the name of a sheet, or of a heading."""


def is_ours(name: str) -> bool:
    """Whether a sheet or column with this name holds nothing but what catval wrote."""
    return name.strip().endswith(MARK)
