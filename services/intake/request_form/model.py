"""A form being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, NewType
from uuid import UUID

from services.intake.submissions.model import Answer
from shared.fields.problem import Problem

DraftId = NewType("DraftId", UUID)

IDLE: Final = timedelta(minutes=45)
"""How long answers stay after the last one, by the network's clock."""
OWN_DEVICE: Final = timedelta(hours=24)
"""The same, where the person said that nobody else uses the device."""
SHOWN: Final = timedelta(minutes=10)
"""How long the last page can be read again after sending."""


@dataclass(frozen=True, slots=True)
class FormKey:
    """Which form, and by which browser: neither opens it without the other."""

    draft: DraftId
    browser: str = field(repr=False)
    """The cookie's value: one for all forms of a browser."""

    @property
    def sent_once(self) -> str:
        """The idempotency key of the request it becomes; no other client can make it up."""
        return f"draft/{self.draft}/{self.browser}"


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of a form being filled in, by field; `answer` once it was sent."""

    id: DraftId
    fields: Mapping[str, str] = field(repr=False)
    answer: Answer | None = None
    version: int = 0
    """Counts the changes of the answers: what is sent is what was shown."""
    life: timedelta = IDLE
    """How long it stays after each answer."""
    left: timedelta = field(default=timedelta(), compare=False)
    """Until it expires."""
    age: timedelta = field(default=timedelta(), compare=False)

    @property
    def is_of_own_device(self) -> bool:
        """Say whether the person asked for the answers to stay longer."""
        return self.life == OWN_DEVICE


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the answers of one page."""

    draft: Draft
    problems: tuple[Problem, ...]
    """Why nothing was kept; empty when all was."""
    cookie_life: timedelta
    """Until the last form of this browser expires."""
