"""Sentences for a reader: a finding's message, what was expected, the way out; a condition or a check in words."""

import re
from typing import Literal

from catalog_validator.model.dataclass import dataclass
from catalog_validator.model.finding import Finding, Severity
from catalog_validator.model.place import Path
from catalog_validator.model.profile import All, Any, Check, Condition, Field, Profile
from catalog_validator.model.report import Mistake
from catalog_validator.reports.lexicon import WHOLE, Lexicon, inert

Sentence = Literal["message", "expected", "advice"]

_TERMS = ("found", "expected", "reason", "family", "read_as")
_FIELD_IDS = ("other", "parts", "fields")
_PAIR = re.compile(r"(\w+) ?[=:] ?([\w-]+)")


def find_field(profile: Profile, path: Path) -> Field | None:
    """The field or part that a path leads to, indices passed over; None where the profile has none."""
    found: Field | None = None
    for step in path:
        if isinstance(step, str):
            among = profile.fields if found is None else found.parts
            found = next((field for field in among if field.id == step), None)
            if found is None:
                return None
    return found


@dataclass(frozen=True, slots=True)
class Words(Lexicon):
    """A `Lexicon` that knows profiles: it puts findings, conditions, checks and mistakes into words."""

    def message(self, finding: Finding, profile: Profile, limit: int = 80) -> str:
        """One sentence that says what is wrong; values in it are cut to ``limit`` code points."""
        said = self._sentence("message", finding, profile, limit)
        # Where a question at the end falls away, what stands before it has no full stop of its own.
        return said if said.endswith((".", "?", "!", "…")) else f"{said}."

    def expected(self, finding: Finding, profile: Profile, limit: int = 200) -> str:
        """What should stand there. For an empty field that is what the profile asks an officer to write."""
        if finding.code.startswith("CV1") and finding.code != "CV108":
            field = find_field(profile, finding.path)
            if field is not None and field.help[self.lang]:
                return inert(field.help[self.lang], WHOLE)
        return self._sentence("expected", finding, profile, limit)

    def advice(self, finding: Finding, profile: Profile, limit: int = 80) -> str:
        """The way out, in plain words."""
        return self._sentence("advice", finding, profile, limit)

    def label(self, path: Path, profile: Profile) -> str:
        """The words for a place inside an entry: ``Các mục dữ liệu › mục 3 › Mô tả``."""
        shown: list[str] = []
        for index, step in enumerate(path):
            if isinstance(step, int):
                shown.append(self.ui("item", n=step + 1))
            else:
                field = find_field(profile, path[: index + 1])
                shown.append(inert(field.label[self.lang], WHOLE) if field else inert(step, 80))
        return self.ui("arrow").join(shown) or self.ui("entry")

    def code(self, path: Path, code: str, profile: Profile, limit: int = 200) -> str:
        """The label of a code of a field's list, ``yes`` and ``no`` in words; any other value as it is."""
        field = find_field(profile, path)
        items = field.code_list.items if field and field.code_list else ()
        for item in items:
            if item.code == code:
                return inert(item.label[self.lang], WHOLE)
        return self.ui(code) if code in ("yes", "no") else inert(code, limit)

    def condition(self, condition: Condition, profile: Profile) -> str:
        """When a field applies, in words."""
        if isinstance(condition, All | Any):
            word = self.ui("and" if isinstance(condition, All) else "or")
            inner = [self.condition(part, profile) for part in condition.of]
            deep = len(condition.of) > 1
            nested = [deep and isinstance(part, All | Any) for part in condition.of]
            return word.join(f"({text})" if brackets else text for text, brackets in zip(inner, nested, strict=True))
        values = self.ui("or").join(self.code((condition.field,), value, profile) for value in condition.values)
        kind = "not_in" if condition.negated else "in"
        return self.fill(
            f"ui.condition.{kind}", {"field": f"“{self.label((condition.field,), profile)}”", "values": values}
        )

    def check(self, check: Check) -> str:
        """A demand on a value, in words."""
        key = f"ui.check.{check.kind}"
        facts = {name: self.say(value) for name, value in check.params.items()}
        if not self.knows(key):
            return " ".join([inert(check.kind), *(f"{name}={value}" for name, value in facts.items())])
        text = self.fill(key, facts).strip()
        return text if check.severity is Severity.ERROR else self.ui("check.warns", check=text)

    def mistake(self, mistake: Mistake) -> str:
        """What is wrong in a profile or campaign, and the way out."""
        part, _, name = mistake.slug.rpartition(".")
        key = f"ui.{part}.mistake.{name}" if part else f"mistakes.{name}"
        if self.knows(key):
            terms = {name: self.term(fact) if name in _TERMS else inert(fact) for name, fact in mistake.facts}
            return self.fill(key, terms)
        facts = ", ".join(f"{name} = {inert(fact)}" for name, fact in mistake.facts)
        return self.ui("mistake.unknown", slug=mistake.slug, facts=facts)

    def _sentence(self, kind: Sentence, finding: Finding, profile: Profile, limit: int) -> str:
        key = f"codes.{finding.code}.{kind}"
        return self.fill(key, {name: self._fact(name, finding, profile, limit) for name in self.names(key)})

    def _fact(self, name: str, finding: Finding, profile: Profile, limit: int) -> str:
        if name == "label":
            return self.label(finding.path, profile)
        if name == "field":
            return inert(finding.field or "")
        fact = finding.facts.get(name)
        if name == "family" and not self.knows(f"terms.{fact}"):
            return ""  # a profile's own id for a family of phrasings says nothing to an officer
        if isinstance(fact, str) and name in _TERMS:
            return self.term(fact, limit)
        if name in _FIELD_IDS:
            return self._field_labels(fact, profile, limit)
        if name in ("because", "values"):
            return self._pairs(fact, profile, limit)
        if name == "frequency" and isinstance(fact, str):
            return self._frequency(fact, finding, profile)
        return self.say(fact, WHOLE if name == "entries" else limit)

    def _field_labels(self, fact: object, profile: Profile, limit: int) -> str:
        """Ids of fields as their labels; whatever else is said as it is."""
        members = fact if isinstance(fact, list | tuple) else (fact,)
        known = [isinstance(member, str) and find_field(profile, (member,)) is not None for member in members]
        pairs = zip(members, known, strict=True)
        return self.join(
            [self.label((str(member),), profile) if is_id else self.say(member, limit) for member, is_id in pairs]
        )

    def _pairs(self, fact: object, profile: Profile, limit: int) -> str:
        """``sharing_class: open`` with the labels of the field and of its code."""
        if isinstance(fact, list | tuple):
            return self.join([self._pairs(member, profile, limit) for member in fact])
        if not isinstance(fact, str):
            return self.say(fact, limit)

        def in_words(match: re.Match[str]) -> str:
            field, value = match.groups()
            if find_field(profile, (field,)) is None:
                return match.group()
            label = f"“{self.label((field,), profile)}”"
            return self.fill("ui.condition.in", {"field": label, "values": self.code((field,), value, profile)})

        return _PAIR.sub(in_words, inert(fact, limit))

    def _frequency(self, code: str, finding: Finding, profile: Profile) -> str:
        """A code of the field that the finding's relation takes the frequency from."""
        for relation in profile.relations:
            if relation.id == finding.facts.get("rule"):
                return self.code((str(relation.params.get("frequency", "")),), code, profile)
        return inert(code)
