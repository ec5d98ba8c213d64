"""Profile files (data) in, `Profile` out; the built-in ones are files like any other.

Importing this loads no pydantic: that waits until a file is built, and a built-in profile needs none.
"""

from catalog_validator.model.profile import Profile
from catalog_validator.profiles.builtin_profiles import builtin_bytes, builtin_ids, builtin_title, load_builtin
from catalog_validator.profiles.raw import Fetch, ProfileError, Raw

__all__ = [
    "Fetch",
    "ProfileError",
    "Raw",
    "build_profile",
    "builtin_bytes",
    "builtin_ids",
    "builtin_title",
    "load_builtin",
]


def build_profile(raw: Raw, fetch: Fetch) -> Profile:
    """The profile that a file describes, with all that it extends. Raises `ProfileError` with every mistake at once."""
    from catalog_validator.profiles.build import resolve_profile

    return resolve_profile(raw, fetch)
