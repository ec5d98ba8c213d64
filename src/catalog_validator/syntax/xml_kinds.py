"""What an XML document is, told by the names at its top: an envelope of records, or something that is no catalog."""

from catalog_validator.model.words import Label

OAI = "http://www.openarchives.org/OAI/2.0/"
"""OAI-PMH 2.0, section 3.2 (XML Schema of replies)."""
CSW = ("http://www.opengis.net/cat/csw/2.0.2", "http://www.opengis.net/cat/csw/3.0")
"""OGC 07-006r1 and 12-176r7 (Catalogue Services, HTTP binding)."""
DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
"""The DCMI namespaces /elements/1.1/ and /terms/."""
XINCLUDE = "http://www.w3.org/2001/XInclude"

ENVELOPES = frozenset(
    {(OAI, "ListRecords"), (OAI, "GetRecord")} | {(space, name) for space in CSW for name in ("SearchResults",)}
)
"""Elements below the root whose children are the records."""
FRAME_WORDS = frozenset(
    {(OAI, "responseDate"), (OAI, "request"), (OAI, "error")}
    | {(space, name) for space in CSW for name in ("RequestId", "SearchStatus")}
)
"""Members of an envelope that say nothing about a description."""
MEMBERS = frozenset({"catalog", "profile"})
"""Members that a catalog may have beside its entries, as in JSON."""

_ISO = Label("bản ghi siêu dữ liệu địa lý ISO 19139", "an ISO 19139 record of geographic metadata")
_ISO_3 = Label("bản ghi siêu dữ liệu địa lý ISO 19115-3", "an ISO 19115-3 record of geographic metadata")
_RDF = Label("RDF/XML", "RDF/XML")
_SHEET = Label("bảng tính lưu dạng XML", "a spreadsheet saved as XML")
_SITEMAP = Label("sơ đồ trang web (sitemap)", "a sitemap")
_PAGE = Label("trang web (HTML)", "a web page (HTML)")
_FEED = Label("bản tin Atom hoặc RSS", "an Atom or RSS feed")
_SCHEMA = Label("lược đồ XML (XSD)", "an XML Schema (XSD)")
_DRAWING = Label("hình vẽ SVG", "an SVG drawing")
_MAP = Label("bản đồ KML", "a KML map")
_SOAP = Label("thông điệp SOAP", "a SOAP message")
_SDMX = Label("thông điệp thống kê SDMX", "an SDMX message of statistics")
_DATACITE = Label("bản ghi DataCite", "a DataCite record")
_LIBRARY = Label("bản ghi thư viện (MARC, MODS, METS)", "a library record (MARC, MODS, METS)")
_TEXT = Label("văn bản lưu dạng XML", "a text document saved as XML")
_WSDL = Label("mô tả dịch vụ WSDL", "a WSDL description of a service")
_CAPABILITIES = Label("mô tả năng lực của dịch vụ bản đồ (OGC)", "the capabilities of a map service (OGC)")
_STYLE = Label("bảng kiểu XSLT", "an XSLT stylesheet")
_FGDC = Label("bản ghi siêu dữ liệu địa lý FGDC (CSDGM)", "an FGDC (CSDGM) record of geographic metadata")

_BY_SPACE: dict[str, Label] = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": _RDF,
    "http://www.isotc211.org/2005/gmd": _ISO,
    "http://www.isotc211.org/2005/gmi": _ISO,
    "http://www.isotc211.org/2005/gmx": _ISO,
    "http://www.w3.org/1999/xhtml": _PAGE,
    "http://www.w3.org/2005/Atom": _FEED,
    "http://purl.org/rss/1.0/": _FEED,
    "http://www.w3.org/2001/XMLSchema": _SCHEMA,
    "http://www.w3.org/1999/XSL/Transform": _STYLE,
    "http://www.w3.org/2000/svg": _DRAWING,
    "http://www.opengis.net/kml/2.2": _MAP,
    "http://schemas.xmlsoap.org/soap/envelope/": _SOAP,
    "http://www.w3.org/2003/05/soap-envelope": _SOAP,
    "http://schemas.xmlsoap.org/wsdl/": _WSDL,
    "http://www.sitemaps.org/schemas/sitemap/0.9": _SITEMAP,
    "urn:schemas-microsoft-com:office:spreadsheet": _SHEET,
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": _TEXT,
    "http://schemas.microsoft.com/office/word/2003/wordml": _TEXT,
    "http://docbook.org/ns/docbook": _TEXT,
    "http://www.loc.gov/MARC21/slim": _LIBRARY,
    "http://www.loc.gov/mods/v3": _LIBRARY,
    "http://www.loc.gov/METS/": _LIBRARY,
    "http://www.opengis.net/wms": _CAPABILITIES,
}
_BY_START: tuple[tuple[str, Label], ...] = (
    ("http://standards.iso.org/iso/19115/-3/", _ISO_3),
    ("https://schemas.isotc211.org/19115/", _ISO_3),
    ("http://datacite.org/schema/", _DATACITE),
    ("http://www.sdmx.org/resources/sdmxml/", _SDMX),
    ("http://www.opengis.net/wfs", _CAPABILITIES),
    ("http://www.opengis.net/wcs", _CAPABILITIES),
    ("http://www.opengis.net/wmts", _CAPABILITIES),
)
_BY_NAME: dict[str, Label] = {"html": _PAGE, "rss": _FEED, "idinfo": _FGDC, "svg": _DRAWING}
"""Elements without a namespace that are known by their name alone."""


def split_name(name: str) -> tuple[str, str]:
    """Namespace and local name of a name as the parser gives it; the namespace is empty where there is none."""
    space, _, local = name.rpartition(" ")
    return space, local


def foreign_kind(name: str) -> Label | None:
    """What a document with this element at its top or in its envelope is, if that is known to be no catalog."""
    space, local = split_name(name)
    if not space:
        return _BY_NAME.get(local.lower())
    if known := _BY_SPACE.get(space):
        return known
    return next((label for start, label in _BY_START if space.startswith(start)), None)


def is_lone_record(root: str, child: str) -> bool:
    """Whether the root with this first child is itself the one record of the document."""
    if split_name(child)[0] in DUBLIN_CORE:
        return True
    return split_name(root)[1] == "record" and split_name(child)[1] in ("header", "metadata")
