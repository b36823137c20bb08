"""What is counted at the door, and what is found odd about a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Flag(StrEnum):
    """Why a person should look at a request."""

    REPEATED = "repeated"
    """Many came with the same phone number or mail address."""


HOLDING: Final[frozenset[Flag]] = frozenset()
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
class Limits:
    """What goes ahead by itself; past it a request is kept and waits for a person."""

    same_person: Caps
    letters_an_hour: int
    """To addresses that nobody confirmed, in all."""


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
