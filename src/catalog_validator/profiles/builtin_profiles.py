"""The profiles that come with the package: YAML sources, and their compiled twins for a quick start.

A twin holds the resolved profile as plain JSON with the SHA-256 of each source. While the sources are those it was
made of, it *is* the profile; after a change in a source the profile is built from the sources again.
"""

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol, cast

import orjson

from catalog_validator.model.profile import Profile
from catalog_validator.model.words import Label
from catalog_validator.profiles.from_plain import profile_from_plain
from catalog_validator.profiles.raw import Fetch, ProfileError, Raw

_IDS = ("sonla-515", "nd47-core")
"""The default first."""


def builtin_ids() -> tuple[str, ...]:
    """Ids of the built-in profiles, the default first."""
    return _IDS


def builtin_bytes(profile_id: str) -> bytes:
    """The YAML source of a built-in profile. `KeyError` for any other id."""
    if profile_id not in _IDS:
        raise KeyError(profile_id)
    return _read(f"{profile_id}.yaml")


def builtin_title(profile_id: str) -> Label:
    """The title of a built-in profile, without building it. `KeyError` for any other id."""
    title = _twin(profile_id)["profile"]["title"]
    return Label(title["vi"], title["en"])


def load_builtin(profile_id: str, fetch: Fetch) -> Profile:
    """A built-in profile: from its twin where that is current, else from what ``fetch`` reads. `KeyError` if none."""
    try:
        twin = _twin(profile_id)
    except FileNotFoundError:  # only while a new built-in profile is being written
        return _build(profile_id, fetch)
    return from_twin(twin) or _build(profile_id, fetch)


def from_twin(twin: Mapping[str, Any]) -> Profile | None:
    """The profile of a compiled twin; None when a source is no longer the one it was made of."""
    if any(_sha256(builtin_bytes(source)) != digest for source, digest in twin["sources"].items()):
        return None
    return profile_from_plain(twin["profile"], twin["sha256"])


def compile_builtin(profile: Profile) -> bytes:
    """The twin of a built-in profile that was just built from its sources."""
    from catalog_validator.profiles.canonical import profile_to_raw

    sources = (profile.id, *profile.extends)
    twin = {
        "sha256": profile.sha256,
        "sources": {source: _sha256(builtin_bytes(source)) for source in sorted(sources)},
        "profile": profile_to_raw(profile),
    }
    return json.dumps(twin, ensure_ascii=False, indent=1).encode() + b"\n"


def _build(profile_id: str, fetch: Fetch) -> Profile:
    from catalog_validator.profiles.build import resolve_profile

    found = fetch(profile_id)
    if not isinstance(found, Raw):
        raise ProfileError([found])
    return resolve_profile(found, fetch)


def _twin(profile_id: str) -> Mapping[str, Any]:
    if profile_id not in _IDS:
        raise KeyError(profile_id)
    return cast(Mapping[str, Any], orjson.loads(_read(f"compiled/{profile_id}.json")))


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()


class _Loader(Protocol):
    """What a package is loaded with (`importlib.abc.ResourceLoader`, whose import costs more than our work)."""

    def get_data(self, path: str) -> bytes: ...


def _read(name: str) -> bytes:
    """A file of the folder ``builtin``, also from a zipped package.

    Not through importlib.resources and pathlib: importing them takes longer than all the rest of loading a profile.
    """
    assert __spec__ is not None
    folder = os.path.join(os.path.dirname(__file__), "builtin")  # noqa: PTH118, PTH120
    return cast(_Loader, __spec__.loader).get_data(os.path.join(folder, *name.split("/")))  # noqa: PTH118
