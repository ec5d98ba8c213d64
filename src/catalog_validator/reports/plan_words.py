"""What is said of a way to the threshold, wherever it is shown."""

from catalog_validator.model.profile import Profile
from catalog_validator.model.way import Step, Way
from catalog_validator.reports.words import Words


def after(words: Words, way: Way) -> str:
    """The score that is certain when the steps are done, or between which two scores it will be."""
    if way.worst == way.best:
        return words.ui("plan.after", score=words.score(way.worst), n=len(way.steps))
    return words.ui("plan.after_range", worst=words.score(way.worst), best=words.score(way.best), n=len(way.steps))


def remarks(words: Words, profile: Profile, step: Step) -> list[str]:
    """That nothing will do without it, when it applies, how many records lack something."""
    field, said = profile.field(step.field), []
    if step.gate:
        said.append(words.ui("plan.gate"))
    if not step.sure and field.when is not None:
        said.append(words.ui("plan.unsure", condition=words.condition(field.when, profile)))
    if step.lacking:
        said.append(words.ui("plan.records", lacking=step.lacking, records=step.records))
    return said
