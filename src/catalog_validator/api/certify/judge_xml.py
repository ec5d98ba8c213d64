"""The native XML form judged by lxml against the exported XSD."""

import re
from collections.abc import Sequence
from typing import Any

from catalog_validator.api.certify.judged import Judged, LibraryMissing, Told, by_engine
from catalog_validator.api.certify.values import Entry
from catalog_validator.api.certify.written_forms import write
from catalog_validator.engine.plan import Plan
from catalog_validator.model.profile import Obligation

_PLACE = re.compile(r"/catalog/entry(?:\[([0-9]+)\])?(?:/([A-Za-z_][A-Za-z0-9_.-]*)(?:\[([0-9]+)\])?(/.+)?)?")


class XsdJudge:
    """lxml. It stops at the first element of an entry that stands where it may not."""

    tells_all = False
    batch = 500

    def __init__(self, plan: Plan, exported: bytes) -> None:
        """``exported``: the schema file."""
        try:
            from lxml import etree
        except ImportError as error:
            raise LibraryMissing("lxml") from error
        self._parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        self._parse: Any = etree.fromstring
        self._schema: Any = etree.XMLSchema(etree.fromstring(exported, self._parser))
        self._plan = plan
        self._order = [field.id for field in plan.profile.fields]
        self._owed = {field.id for field in plan.profile.fields if field.obligation is Obligation.MANDATORY}

    def judge(self, entries: Sequence[Entry]) -> list[Judged | None]:
        """See `Judge`."""
        written = write(self._plan, entries, "xml")
        judged: list[Judged | None] = [None] * len(entries)
        if not written.text:
            return judged
        root = self._parse(written.text, self._parser)
        told: dict[int, dict[str, list[str]]] = {}
        if not self._schema.validate(root):
            elements = root.findall("entry")
            for error in self._schema.error_log:
                match = _PLACE.fullmatch(error.path or "")
                if match is None:
                    raise RuntimeError(f"an error of XSD without a place: {error.message}")
                number = int(match[1] or 1) - 1
                for field in self._named(elements[number], error.type_name, match):
                    told.setdefault(number, {}).setdefault(field, []).append(f"{error.type_name}: {error.path}")
        for position, (number, (values, flaws)) in enumerate(zip(written.numbers, written.read, strict=True)):
            result = by_engine(self._plan, values, number, flaws)
            judged[number] = Judged(result, told.get(position, {}))
        return judged

    def _named(self, entry: Any, kind: str, match: "re.Match[str]") -> Told:
        """The fields that an error means: of an element that may not stand there, those that should stand before it."""
        children = [child.tag for child in entry]
        if match[2] is None:
            # Something is missing at the end.
            return dict.fromkeys(self._missing(children, len(children)), ())
        if kind != "SCHEMAV_ELEMENT_CONTENT" or match[4]:
            return {match[2]: ()}
        at = [index for index, tag in enumerate(children) if tag == match[2]][int(match[3] or 1) - 1]
        if entry[at].tag not in self._order:
            return {match[2]: ()}
        return dict.fromkeys(self._missing(children, at) or [match[2]], ())

    def _missing(self, children: Sequence[str], before: int) -> list[str]:
        """The fields that are owed between an element and the one before it."""
        first = self._order.index(children[before - 1]) + 1 if before and children[before - 1] in self._order else 0
        last = self._order.index(children[before]) if before < len(children) else len(self._order)
        return [name for name in self._order[first:last] if name in self._owed]
