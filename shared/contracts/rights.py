"""Somebody asks what the network knows of them, and each service answers for itself."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, HexHash, Open
from shared.contracts.right_words import RightKind, RightService


class RightRequested(Event):
    """A command: say what you know of somebody who has shown who they are. Subject `right/<id>`.

    Version 1 asks matching by marks; version 2 asks notify by the ids that were found.
    """

    event_type: ClassVar[str] = "right.requested"

    right_id: UUID
    kind: Open[RightKind]
    asked: tuple[Open[RightService], ...]
    """Who is to answer; whoever else hears it does nothing."""
    answer_key: HexHash
    """Public half of the case's own key: when the private one goes, no answer can be read."""
    marks: tuple[HexHash, ...] = ()
    """Of what they are reached at, as in `not_for`: good for this case only."""
    subjects: tuple[UUID, ...] = ()
    """Their requests, and they as a volunteer."""


class RightAnswered(Event):
    """A service says what it keeps of somebody. Subject `right_answer/<receipt_id>`, version 1."""

    event_type: ClassVar[str] = "right.answered"

    right_id: UUID
    service: Open[RightService]
    receipt_id: UUID
    things: int = Field(ge=0)
    """How many records were found; they are in the sealed part."""
    subjects: tuple[UUID, ...] = ()
    """Who they are here: ids by which the others know them too."""
    sealed: str
    """A sealed box (base64) that only the case opens."""


ASKS: tuple[type[Event], ...] = (RightRequested,)
ANSWERS: tuple[type[Event], ...] = (RightAnswered,)
