"""``catval explain``."""

import click

from catalog_validator.api import load_profile
from catalog_validator.cli.console import complain, look, put
from catalog_validator.cli.options import lang_option, profile_option
from catalog_validator.cli.words import say
from catalog_validator.model.words import Lang


@click.command()
@click.argument("topic", metavar="CODE|FIELD")
@profile_option
@lang_option
def explain(topic: str, profile: str, lang: Lang) -> int:
    """Say what a finding code or a field means, its legal ground, a good and a bad example."""
    from catalog_validator.reports.explain import render_explanation

    text = render_explanation(topic, load_profile(profile), lang, look())
    if text is None:
        complain(say("unknown-topic", value=topic))
        return 2
    put([text])
    return 0
