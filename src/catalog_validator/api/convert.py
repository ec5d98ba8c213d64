"""From any readable catalog to a native form: read, leave out what may not be shown, write, prove, put in place."""

import os
from collections.abc import Sequence
from os import PathLike, fspath
from typing import BinaryIO

from catalog_validator import writers
from catalog_validator.api import DEFAULT_PROFILE, AnyPath, OptionError, Options, PathError, open_session
from catalog_validator.api.convert_passage import Passage
from catalog_validator.files.output import check_target, drafted
from catalog_validator.files.search import STANDARD_INPUT
from catalog_validator.files.written import same_file
from catalog_validator.model.conversion import Conversion
from catalog_validator.model.place import Source
from catalog_validator.model.profile import Profile
from catalog_validator.writers import Form


def convert(
    *paths: AnyPath,
    target: AnyPath | BinaryIO,
    form: str | None = None,
    profile: Profile | AnyPath = DEFAULT_PROFILE,
    options: Options | None = None,
    force: bool = False,
) -> Conversion:
    """Write the descriptions of files or folders in another form, and say what could not be carried over.

    ``target`` is a path, which gets its file whole or not at all, or a binary stream, which gets it at the end; where
    no description can be written neither gets anything.
    ``form`` is a name in `catalog_validator.writers.FORMS`; None is to tell it from the target's name. Raises
    `PathError`, `ProfileError` or `OptionError`; without ``force`` nothing that is there already is overwritten.
    """
    given = fspath(target) if isinstance(target, str | PathLike) else None
    chosen = form_of(form, given)
    if given is not None:
        check_target(given, force=force)
    if chosen.vocab == "dcat" and not is_rdf_installed():
        raise OptionError("form-needs-extra", "rdf")
    session = open_session(paths, profile, options or Options())
    refuse_own_input(session.sources, given)
    with drafted() as draft:
        conversion = Passage(session, chosen).run(draft, given or STANDARD_INPUT)
        if conversion.written and given is not None:
            draft.deliver(given)
        elif conversion.written and not isinstance(target, str | PathLike):
            target.writelines(draft.pieces())
    return conversion


def is_rdf_installed() -> bool:
    """Whether the library is there by which RDF is read, and so what was written in it is proved."""
    from importlib.util import find_spec

    return find_spec("rdflib") is not None


def form_of(form: str | None, target: str | None) -> Form:
    """The form that was asked for, or that the target's ending tells. `OptionError` where there is none."""
    if form is not None:
        if form not in writers.FORMS:
            raise OptionError("form-unknown", form, writers.FORMS)
        return writers.FORMS[form]
    told = None if target is None else writers.guess_form(target)
    if told is None:
        raise OptionError("form-untold", target or STANDARD_INPUT, writers.FORMS)
    return told


def refuse_own_input(sources: Sequence[Source], target: str | None) -> None:
    """`PathError` where the target is one of several sources: the next run would read what this one wrote."""
    if target is not None and len(sources) > 1 and os.path.exists(target):  # noqa: PTH110
        for source in sources:
            if same_file(source.name, target):
                raise PathError([(target, "is-source")])
