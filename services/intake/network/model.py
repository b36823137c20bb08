"""What is looked at before the network opens, and what is missing then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.intake.activation.model import Fault, Stand
from shared.contracts.words import ServiceLine


@dataclass(frozen=True, slots=True)
class Facts:
    """What intake itself knows of whether the network can help when it opens."""

    waiting: int
    """Requests that nobody helps with yet."""
    rang: int
    """Calls that were missed, and those that are owed."""
    staff: int
    """Those who may answer the phone and can sign in."""
    answering: int
    """Those of them who are at the phone now."""
    helped: Mapping[str, Collection[str]]
    """By need the municipalities in which volunteers help with it, as matching said lately."""
    organisations: int
    """Those that letters reach."""


class Lack(StrEnum):
    """What the network should have before it opens; each names whom to ask."""

    NEED = "need"
    PHONE = "phone"
    VOLUNTEERS = "volunteers"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there."""

    lack: Lack
    line: ServiceLine | None = None
    """For which kind of help, where it is about one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What would come of a decision, before anybody confirms it."""

    stand: Stand
    faults: Sequence[Fault]
    facts: Facts
    missing: Sequence[Missing]


@dataclass(frozen=True, slots=True)
class NotReady:
    """Nothing was changed: something is missing, and nobody said that it opens all the same."""

    missing: Sequence[Missing]
