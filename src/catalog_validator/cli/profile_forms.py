"""Names for options, without loading what they stand for; a test holds them against the tables."""

CERTIFIED = ("json-schema", "xsd", "table-schema", "shacl", "pydantic")
"""Languages with a validator of their own."""
FORMS = (*CERTIFIED, "markdown", "html", "xlsx")
"""Everything that a profile can be exported to."""
