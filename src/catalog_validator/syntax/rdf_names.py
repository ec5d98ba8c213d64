"""Names of RDF: the namespaces that are written for short, and the terms that make a graph a catalog."""

from functools import lru_cache

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DCAT = "http://www.w3.org/ns/dcat#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE, FIRST, REST, NIL = (RDF + name for name in ("type", "first", "rest", "nil"))
DATASET, CATALOG, SERIES = (DCAT + name for name in ("Dataset", "Catalog", "DatasetSeries"))
HAS_DATASET, SERVES = DCAT + "dataset", DCAT + "servesDataset"
NEXT_PAGES = frozenset(f"http://www.w3.org/ns/hydra/core#{name}" for name in ("nextPage", "next"))
"""Properties of a page of results that has another after it (Hydra Core Vocabulary)."""

BASE = "http://base.invalid/"
"""What relative references are resolved against (RFC 2606: no such host); taken away again from what is read."""

PREFIXES = {
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": XSD,
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": DCAT,
    "dcatap": "http://data.europa.eu/r5r/",
    "geodcat": "http://data.europa.eu/930/",
    "dcat-us": "http://resources.data.gov/ontology/dcat-us#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "adms": "http://www.w3.org/ns/adms#",
    "locn": "http://www.w3.org/ns/locn#",
    "gn": "http://www.geonames.org/ontology#",
    "schema": "http://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "prov": "http://www.w3.org/ns/prov#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "spdx": "http://spdx.org/rdf/terms#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "catval": "urn:x-catval:field:",
}
"""Short name → namespace, as records of RDF have them, whatever prefixes the source declares itself."""

_SHORT = {space: prefix for prefix, space in PREFIXES.items()} | {"https://schema.org/": "schema"}


@lru_cache(4096)
def compact(iri: str) -> str:
    """``dcterms:title`` for the IRI of that property; an IRI of an unknown namespace as it is."""
    cut = max(iri.rfind(mark) for mark in "#/:") + 1
    prefix = _SHORT.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri
