"""The register of finding codes: stable names, their default severity, and the facts each carries.

Sentences for a code stand in ``reports/messages``; a test holds them against this register.
Every finding on a field also lets its message use ``{label}`` (the field's or part's label).
"""

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its short name and the facts its message may use."""

    code: str
    slug: str
    severity: Severity
    facts: tuple[str, ...] = ()


_REGISTER = (
    # CV0xx: source and syntax
    Code("CV001", "unreadable-source", ERROR, ("reason",)),
    Code("CV002", "not-that-format", ERROR, ("format", "found")),
    Code("CV003", "syntax-error", ERROR, ("format", "found", "expected")),
    Code("CV004", "not-utf8", ERROR, ("byte", "offset", "encoding")),
    Code("CV005", "not-a-json-number", ERROR, ("value",)),
    Code("CV006", "lone-surrogate", ERROR, ("value",)),
    Code("CV007", "yaml-anchor", ERROR, ("value",)),
    Code("CV008", "yaml-tag", ERROR, ("value",)),
    Code("CV009", "yaml-implicit-type", WARNING, ("value", "read_as")),
    Code("CV010", "not-a-record", ERROR, ("found",)),
    Code("CV011", "no-entries", ERROR, ()),
    Code("CV012", "not-a-catalog", ERROR, ("found",)),
    Code("CV013", "formula-without-value", ERROR, ("value",)),
    Code("CV014", "no-header", ERROR, ("found",)),
    Code("CV015", "empty-sheet", WARNING, ("sheet",)),
    Code("CV016", "sheet-choice", NOTE, ("sheet", "others", "hidden")),
    Code("CV017", "rows-above-header", NOTE, ("count", "row")),
    Code("CV018", "row-too-long", ERROR, ("cells", "columns")),
    Code("CV019", "error-value", ERROR, ("value",)),
    Code("CV020", "file-not-read", NOTE, ("reason",)),
    Code("CV021", "unknown-format", ERROR, ("suffix",)),
    Code("CV022", "csv-dialect", NOTE, ("delimiter", "encoding")),
    Code("CV023", "orphan-record", ERROR, ("value", "sheet")),
    Code("CV024", "archive-part-refused", ERROR, ("name", "reason")),
    Code("CV025", "encrypted", ERROR, ()),
    Code("CV026", "read-as", NOTE, ("vocab", "because")),
    Code("CV027", "not-expressible", NOTE, ("vocab", "fields")),
    Code("CV028", "failed-reply", ERROR, ("vocab", "reason")),
    Code("CV029", "names-only", ERROR, ("vocab", "count")),
    Code("CV030", "part-of-results", WARNING, ("count", "given")),
    Code("CV031", "not-public-yet", NOTE, ("value",)),
    Code("CV032", "several-graphs", ERROR, ("format",)),
    Code("CV040", "document-type", ERROR, ("value",)),
    Code("CV041", "dtd-not-read", NOTE, ("value",)),
    Code("CV042", "unknown-entity", ERROR, ("value",)),
    Code("CV043", "include-not-followed", ERROR, ("value",)),
    Code("CV044", "other-encoding", NOTE, ("encoding", "declared")),
    Code("CV045", "more-elsewhere", WARNING, ()),
    Code("CV046", "deleted-record", NOTE, ()),
    Code("CV060", "library-missing", ERROR, ("name", "library")),
    Code("CV061", "context-not-fetched", ERROR, ("value",)),
    Code("CV062", "context-known", NOTE, ()),
    Code("CV063", "datasets-elsewhere", WARNING, ("count",)),
    Code("CV080", "merged-cells", NOTE, ("sheet", "count")),
    Code("CV081", "hidden-cells", NOTE, ("sheet", "rows", "columns")),
    Code("CV082", "column-numbers", NOTE, ("row", "value")),
    Code("CV083", "totals-row", NOTE, ("row", "value")),
    Code("CV084", "group-row", NOTE, ("row", "value")),
    Code("CV085", "rows-outside", NOTE, ("row", "value", "count")),
    Code("CV086", "two-row-header", NOTE, ("row", "last")),
    Code("CV087", "header-again", NOTE, ("row", "value")),
    Code("CV088", "legacy-font", WARNING, ("sheet", "font", "encoding", "count")),
    Code("CV089", "hidden-sheet", NOTE, ("sheet", "reason")),
    # CV1xx: presence
    Code("CV101", "missing", ERROR, ()),
    Code("CV102", "blank", ERROR, ("value",)),
    Code("CV103", "placeholder", ERROR, ("value", "family")),
    Code("CV104", "label-repeated", ERROR, ("value",)),
    Code("CV105", "repeated-character", ERROR, ("value",)),
    Code("CV106", "keyboard-mash", ERROR, ("value",)),
    Code("CV107", "says-none", ERROR, ("value",)),
    Code("CV108", "none-of", ERROR, ("parts",)),
    # CV2xx: values
    Code("CV201", "too-short", ERROR, ("value", "length", "min")),
    Code("CV202", "too-long", ERROR, ("value", "length", "max")),
    Code("CV203", "pattern", ERROR, ("value", "pattern", "example")),
    Code("CV204", "not-in-code-list", ERROR, ("value", "list", "codes", "nearest")),
    Code("CV205", "not-a-date", ERROR, ("value",)),
    Code("CV206", "after-as-of", ERROR, ("value", "as_of")),
    Code("CV207", "not-a-url", ERROR, ("value",)),
    Code("CV208", "not-an-email", ERROR, ("value",)),
    Code("CV209", "not-a-phone", ERROR, ("value",)),
    Code("CV210", "not-an-integer", ERROR, ("value",)),
    Code("CV211", "out-of-range", ERROR, ("value", "min", "max")),
    Code("CV212", "not-yes-or-no", ERROR, ("value",)),
    Code("CV213", "wrong-type", ERROR, ("value", "found", "expected")),
    Code("CV214", "bare-acronym", WARNING, ("value",)),
    Code("CV215", "not-a-period", ERROR, ("value",)),
    Code("CV216", "period-reversed", ERROR, ("value", "start", "end")),
    Code("CV217", "not-a-duration", ERROR, ("value",)),
    Code("CV218", "garbled", ERROR, ("value", "encoding", "repaired")),
    Code("CV219", "damaged", ERROR, ("value",)),
    # CV3xx: relations; `rule` is the relation's id, `title` and `advice` its words
    Code("CV301", "does-not-apply", WARNING, ("value", "because")),
    Code("CV302", "contradiction", WARNING, ("rule", "title", "advice", "values")),
    Code("CV303", "lacks-one-of", WARNING, ("rule", "title", "advice", "value", "codes")),
    Code("CV304", "should-be-empty", WARNING, ("rule", "title", "advice", "value")),
    Code("CV305", "not-a-subset", WARNING, ("rule", "title", "advice", "value", "other")),
    Code("CV306", "telling-phrase", NOTE, ("rule", "title", "advice", "value", "phrase")),
    Code("CV307", "stale", WARNING, ("rule", "title", "advice", "value", "frequency", "days", "max_days")),
    Code("CV308", "duplicate-entry", WARNING, ("rule", "title", "advice", "value", "entries", "count")),
    Code("CV309", "refused", NOTE, ()),
    # CV4xx: substance
    Code("CV401", "repeats-another-field", WARNING, ("rule", "title", "advice", "value", "other")),
    # CV5xx: structure
    Code("CV501", "unknown-field", WARNING, ("name", "nearest")),
    Code("CV502", "duplicate-key", ERROR, ("name", "line", "column")),
    Code("CV503", "two-names-for-one-field", ERROR, ("name", "other")),
    Code("CV504", "unknown-column", WARNING, ("name", "nearest")),
    Code("CV505", "unknown-part", WARNING, ("name", "nearest")),
    Code("CV506", "blank-heading", WARNING, ("column",)),
    Code("CV507", "garbled-name", WARNING, ("name", "encoding", "repaired")),
    Code("CV511", "attribute-not-read", WARNING, ("name", "value")),
    Code("CV512", "stray-text", WARNING, ("value",)),
    Code("CV513", "other-language", NOTE, ("name", "lang", "kept")),
    Code("CV521", "own-schema", ERROR, ("value", "keyword", "wanted")),
    # CV6xx: packages and data files; `standard` is the edition of Data Package
    Code("CV601", "descriptor-lacks", ERROR, ("name", "standard")),
    Code("CV602", "descriptor-wrong-type", ERROR, ("name", "found", "expected", "standard")),
    Code("CV603", "descriptor-bad-value", ERROR, ("name", "value", "allowed", "standard")),
    Code("CV604", "descriptor-both", ERROR, ("name", "other", "standard")),
    Code("CV605", "descriptor-name-twice", ERROR, ("name", "standard")),
    Code("CV606", "package-is-a-catalog", NOTE, ("name",)),
    Code("CV607", "package-path-refused", ERROR, ("value", "reason")),
    Code("CV608", "reference-not-fetched", NOTE, ("name", "value")),
    Code("CV609", "reference-unread", ERROR, ("name", "value", "reason")),
    Code("CV610", "data-not-checked", WARNING, ("name", "reason")),
    Code("CV611", "data-schema-unusable", ERROR, ("name",)),
    Code("CV612", "data-heading", ERROR, ("value", "wanted", "reason")),
    Code("CV613", "data-wrong-type", ERROR, ("name", "value", "wanted")),
    Code("CV614", "data-constraint", ERROR, ("name", "value", "constraint", "bound")),
    Code("CV615", "data-row-length", ERROR, ("cells", "columns")),
    Code("CV616", "data-blank-row", ERROR, ()),
    Code("CV617", "data-key-twice", ERROR, ("name", "value", "row")),
    Code("CV618", "data-key-blank", ERROR, ("name",)),
    Code("CV619", "data-foreign-key", ERROR, ("name", "value", "other")),
    Code("CV620", "data-unreadable", ERROR, ("name", "reason")),
    Code("CV621", "data-checked", NOTE, ("name", "rows", "count")),
    Code("CV622", "data-pattern-not-tried", NOTE, ("name", "value")),
    # CV7xx: what a run was told to accept; `finding` is a code, `name` an entry
    Code("CV701", "gone-from-catalog", NOTE, ("finding", "name", "path", "count")),
    Code("CV702", "suppression-unused", NOTE, ("finding", "name", "reason")),
    Code("CV703", "suppression-expired", WARNING, ("finding", "name", "reason", "until")),
    # CV9xx: limits; `limit` is the setting's name, `max` its value
    Code("CV901", "source-too-large", ERROR, ("limit", "max")),
    Code("CV902", "entry-too-large", ERROR, ("limit", "max")),
    Code("CV903", "too-deep", ERROR, ("limit", "max")),
    Code("CV904", "too-many-rows", ERROR, ("limit", "max")),
    Code("CV905", "too-many-columns", ERROR, ("limit", "max")),
    Code("CV906", "too-many-cells", ERROR, ("limit", "max")),
    Code("CV907", "inflates-too-much", ERROR, ("limit", "max")),
    Code("CV908", "too-many-parts", ERROR, ("limit", "max")),
    Code("CV909", "duplicates-not-tracked", NOTE, ("limit", "max")),
    Code("CV910", "more-problems", NOTE, ("limit", "max", "count")),
    Code("CV911", "data-check-stopped", ERROR, ("limit", "max")),
    Code("CV921", "too-many-names", ERROR, ("limit", "max")),
    Code("CV922", "too-many-statements", ERROR, ("limit", "max")),
)

CODES = {code.code: code for code in _REGISTER}
