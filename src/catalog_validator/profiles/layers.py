"""A profile file and all that it extends, as layers in the order in which they are laid over each other."""

import posixpath
import re

from catalog_validator.model.dataclass import dataclass, field
from catalog_validator.model.report import Mistake
from catalog_validator.profiles.node import Node, mistake
from catalog_validator.profiles.own_schema import KEY, with_own_schema
from catalog_validator.profiles.raw import Fetch, Raw
from catalog_validator.profiles.structure import read_structure

MAX_DEPTH = 16
"""Files in one chain of ``extends``."""

_SUFFIXES = (".yaml", ".yml", ".json", ".toml")
_ROOTED = re.compile(r"^(?:[A-Za-z]:|[/\\]|[A-Za-z][A-Za-z0-9+.-]*://)")


@dataclass(slots=True)
class Layers:
    """The files read so far: each one's tree after those that it extends, each once."""

    fetch: Fetch
    trees: list[Node] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    files: list[Raw] = field(default_factory=list)
    """In the order in which they were met: the one that the user named comes first."""
    lacking: bool = False
    """A file that one of these extends could not be laid under it: what follows from that is not worth saying."""
    _done: set[str] = field(default_factory=set)

    def add(self, raw: Raw, chain: tuple[str, ...] = ()) -> None:
        """Reads a file and, before it, those that it extends."""
        self.files.append(raw)
        self._done.add(raw.name)
        tree, mistakes = read_structure(raw)
        self.mistakes += mistakes
        if tree is None:
            self.lacking = True
            return
        for reference in tree.items_at("extends"):
            self._add_base(reference, (*chain, raw.name))
        if KEY in tree.members:
            named = tree.text_at(KEY)
            tree, mistakes = with_own_schema(tree, self.fetch, bool(_ROOTED.match(named)) or "\0" in named)
            self.mistakes += mistakes
        self.trees.append(tree)

    def _add_base(self, reference: Node, chain: tuple[str, ...]) -> None:
        if _ROOTED.match(reference.text) or "\0" in reference.text:
            self._refuse(mistake("extends-outside", reference, reference=reference.text))
            return
        name = _resolve(reference)
        if name in chain:
            loop = " → ".join((*chain[chain.index(name) :], name))
            self._refuse(mistake("extends-cyclic", reference, reference=reference.text, chain=loop))
        elif len(chain) >= MAX_DEPTH:
            self._refuse(mistake("extends-too-deep", reference, max=MAX_DEPTH))
        elif name not in self._done:
            self._fetch(name, reference, chain)

    def _fetch(self, name: str, reference: Node, chain: tuple[str, ...]) -> None:
        found = self.fetch(name)
        if isinstance(found, Raw):
            self.add(Raw(name, found.value, found.spot, found.flaws), chain)
            return
        self._done.add(name)
        if found.slug == "extends-missing":
            found = mistake("extends-missing", reference, reference=name)
        elif found.position is None:
            found = Mistake(found.slug, reference.path, reference.raw.spot(reference.path), found.facts)
        self._refuse(found)

    def _refuse(self, found: Mistake) -> None:
        self.mistakes.append(found)
        self.lacking = True


def _resolve(reference: Node) -> str:
    """The id as it stands; a path joined to the folder of the file that names it."""
    text = reference.text.replace("\\", "/")
    if "/" not in text and not text.lower().endswith(_SUFFIXES):
        return text
    return posixpath.normpath(posixpath.join(posixpath.dirname(reference.raw.name.replace("\\", "/")), text))
