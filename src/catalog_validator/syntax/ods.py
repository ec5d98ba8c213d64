"""ODS: the sheets of an OpenDocument workbook, read from its XML in one guarded pass.

All sheets stand in one part, so that they are read together and held; what is held is what stands in cells, and its
number is capped. A cell or row that is said to repeat costs nothing until it holds something.
"""

from catalog_validator.model.document import Table
from catalog_validator.model.limits import Limits
from catalog_validator.model.place import Source
from catalog_validator.syntax.held import RefusedError, read_held
from catalog_validator.syntax.held_sheets import held_table, refused_table, workbook_problem
from catalog_validator.syntax.ods_content import Content
from catalog_validator.syntax.xlsx_package import Package, WorkbookError
from catalog_validator.syntax.xlsx_xml import walk

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_KIND = "mimetype"
_OTHERS = {b".text": "ODT", b".presentation": "ODP", b".graphics": "ODG"}
_ENCRYPTED = b"encryption-data"


def parse_ods(source: Source, limits: Limits, *, places: bool = True) -> Table:
    """All sheets in the workbook's order. A place costs nothing until asked for."""
    del places
    late: list[WorkbookError] = []
    content = Content(limits)
    try:
        package = Package(read_held(source, limits), limits)
        _check_kind(package)
        try:
            for _ in walk(package, _CONTENT, content, limits):
                pass
        except WorkbookError as error:
            if not content.sheets:
                raise
            late.append(_as_ods(error))
    except RefusedError as refused:
        return refused_table(source, "ods", refused.problem)
    except WorkbookError as error:
        return refused_table(source, "ods", workbook_problem(_as_ods(error), source.name))
    return held_table(source, "ods", [sheet.held() for sheet in content.sheets], late)


def _check_kind(package: Package) -> None:
    """`WorkbookError` for a package that is encrypted or no OpenDocument."""
    if _MANIFEST in package and _ENCRYPTED in b"".join(package.read(_MANIFEST)):
        raise WorkbookError("CV025", {})
    kind = b"".join(package.read(_KIND)) if _KIND in package else b""
    other = next((name for word, name in _OTHERS.items() if kind.rstrip().endswith(word)), None)
    if other is not None:
        raise WorkbookError("CV002", {"format": "ODS", "found": other})
    if _CONTENT not in package:
        found = "XLSX" if "xl/workbook.xml" in package else package.kind()
        raise WorkbookError("CV002", {"format": "ODS", "found": found})


def _as_ods(error: WorkbookError) -> WorkbookError:
    """The same error about the format that was read."""
    facts = {**error.facts, "format": "ODS"} if "format" in error.facts else error.facts
    return WorkbookError(error.code, facts, error.cell)
