"""The names that DCAT-AP gives to its properties in JSON-LD, for sources that refer to its context by address.

A context is never fetched. Those of DCAT-AP are known by their addresses; what the names in them stand for is said
here once, for all versions and without their scopes (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).
"""

import re

from catalog_validator.syntax.rdf_names import PREFIXES, XSD

KNOWN = re.compile(
    r"https?://(?:semiceu\.github\.io/DCAT-AP/|raw\.githubusercontent\.com/SEMICeu/DCAT-AP/|data\.europa\.eu/r5r/?)"
    r"[\w./-]*",
)
_NODES = {
    "accessRights": "dcterms:accessRights", "accessService": "dcat:accessService", "accessURL": "dcat:accessURL",
    "accessUrl": "dcat:accessURL", "applicableLegislation": "dcatap:applicableLegislation",
    "catalogue": "dcat:catalog", "conformsTo": "dcterms:conformsTo", "contactPoint": "dcat:contactPoint",
    "creator": "dcterms:creator", "dataset": "dcat:dataset", "datasetDistribution": "dcat:distribution",
    "distribution": "dcat:distribution", "documentation": "foaf:page", "downloadURL": "dcat:downloadURL",
    "downloadUrl": "dcat:downloadURL", "email": "vcard:hasEmail", "endpointDescription": "dcat:endpointDescription",
    "endpointURL": "dcat:endpointURL", "endpointUrl": "dcat:endpointURL", "format": "dcterms:format",
    "frequency": "dcterms:accrualPeriodicity", "geographicalCoverage": "dcterms:spatial", "hasEmail": "vcard:hasEmail",
    "hasTelephone": "vcard:hasTelephone", "hasPart": "dcterms:hasPart", "hasVersion": "dcat:hasVersion",
    "homepage": "foaf:homepage", "inSeries": "dcat:inSeries", "isPartOf": "dcterms:isPartOf",
    "landingPage": "dcat:landingPage", "language": "dcterms:language", "licence": "dcterms:license",
    "license": "dcterms:license", "linkedSchemas": "dcterms:conformsTo", "mediaType": "dcat:mediaType",
    "otherIdentifier": "adms:identifier", "primaryTopic": "foaf:primaryTopic", "provenance": "dcterms:provenance",
    "publisher": "dcterms:publisher", "record": "dcat:record", "relatedResource": "dcterms:relation",
    "rights": "dcterms:rights", "sample": "adms:sample", "servesDataset": "dcat:servesDataset",
    "service": "dcat:service", "source": "dcterms:source", "status": "adms:status",
    "temporalCoverage": "dcterms:temporal", "theme": "dcat:theme", "themes": "dcat:themeTaxonomy",
    "type": "dcterms:type", "wasGeneratedBy": "prov:wasGeneratedBy",
}  # fmt: skip
_LITERALS = {
    "description": "dcterms:description", "endDate": "dcat:endDate", "fn": "vcard:fn",
    "identifier": "dcterms:identifier",
    "keyword": "dcat:keyword", "modificationDate": "dcterms:modified", "name": "foaf:name", "notation": "skos:notation",
    "preferredLabel": "skos:prefLabel", "releaseDate": "dcterms:issued", "startDate": "dcat:startDate",
    "title": "dcterms:title", "version": "dcat:version", "versionNotes": "adms:versionNotes",
}  # fmt: skip
_CLASSES = {
    "Agent": "foaf:Agent", "Catalogue": "dcat:Catalog", "CatalogueRecord": "dcat:CatalogRecord",
    "Concept": "skos:Concept", "DataService": "dcat:DataService", "Dataset": "dcat:Dataset",
    "DatasetMemberOfADatasetSeries": "dcat:Dataset", "DatasetSeries": "dcat:DatasetSeries",
    "Distribution": "dcat:Distribution", "Document": "foaf:Document", "Kind": "vcard:Kind",
    "LicenceDocument": "dcterms:LicenseDocument", "Location": "dcterms:Location",
    "PeriodOfTime": "dcterms:PeriodOfTime",
    "RightsStatement": "dcterms:RightsStatement", "Standard": "dcterms:Standard",
}  # fmt: skip


def is_known(address: str) -> bool:
    """Whether this is the address of a context of DCAT-AP."""
    return KNOWN.fullmatch(address) is not None


def known_terms() -> dict[str, object]:
    """What stands in the place of a context of DCAT-AP."""
    nodes: dict[str, object] = {name: {"@id": iri(short), "@type": "@id"} for name, short in _NODES.items()}
    words = {name: iri(short) for name, short in (_LITERALS | _CLASSES).items()}
    return {"xsd": XSD, **PREFIXES, **nodes, **words}


def iri(short: str) -> str:
    """A name written with its prefix, in full."""
    prefix, _, local = short.partition(":")
    return PREFIXES[prefix] + local
