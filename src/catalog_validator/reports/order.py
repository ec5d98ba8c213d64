"""The one order in which every report lists groups."""

from catalog_validator.model.profile import Profile
from catalog_validator.model.result import Group, Summary


def ordered_groups(profile: Profile, summary: Summary) -> list[Group]:
    """By field in the order of the form, then by value in code-point order, entries that do not state it last."""
    form = {field.id: index for index, field in enumerate(profile.fields)}

    def place(group: Group) -> tuple[int, str, bool, str]:
        return form.get(group.by, len(form)), group.by, group.value is None, group.value or ""

    return sorted(summary.groups.values(), key=place)
