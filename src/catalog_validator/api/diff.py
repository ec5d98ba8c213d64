"""What got better, worse, new, gone between two catalogs, reports or revisions."""

from fractions import Fraction

from catalog_validator.api import DEFAULT_PROFILE, AnyPath, Options, load_profile
from catalog_validator.api.snapshots import Side, checked, saved_report, side_of
from catalog_validator.engine.compare import compare
from catalog_validator.model.change import Change
from catalog_validator.model.profile import Profile
from catalog_validator.model.snapshot import Snapshot


def diff(
    old: AnyPath,
    new: AnyPath,
    *,
    profile: Profile | AnyPath = DEFAULT_PROFILE,
    old_profile: Profile | AnyPath | None = None,
    options: Options | None = None,
    **more: object,
) -> Change:
    """OLD against NEW, each a path that `catalog_validator.check` reads, a saved report, or ``REVISION:PATH``.

    Catalogs are checked by ``profile``, OLD by ``old_profile`` where that is given. Where the profiles of both sides
    differ and OLD is a catalog, OLD is scored by NEW's profile too, which tells the two causes of a change apart.
    Raises what `check` raises, `SavedError`, and `RevisionError`.
    """
    asked = options if options is not None and not more else Options(**more)  # type: ignore[arg-type]
    now = profile if isinstance(profile, Profile) else load_profile(profile)
    then = now
    if old_profile is not None:
        then = old_profile if isinstance(old_profile, Profile) else load_profile(old_profile)
    sides = side_of(old, asked), side_of(new, asked)
    before, after = _snapshot(sides[0], then, asked), _snapshot(sides[1], now, asked)
    form = [field.id for field in now.fields]
    total = _total(before, after)
    if same_rules(before, after):
        return Change(before, after, "none", total, None, compare(before, after, form))
    if before.kind == "catalog" and after.profile.sha256 == now.sha256:
        between = checked(sides[0], now, asked)
        if same_rules(between, after):
            return Change(
                before, after, "measured", total, compare(before, between, form), compare(between, after, form)
            )
    return Change(before, after, "not-separable", total, None, compare(before, after, form))


def same_rules(old: Snapshot, new: Snapshot) -> bool:
    """Whether the same fields, weights and conditions scored both. A threshold moves no score."""
    return old.profile.sha256 == new.profile.sha256


def is_worse(change: Change) -> bool:
    """Whether an entry of both sides scores less or passes no longer, or the pooled score fell."""
    pairs = change.data.pairs if change.data is not None else ()
    fell = change.total is not None and change.total < 0
    return fell or any(pair.change < 0 or (pair.old.passed and not pair.new.passed) for pair in pairs)


def _snapshot(side: Side, profile: Profile, options: Options) -> Snapshot:
    saved = None if side.source is None else saved_report(side.source, options)
    return checked(side, profile, options) if saved is None else saved


def _total(old: Snapshot, new: Snapshot) -> Fraction | None:
    one, other = old.numbers.score, new.numbers.score
    return None if one is None or other is None else other - one
