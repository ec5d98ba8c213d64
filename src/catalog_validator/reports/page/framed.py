"""A page whose content another module made: the frame, style and switches of all pages around it."""

from collections.abc import Mapping

from catalog_validator.model.profile import Profile
from catalog_validator.model.words import LANGS, Label, Lang
from catalog_validator.reports.page.marks import Both
from catalog_validator.reports.page.skeleton import Skeleton, asset


def framed_page(profile: Profile, lang: Lang, title: Label, contents: Mapping[Lang, str], style: str = "") -> str:
    """One file. ``contents``: HTML in each language, escaped by whoever made it; ``lang``: the one shown first."""
    both = Both(profile)
    skeleton = Skeleton(both, lang, lambda words: title[words.lang], asset("style.css") + style, "")
    heading = f"<h1>{both.say(lambda words: title[words.lang])}</h1>"
    shown = "\n".join(f"<div lang={one}>{contents[one]}</div>" for one in LANGS)
    return "".join((skeleton.head(heading), shown, *skeleton.foot()))
