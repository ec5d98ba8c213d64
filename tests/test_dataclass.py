"""Our quicker `dataclass` against the library's: the same classes, written twice, do the same."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_validator.model.dataclass import dataclass, field, replace
from catalog_validator.model.place import Position


@dataclass(frozen=True, slots=True)
class Ours:
    """A class with every kind of field that we have."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = ()
    more: list[int] = field(default_factory=list)
    aside: int = field(default=0, compare=False, repr=False)

    def double(self) -> int:
        """A method of its own."""
        return 2 * self.count


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same, made by the library."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = ()
    more: list[int] = dataclasses.field(default_factory=list)
    aside: int = dataclasses.field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Longer(Ours):
    """One with a base."""

    last: str = "end"


@dataclass(frozen=True, slots=True)
class Single:
    """One field, which hashes like a tuple of one."""

    only: str = "x"


@dataclasses.dataclass(frozen=True, slots=True)
class TheirSingle:
    """The same, made by the library."""

    only: str = "x"


@dataclass(slots=True)
class Open:
    """One that may change, with a field that is set afterwards."""

    start: int
    seen: list[int] = field(default_factory=list)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.end = self.start + 1


@dataclass(frozen=True, slots=True, eq=False)
class Lone:
    """One that is equal to nothing but itself."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """One with words of its own."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and other.name.lower() == self.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())


VALUES = st.tuples(
    st.text(max_size=3), st.integers(0, 2), st.tuples(st.text(max_size=2)), st.lists(st.integers(0, 1), max_size=2)
)


@given(VALUES, VALUES)
def test_equal_and_shown_as_the_librarys(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (Ours(*one) == Ours(*other)) is (Theirs(*one) == Theirs(*other))
    assert repr(Ours(*one)) == repr(Theirs(*one)).replace("Theirs", "Ours")
    assert [item.name for item in dataclasses.fields(Ours)] == [item.name for item in dataclasses.fields(Theirs)]
    assert dataclasses.asdict(Ours(*one)) == dataclasses.asdict(Theirs(*one))
    assert replace(Ours(*one), aside=1) == replace(Ours(*one), aside=2)


@given(st.text(max_size=3))
def test_one_hash_for_equal_ones(text: str) -> None:
    assert hash(Single(text)) == hash(TheirSingle(text)) == hash((text,))
    assert hash(Position(text, 1)) == hash((text, 1, None, None, None, None))


@given(VALUES)
def test_copies_are_equal_and_replacing_changes_one_field(values: tuple[Any, ...]) -> None:
    thing = replace(Longer(*values), last="z")
    assert pickle.loads(pickle.dumps(thing)) == copy.deepcopy(thing) == copy.copy(thing) == replace(thing) == thing
    assert replace(thing, count=9) == Longer(thing.name, 9, thing.parts, thing.more, last="z")


def test_made_of_the_same_parts() -> None:
    assert inspect.signature(Ours).parameters.keys() == inspect.signature(Theirs).parameters.keys()
    assert inspect.get_annotations(Ours.__init__) == inspect.get_annotations(Theirs.__init__)
    assert Ours.__match_args__ == Theirs.__match_args__
    assert Ours.__slots__ == Theirs.__slots__
    assert list(Longer.__slots__) == ["last"]
    assert not hasattr(Ours("a"), "__dict__")
    assert Ours("a").double() == 6
    assert Ours("a").more is not Ours("a").more


@pytest.mark.parametrize("make", [Ours, Theirs, Longer])
def test_nothing_of_it_can_be_changed(make: Callable[[str], object]) -> None:
    thing = make("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        thing.name = "b"  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del thing.name  # type: ignore[attr-defined]
    assert thing == make("a")


@pytest.mark.parametrize("make", [Ours, Theirs])
def test_wrong_arguments_are_refused(make: Callable[..., object]) -> None:
    for given_values, named in ((), {}), (("a",), {"name": "b"}), (("a",), {"colour": 1}), (range(6), {}):
        with pytest.raises(TypeError):
            make(*given_values, **named)


def test_one_that_may_change() -> None:
    thing = Open(1)
    thing.seen.append(2)
    thing.end = 5
    assert thing == copy.copy(thing) != Open(1)
    assert Open.__dict__["__hash__"] is None


def test_of_another_class_is_never_equal() -> None:
    assert Ours("a") != Longer("a")
    assert Lone("a") != Lone("a")
    assert len({Lone("a"), Lone("a")}) == 2


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Named("A")) == "<A>"
    assert len({Named("a"), Named("A")}) == 1


def test_what_is_not_supported_is_refused_at_once() -> None:
    for unusual in (dataclasses.field(default=1, init=False), dataclasses.field(default=1, kw_only=True)):
        written = type("Written", (), {"__annotations__": {"count": int}, "count": unusual})
        with pytest.raises(TypeError, match="'count'"):
            dataclass(slots=True)(written)
    written = type("Written", (), {"__annotations__": {"one": int, "two": int}, "one": 1})
    with pytest.raises(TypeError, match="'two' follows default"):
        dataclass(slots=True)(written)
