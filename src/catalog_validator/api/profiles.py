"""From the name of a profile to the profile: built in, or a file and what it extends."""

from functools import cache
from os import PathLike, fspath

from catalog_validator import files
from catalog_validator.api.written import raw_file
from catalog_validator.files import PathError
from catalog_validator.model.place import Source
from catalog_validator.model.profile import Profile
from catalog_validator.model.report import Mistake
from catalog_validator.profiles import Raw, build_profile, builtin_bytes, builtin_ids, load_builtin


def load_profile(name: str | PathLike[str]) -> Profile:
    """A built-in profile by its id, or a user's own by the path of its YAML, JSON or TOML file.

    Raises `ProfileError` with every mistake, each with its place, and `PathError` where there is no such file.
    """
    given = fspath(name)
    return _builtin(given) if given in builtin_ids() else read_profile(given)


@cache
def _builtin(profile_id: str) -> Profile:
    return load_builtin(profile_id, fetch)


def builtin_profiles() -> tuple[Profile, ...]:
    """All built-in profiles, the default first."""
    return tuple(map(_builtin, builtin_ids()))


def read_profile(path: str) -> Profile:
    """A profile file (or a built-in profile's own), read and linted in full."""
    if path in builtin_ids():
        return build_profile(raw_file(Source.of_bytes(f"{path}.yaml", builtin_bytes(path)), path), fetch)
    try:
        source = files.file(path)
    except PathError as error:
        if any(reason == "missing" for _, reason in error.reasons) and "." not in path:
            raise PathError([(path, "no-profile")]) from None  # no name of a file: an id was meant
        raise
    return build_profile(raw_file(source, path), fetch)


def fetch(name: str) -> Raw | Mistake:
    """What a profile extends: a built-in id, or a path."""
    if name in builtin_ids():
        return raw_file(Source.of_bytes(f"{name}.yaml", builtin_bytes(name)), name)
    try:
        return raw_file(files.file(name), name)
    except files.PathError:
        return Mistake("extends-missing", (), None, (("reference", name),))
