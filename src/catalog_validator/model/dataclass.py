"""`dataclass` as the standard library has it, at a tenth of its price.

The library compiles six functions for each frozen class with slots: half a millisecond. Some ninety such classes stand
between a call of the command and its first line of output, which was a third of its time. Here ``__init__`` is compiled
once for all classes of one shape, and what compares, hashes, shows and protects is shared. For type checkers it *is*
the library's own, and a test holds the two against each other.
"""

from dataclasses import MISSING, FrozenInstanceError, field, fields, replace
from dataclasses import dataclass as library
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType

TYPE_CHECKING = False  # what type checkers take for True; importing typing is not free

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field, dataclass
    from typing import Any

    Values = Callable[[Any], tuple[Any, ...]]
    """An instance in, values of some of its fields out."""

__all__ = ["dataclass", "field", "replace"]

_UNSET = object()
"""Stands for an argument that was not given, where a factory makes the value."""


def made(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> "Callable[[type[Any]], type[Any]]":
    """What ``dataclasses.dataclass`` is, for what our classes need: no ordering, keyword-only or class variables."""
    if not slots:
        return library(frozen=frozen, eq=eq)
    # This much compiles nothing: the fields, those of bases too, the slots, and what `match` needs.
    describe = library(init=False, repr=False, eq=False, slots=True)

    def make(written: "type[Any]") -> "type[Any]":
        members = _members(frozen, eq)
        kept = {name for name in members if written.__dict__.get(name) is not None}
        if not written.__doc__:
            # The library would write the signature down, which takes longer than all the rest.
            written.__doc__ = written.__name__
        own = describe(written)
        known = fields(own)
        members["__init__"] = _init(own, known)
        if eq:
            values = _values([item.name for item in known if item.compare])
            members["__eq__"] = _equality(values)
            members["__hash__"] = _hash(values) if frozen else None
        for name in members.keys() - kept:
            setattr(own, name, members[name])
        return own

    return make


if not TYPE_CHECKING:
    dataclass = made


def _members(frozen: bool, eq: bool) -> "dict[str, object]":
    """What a class is given, unless it has its own; None stands for what is made for it alone."""
    members: dict[str, object] = {"__init__": None, "__repr__": _show}
    if eq:
        members |= {"__eq__": None, "__hash__": None}
    if frozen:
        members |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        members |= {"__getstate__": _state, "__setstate__": _restore}
    return members


def _init(own: "type[Any]", known: "tuple[Field[Any], ...]") -> "Callable[..., None]":
    """An ``__init__`` of the right shape with the class's own names for its arguments.

    The slots are set by their own setters, which nobody refuses and which take half the time of ``__setattr__``.
    """
    space: dict[str, Any] = {"__name__": own.__module__, "unset": _UNSET}
    given = [item for item in known if item.init]
    for item in known:
        if item.kw_only or (not item.init and (item.default, item.default_factory) != (MISSING, MISSING)):
            raise TypeError(f"{item.name!r}: a field is given in its place or set by __post_init__")
    defaults = []
    for at, item in enumerate(given):
        space[f"set{at}"] = getattr(own, item.name).__set__
        if item.default_factory is not MISSING:
            space[f"make{at}"] = item.default_factory
            defaults.append(_UNSET)
        elif item.default is not MISSING:
            defaults.append(item.default)
        elif defaults:
            raise TypeError(f"non-default argument {item.name!r} follows default argument")
    shape = _shape(tuple(item.default_factory is not MISSING for item in given), hasattr(own, "__post_init__"))
    names = tuple(item.name for item in given)
    code = shape.replace(co_varnames=("self", *names), co_qualname=f"{own.__qualname__}.__init__")
    init = FunctionType(code, space, "__init__", tuple(defaults))
    init.__annotations__ = {item.name: item.type for item in given} | {"return": None}
    return init


@cache
def _shape(made: tuple[bool, ...], completed: bool) -> CodeType:
    """The code of an ``__init__`` of so many arguments, compiled once for all classes of that shape.

    ``made``: for each argument, whether a factory makes it where it is not given. ``completed``: whether
    ``__post_init__`` ends it.
    """
    values = [f"make{at}() if a{at} is unset else a{at}" if factory else f"a{at}" for at, factory in enumerate(made)]
    lines = [f"set{at}(self, {value})" for at, value in enumerate(values)]
    taken = "".join(f", a{at}" for at in range(len(made)))
    space: dict[str, Any] = {}
    exec(f"def __init__(self{taken}):\n " + "\n ".join([*lines, *["self.__post_init__()"] * completed, "pass"]), space)
    code: CodeType = space["__init__"].__code__
    return code


def _values(names: "list[str]") -> "Values":
    """A getter of these fields; that of the library in C gives a tuple only for two or more."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _equality(values: "Values") -> "Callable[[Any, Any], bool]":
    def __eq__(self: "Any", other: "Any") -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: "Values") -> "Callable[[Any], int]":
    def __hash__(self: "Any") -> int:
        return hash(values(self))

    return __hash__


def _show(self: "Any") -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: "Any") -> "list[object]":
    """For pickle and copy, which would set the slots one by one and be refused."""
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: "Any", state: "list[object]") -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
