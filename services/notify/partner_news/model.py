"""News of one organisation, the letter it wants them in, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from services.notify.subscriptions.model import EndpointId, Wishes
from shared.activation import Activation
from shared.contracts.words import Language

Form = Literal["at_once", "hourly", "daily", "page"]
FORMS: Final[tuple[Form, ...]] = ("at_once", "hourly", "daily", "page")


@dataclass(frozen=True, slots=True)
class LetterWish:
    """What an organisation wants by letter, and how often; `page` is never by letter."""

    organisation: UUID
    form: Form
    wishes: Wishes
    language: Language
    address: str = field(default="", repr=False)
    """Empty where nobody said one."""
    is_confirmed: bool = False
    """Whether whoever reads mail there has said so."""


@dataclass(frozen=True, slots=True)
class Hearer:
    """An organisation that wants an event by letter or on its page."""

    organisation: UUID
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNews:
    """One event as an organisation is told of it."""

    organisation: UUID
    event_id: UUID
    type: str
    occurred_at: datetime
    link: str
    municipality: str | None
    line: str | None
    due_at: datetime | None = None
    """When a letter is to tell it; None where none is."""


@dataclass(frozen=True, slots=True)
class DueLetter:
    """To whom a letter is due."""

    organisation: UUID
    address: str = field(repr=False)
    language: Language
    activation: Activation


@dataclass(frozen=True, slots=True)
class Removed:
    """An endpoint that is there no more, for which something waits."""

    endpoint: EndpointId
    has_left: bool
    """Whether its organisation is gone with it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a letter says of one type: how many, and where, the most first."""

    type: str
    count: int
    places: Sequence[tuple[str, int]]
