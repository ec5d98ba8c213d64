"""Which vocabulary a document's descriptions are in: told by its first record, by signs that only that one has."""

from collections.abc import Callable, Mapping
from itertools import chain

from catalog_validator.model.dataclass import dataclass, replace
from catalog_validator.model.document import Batch, Document, Problem, Tree
from catalog_validator.model.place import Path, Position

_BATCHES = 3
"""Batches without a readable record after which a document is taken to be in the profile's own form."""

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Glance:
    """The first readable record of a tree."""

    syntax: str
    """The tree's: ``json``, ``ndjson``, ``yaml``, ``xml`` …"""
    record: Record
    whole: bool
    """The record is the whole document, not a member of a list or a line."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What in a record tells its vocabulary."""

    because: tuple[str, ...]
    """The telling names and values, as they stand there."""
    path: Path
    """Where the most telling of them stands in the record."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The vocabulary of a document, why, and where that stands."""

    vocab: str
    because: tuple[str, ...]
    position: Position


def detect(document: Document) -> tuple[Document, Decision | None]:
    """The document, as good as unread, and its vocabulary; None: the profile's own names."""
    if not isinstance(document, Tree):
        return document, None
    seen, batch, index = _first_record(document)
    whole = replace(document, parts=chain(seen, document.parts))
    record = batch.values[index] if batch is not None else None
    if batch is None or not isinstance(record, dict):
        return whole, None
    glance = Glance(document.syntax, record, batch.pointer(index) == "")
    for vocab, recognise in RECOGNISERS:
        if (evidence := recognise(glance)) is not None:
            return whole, Decision(vocab, evidence.because, batch.spot(index, evidence.path))
    return whole, None


def _first_record(tree: Tree) -> tuple[list[Batch | Problem], Batch | None, int]:
    """What has been read so far, and the first readable object: its batch and its index there."""
    seen: list[Batch | Problem] = []
    for part in tree.parts:
        seen.append(part)
        if isinstance(part, Batch):
            for index, value in enumerate(part.values):
                if isinstance(value, dict):
                    return seen, part, index
            if sum(isinstance(one, Batch) for one in seen) == _BATCHES:
                break
    return seen, None, 0


def _present(record: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in record)


def _first_object(value: object) -> Record | None:
    if isinstance(value, list):
        return next((member for member in value if isinstance(member, dict) and member), None)
    return value if isinstance(value, dict) else None


CKAN_SIGNS = (
    *("metadata_modified", "metadata_created", "owner_org", "license_id", "num_resources", "num_tags", "isopen"),
    *("relationships_as_subject", "notes_translated", "notes", "maintainer_email", "author_email", "creator_user_id"),
    *("title_translated", "revision_id", "extras", "tags"),
)
"""Members of a package that descriptions in other vocabularies do not have together."""


def is_package(record: Record) -> tuple[str, ...]:
    """The signs by which a record is a CKAN package; empty where it is none."""
    if record.get("type") in ("organization", "group", "vocabulary") or record.get("is_organization"):
        return ()
    found = _present(record, CKAN_SIGNS)
    base = _present(record, ("resources", "title", "name", "title_translated"))
    return (*base[:1], *found[:2]) if base and len(found) >= 2 else ()


def ckan(glance: Glance) -> Evidence | None:
    """A reply of the action API, what a search gives, or a package."""
    record = glance.record
    if isinstance(record.get("success"), bool) and ("result" in record or "error" in record):
        name = "result" if "result" in record else "error"
        return Evidence(("success", name), (name,))
    results = record.get("results")
    if isinstance(results, list) and isinstance(record.get("count"), int):
        first = _first_object(results)
        if first is not None and is_package(first):
            return Evidence(("count", "results"), ("results",))
    signs = is_package(record)
    return Evidence(signs, (signs[-1],)) if signs else None


_POD = "project-open-data.cio.gov"
_DCAT_US_SIGNS = (
    *("accessLevel", "contactPoint", "keyword", "bureauCode", "programCode", "distribution", "landingPage", "modified"),
    *("accrualPeriodicity", "accessRights", "publisher"),
)


def dcat_us(glance: Glance) -> Evidence | None:
    """A ``data.json``: a list of datasets beside the schema it names, or a dataset with the names of that schema."""
    record = glance.record
    named = record.get("conformsTo")
    if isinstance(named, str) and (_POD in named or "dcat-us" in named.casefold()) and "dataset" in record:
        return Evidence((named,), ("conformsTo",))
    if isinstance(record.get("dataset"), list):
        first = _first_object(record["dataset"]) or {}
        signs = _present(first, _DCAT_US_SIGNS)
        if "title" in first or signs or not record["dataset"]:
            return Evidence(("dataset", *signs[:2]), ("dataset",))
    signs = _present(record, _DCAT_US_SIGNS)
    if "title" in record and len(signs) >= 3:
        return Evidence(signs[:3], (signs[0],))
    return None


def datapackage(glance: Glance) -> Evidence | None:
    """A descriptor that names its standard, or whose resources have a path or data of their own."""
    if not any(name in glance.record for name in ("resources", "$schema", "profile")):
        return None
    from catalog_validator.vocab.datapackage import is_package as is_data_package

    signs = is_data_package(glance.record)
    if not signs:
        return None
    place = "resources" if signs[0] == "resources" else "$schema" if "$schema" in glance.record else "profile"
    return Evidence(signs, (place,))


def dublin_core(glance: Glance) -> Evidence | None:
    """A record of XML with elements of Dublin Core, or one of OAI-PMH."""
    if glance.syntax != "xml" or not ("#name" in glance.record or any(key[:1] == "{" for key in glance.record)):
        return None
    from catalog_validator.vocab.dublin_core import evidence

    found = evidence(glance.record)
    return Evidence(*found) if found else None


def dcat(glance: Glance) -> Evidence | None:
    """A dataset of a catalog in RDF: nothing else is made a record there."""
    if glance.syntax != "rdf":
        return None
    kinds = glance.record.get("@type")
    named = isinstance(kinds, list) and "dcat:Dataset" in kinds
    return Evidence(("dcat:Dataset",) if named else ("dcat:dataset",), ("@type",) if named else ())


Recogniser = Callable[[Glance], Evidence | None]

RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    ("dcat", dcat),
    ("ckan", ckan),
    ("dcat-us", dcat_us),
    ("datapackage", datapackage),
    ("dublin-core", dublin_core),
)
"""Asked in this order. Each costs a few look-ups: a document in the profile's own form is asked them all."""
