"""A profile in the languages of others, and the certificate that they judge as the engine does."""

from collections.abc import Callable, Mapping
from datetime import date

from catalog_validator.api import DEFAULT_PROFILE, AnyPath, OptionError
from catalog_validator.api.profiles import load_profile
from catalog_validator.exports import EXPORTERS, export_profile
from catalog_validator.model.certificate import Certificate
from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Lang

__all__ = ["FORMS", "certify", "export"]


def _markdown(profile: Profile, lang: Lang) -> bytes:
    from catalog_validator.reports.form_guide import render_guide_markdown

    return render_guide_markdown(profile, lang).encode()


def _html(profile: Profile, lang: Lang) -> bytes:
    from catalog_validator.reports.form_guide import render_guide_html

    return render_guide_html(profile, lang).encode()


def _workbook(profile: Profile, lang: Lang) -> bytes:
    from catalog_validator.api.template import template

    return template(profile, lang=lang)


_FOR_READERS: Mapping[str, Callable[[Profile, Lang], bytes]] = {
    "markdown": _markdown,
    "html": _html,
    "xlsx": _workbook,
}
"""Forms that are written in one language of people."""
FORMS: tuple[str, ...] = (*EXPORTERS, *_FOR_READERS)
"""Everything that a profile can be exported to."""


def export(to: str, profile: Profile | AnyPath = DEFAULT_PROFILE, *, lang: Lang = "vi") -> bytes:
    """The profile in one of `FORMS`. `OptionError` for another form; ``lang`` is that of guides and workbooks."""
    known = profile if isinstance(profile, Profile) else load_profile(profile)
    if to in _FOR_READERS:
        return _FOR_READERS[to](known, lang)
    if to not in EXPORTERS:
        raise OptionError("export-form", to)
    return export_profile(known, to)


def certify(
    profile: Profile | AnyPath = DEFAULT_PROFILE,
    *,
    entries: int = 20_000,
    seed: int = 1,
    to: tuple[str, ...] = (),
    as_of: date | None = None,
) -> Certificate:
    """Judge generated entries by the engine and by the validators of other languages (all, or those named in ``to``).

    `OptionError` for a language that cannot be certified.
    """
    from catalog_validator.api.certify.run import JUDGES, Wanted
    from catalog_validator.api.certify.run import certify as run

    known = profile if isinstance(profile, Profile) else load_profile(profile)
    for name in to:
        if name not in JUDGES:
            raise OptionError("export-form", name)
    return run(known, as_of or date.today(), Wanted(entries, seed, to or tuple(JUDGES)))
