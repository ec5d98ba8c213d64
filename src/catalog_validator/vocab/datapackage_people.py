"""Who answers for a package: the agency and the contact, told by the roles of its contributors."""

from collections.abc import Mapping

from catalog_validator.model.place import Path
from catalog_validator.model.profile import Profile
from catalog_validator.vocab.mapping import Mapped

PUBLISHER = frozenset({"publisher"})
CONTACTS = (
    frozenset({"contact", "contactperson", "contactpoint", "datamanager"}),
    frozenset({"maintainer"}),
    PUBLISHER,
)
"""Roles of those who can be asked, the nearest first. v1 names its roles; v2 points to lists such as DataCite's."""
Person = tuple[int, Mapping[str, object]]


def add_people(mapped: Mapped, package: Mapping[str, object], profile: Profile) -> None:
    """Fill in what the contributors say, where the entry does not say it itself."""
    people = _people(package)
    wanted = {field.id for field in profile.fields} - set(mapped.values)
    if "managing_agency" in wanted and (agency := _agency(people)):
        (index, _), name = agency
        _put(mapped, ("managing_agency",), people[index][1][name], ("contributors", people[index][0], name))
    if "contact_point" in wanted and (contact := _contact(people)):
        index, person = contact
        parts: list[tuple[str, str, object]] = [
            ("name", "title", person.get("title") or _full_name(person)),
            ("email", "email", person.get("email")),
            ("phone", "phone", person.get("phone")),
        ]
        here: Path = ("contributors", index)
        _put(mapped, ("contact_point",), {part: value for part, _, value in parts if value is not None}, here)
        for part, name, value in parts:
            if value is not None:
                origin = name if name in person else "givenName"
                mapped.origins["contact_point", part] = (*here, origin)


def _people(package: Mapping[str, object]) -> list[Person]:
    listed = package.get("contributors")
    members = listed if isinstance(listed, list) else []
    return [(index, member) for index, member in enumerate(members) if isinstance(member, dict)]


def _agency(people: list[Person]) -> tuple[tuple[int, Person], str] | None:
    for at, person in enumerate(people):
        if PUBLISHER & _roles(person[1]):
            for name in ("title", "organization"):
                if person[1].get(name):
                    return (at, person), name
    for at, person in enumerate(people):
        if person[1].get("organization"):
            return (at, person), "organization"
    return None


def _contact(people: list[Person]) -> Person | None:
    for roles in CONTACTS:
        for person in people:
            if roles & _roles(person[1]):
                return person
    return None


def _roles(person: Mapping[str, object]) -> frozenset[str]:
    """Folded: no case, no marks between words."""
    listed = person.get("roles")
    stated = [person.get("role"), *(listed if isinstance(listed, list) else ())]
    return frozenset(
        role.casefold().replace("-", "").replace("_", "").replace(" ", "") for role in stated if isinstance(role, str)
    )


def _full_name(person: Mapping[str, object]) -> str | None:
    names = [name for part in ("givenName", "familyName") if isinstance(name := person.get(part), str)]
    return " ".join(names) or None


def _put(mapped: Mapped, path: Path, value: object, origin: Path) -> None:
    mapped.values[str(path[0])] = value
    mapped.origins[path] = origin
