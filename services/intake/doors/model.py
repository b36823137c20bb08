"""What is counted at the door, and what is found odd about a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Flag(StrEnum):
    """Why a person should look at a request."""

    REPEATED = "repeated"
    """Many came with the same phone number or mail address."""
    UNPROVEN = "unproven"
    """Many came, from one address or in all, and this one without a proof of work."""
    HASTY = "hasty"
    """The form was filled in faster than anybody reads."""
    TRAPPED = "trapped"
    """A field was filled in that people do not see."""


HOLDING: Final = frozenset({Flag.UNPROVEN})
"""With these it waits for a person; the store adds `repeated`, which holds too."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody came in."""

    flags: frozenset[Flag] = frozenset()
    is_ours: bool = False
    """Our own staff hand it in: nothing is counted."""


STRANGER: Final = Manner()


@dataclass(frozen=True, slots=True)
class Caps:
    """How many requests with one number or address go ahead by themselves."""

    an_hour: int
    a_day: int


@dataclass(frozen=True, slots=True)
class Floods:
    """From when on a proof of work is asked for, and how hard it is, in zero bits of a hash."""

    from_one_in_10_min: int
    in_all_a_minute: int
    bits: int
    most_bits: int
    hasty_seconds: int


@dataclass(frozen=True, slots=True)
class Pressure:
    """How many came lately."""

    of_source: int
    in_all: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a visitor's machine is asked to work on."""

    text: str
    bits: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Who stands at the door, as far as the door knows."""

    address: str = field(repr=False)
    proof: str = field(default="", repr=False)
    shown_pass: str | None = field(default=None, repr=False)
    marks: frozenset[Flag] = frozenset()
    """What the form noticed."""


ANYBODY: Final = Visit("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What goes ahead by itself; past it a request is kept and waits for a person."""

    same_person: Caps
    letters_an_hour: int
    """To addresses that nobody confirmed, in all."""
    floods: Floods


@dataclass(frozen=True, slots=True)
class Counted:
    """One address under which a request is counted: a keyed hash, never the address."""

    who: str = field(repr=False)
    by_letter: bool
    """A letter goes to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a request comes in: what it is counted by, what is odd about it, whether it waits."""

    counted: Sequence[Counted] = ()
    caps: Caps | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def is_held(self) -> bool:
        """Say whether it waits for a person whatever is counted."""
        return bool(self.flags & HOLDING)
