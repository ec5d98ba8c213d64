"""The certificate: other languages judge as the engine does, and a broken exporter is caught."""

from datetime import date
from pathlib import Path

import pytest

from catalog_validator import load_profile
from catalog_validator.api.certify.run import JUDGES, Wanted, certify
from catalog_validator.exports import EXPORTERS, export_profile
from catalog_validator.model.certificate import Certificate
from catalog_validator.model.profile import Profile

HERE = Path(__file__).parent
AS_OF = date(2026, 4, 30)
GOOD = sorted((HERE.parent / "profiles" / "good").glob("*.yaml"))
PROFILES = ["sonla-515", "nd47-core", str(HERE / "strange.yaml"), *map(str, GOOD)]
STRANGE = str(HERE / "strange.yaml")


def shown(certificate: Certificate) -> list[object]:
    return [(target.target, one) for target in certificate.targets for one in target.disagreements]


@pytest.mark.parametrize("target", JUDGES)
@pytest.mark.parametrize("name", PROFILES, ids=lambda name: Path(name).stem)
def test_every_language_judges_as_the_engine_does(name: str, target: str) -> None:
    entries = 60 if target == "shacl" else 300
    found = certify(load_profile(name), AS_OF, Wanted(entries, 7, (target,)))
    assert shown(found) == []
    assert found.holds
    assert found.targets[0].judged >= entries
    assert 0 < found.targets[0].good < found.targets[0].judged


def test_each_line_of_the_ledger_is_seen_to_make_a_difference() -> None:
    found = certify(load_profile("nd47-core"), AS_OF, Wanted(900, 1, ("json-schema", "table-schema")))
    lines = [(target.target, line) for target in found.targets for line in target.ledger]
    # A plain text in place of a record has no cell of its own in these entries.
    idle = {(target, line.loss.slug) for target, line in lines if not line.seen and not line.loss.aside}
    assert idle <= {("table-schema", "shape")}


def test_the_same_seed_makes_the_same_certificate() -> None:
    profile = load_profile("nd47-core")
    one, same, other = (certify(profile, AS_OF, Wanted(100, seed, ("json-schema",))) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_every_exporter_that_has_a_validator_is_judged() -> None:
    assert set(JUDGES) == set(EXPORTERS)


BROKEN = [
    ("json-schema", '"maxLength": 20,', "", "class"),
    ("json-schema", '"maximum": 9', '"maximum": 12', "count"),
    ("json-schema", '"type": "boolean"', '"type": ["boolean", "string"]', "asked"),
    ("json-schema", '"a+b",', "", "kind"),
    ("json-schema", "false\n", "true\n", "kind"),
    ("xsd", '<xs:maxLength value="20"/>', "", "class"),
    ("xsd", '<xs:element name="kind" minOccurs="0">', '<xs:element name="kind">', "lots"),
    ("xsd", '<xs:element name="since">', '<xs:element name="since" minOccurs="0">', "since"),
    ("xsd", '<xs:pattern value="true|false"/>', "", "asked"),
    ("xsd", '<xs:element name="lots" maxOccurs="unbounded">', '<xs:element name="lots">', "lots"),
    ("table-schema", '"required": true,\n        "minimum": 1', '"minimum": 1', "count"),
    ("table-schema", "([A-Z]{2}[0-9]{1,6})", "([A-Z]{2}[0-9]{1,5})", "schema"),
    ("table-schema", '"trueValues": [\n        "true"', '"trueValues": [\n        "yes"', "asked"),
    ("shacl", "sh:maxInclusive 9", "sh:maxInclusive 12", "count"),
    ("shacl", "sh:path field:since ; sh:minCount 1", "sh:path field:since", "since"),
    ("shacl", "sh:in ( false )", "sh:in ( true )", "kind"),
    ("pydantic", "'[A-M][A-Z][0-9]{2,8}'", "'[A-Z][A-Z][0-9]{2,8}'", "schema"),
    ("pydantic", "self.count in (3, 4)", "self.count in (3, 5)", "kind"),
    ("pydantic", "self.phone, self.page", "self.phone, self.called", "person"),
]


@pytest.mark.parametrize(("target", "old", "new", "field"), BROKEN, ids=lambda value: str(value)[:24])
def test_a_broken_exporter_is_caught_with_a_small_entry(target: str, old: str, new: str, field: str) -> None:
    def broken(profile: Profile, name: str) -> bytes:
        text = export_profile(profile, name).decode()
        assert old in text
        return text.replace(old, new).encode()

    found = certify(load_profile(STRANGE), AS_OF, Wanted(400 if target == "shacl" else 900, 1, (target,)), broken)
    assert not found.holds
    caught = {one.field: one for one in found.targets[0].disagreements}
    assert field in caught
    if found.targets[0].tells_all:  # otherwise whatever is owed has to stay
        assert len(caught[field].entry) <= 3


def test_the_languages_that_are_offered_are_those_that_there_are() -> None:
    from catalog_validator.api.exports import FORMS
    from catalog_validator.cli import profile_forms

    assert tuple(JUDGES) == profile_forms.CERTIFIED
    assert profile_forms.FORMS == FORMS
