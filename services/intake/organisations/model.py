"""An organisation as intake knows it: its people, and who asks to become one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto
from typing import NewType
from uuid import UUID

from services.intake.accounts.model import Account
from shared.contracts.words import Language

OrganisationId = NewType("OrganisationId", UUID)


class Step(StrEnum):
    """What a coordinator did, as the audit has it."""

    INVITED = auto()
    APPROVED = auto()
    DECLINED = auto()
    OPENED = auto()
    """What somebody says of themselves in an application was looked at."""


class Declined(StrEnum):
    """Why an application was declined."""

    NOT_NEEDED = auto()
    OUTSIDE_AREA = auto()
    NOT_SUITABLE = auto()
    UNCLEAR = auto()
    """It could not be found out who they are."""
    KNOWN = auto()
    """The organisation is here already."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One that was invited; `version` numbers what was said of `organisation/<id>`."""

    id: OrganisationId
    name: str
    version: int = 0
    has_left: bool = False
    is_reached: bool = True
    """Whether letters reach somebody of it, as it was said last."""


@dataclass(frozen=True, slots=True)
class WithPeople:
    """An organisation and the accounts of who speaks for it."""

    organisation: Organisation
    people: Sequence[Account] = ()


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody says of their organisation and of themselves; sealed until it is decided."""

    name: str
    number: str
    """By which a register knows the organisation."""
    what: str = field(repr=False)
    contact: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    language: Language = Language.FINNISH


@dataclass(frozen=True, slots=True)
class Application:
    """One that waits for a coordinator."""

    id: OrganisationId
    applied_at: datetime
    applicant: Applicant | None = field(default=None, repr=False)
    """None in the list, and where it was decided."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who is to speak for an organisation."""

    name: str
    email: str = field(repr=False)
    language: Language


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list of organisations: what one is called, and who speaks for it."""

    name: str
    contact: Contact
