"""What all forms of a comparison say alike: signed numbers, names that may be shown, remarks on what was compared."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from catalog_validator.model.change import Change, Difference, Lone, Pair
from catalog_validator.model.profile import Profile
from catalog_validator.model.snapshot import Remark, Seen, Snapshot
from catalog_validator.reports.lexicon import inert
from catalog_validator.reports.numbers import short
from catalog_validator.reports.words import Words, find_field

LISTED_CODES = 8


def signed(words: Words, points: Fraction) -> str:
    """With its sign; ``…`` where two decimals do not tell it all."""
    text = words.decimal(short(abs(points)))
    return f"{'−' if points < 0 else '+' if points else '±'}{text}"


def entry_name(entry: Seen) -> str:
    """An entry's id and title on one line."""
    name = inert(entry.id, 120)
    return f"{name} {inert(entry.title, 200)}" if entry.title and entry.title != entry.id else name


def lone_name(words: Words, lone: Lone) -> str:
    """The name of an entry that one side has; where it must not be shown, the place alone."""
    if lone.named:
        return entry_name(lone.entry)
    return f"{inert(lone.entry.source)} {inert(lone.entry.pointer)}: {words.ui('diff.unnamed')}"


def field_name(words: Words, name: str, profile: Profile) -> str:
    """A field's label; an id that the profile does not have as it is."""
    if not name:
        return words.ui("diff.no_score_entry")
    return words.label((name,), profile) if find_field(profile, (name,)) else inert(name, 80)


def side(words: Words, snapshot: Snapshot) -> str:
    """What one side is."""
    return words.ui(
        "diff.side",
        name=snapshot.name,
        as_of=snapshot.as_of,
        profile=snapshot.profile.id,
        version=snapshot.profile.version,
    )


def cautions(words: Words, change: Change) -> Iterator[str]:
    """What limits the comparison, in whole sentences."""
    old, new = change.marks
    if change.effect == "not-separable":
        yield words.ui("diff.not_separable")
    if old.threshold != new.threshold:
        yield words.ui("diff.threshold", old=words.score(old.threshold), new=words.score(new.threshold))
    if change.old.as_of != change.new.as_of:
        yield words.ui("diff.as_of")
    if change.data is None:
        yield words.ui("diff.no_entries")
    elif change.data.doubles:
        yield words.ui("diff.doubles", ids=words.join([inert(name, 80) for name in change.data.doubles]))
    if change.total is None:
        yield words.ui("diff.no_score")


def counts(words: Words, data: Difference) -> str:
    """How many entries went which way."""
    kinds = Counter(pair.kind for pair in data.pairs)
    return words.ui(
        "diff.counts_text",
        added=len(data.added),
        removed=len(data.removed),
        better=kinds["better"],
        worse=kinds["worse"],
        same=kinds["same"],
    )


def findings(words: Words, data: Difference) -> str:
    """How many findings went which way."""
    told = data.remarks
    return words.ui(
        "diff.findings_text",
        added=told.added,
        fixed=told.fixed,
        remaining=told.remaining,
        come=told.come,
        gone=told.gone,
    )


def ordered(pairs: Sequence[Pair], kind: str) -> list[Pair]:
    """The pairs of a kind, the greatest change first."""
    return sorted((pair for pair in pairs if pair.kind == kind), key=lambda pair: -abs(pair.change))


def codes(words: Words, remarks: Sequence[Remark]) -> str:
    """Codes with what they mean and how often."""
    counted = Counter(one.code for one in remarks)
    shown = [
        f"{code} {words.title(code) if words.knows(f'codes.{code}.title') else ''}".strip()
        + (f" ×{n}" if n > 1 else "")
        for code, n in sorted(counted.items())
    ]
    return words.join(shown, LISTED_CODES)
