"""A call-back: somebody was promised a call by a time, and somebody of the staff may ring now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.words import Language

CallBackId = NewType("CallBackId", UUID)
"""That of the call in which it was agreed: two windows that end a call promise one."""

IDLE: Final = timedelta(minutes=15)
"""After so long without a press whoever took one has it no more."""
LATE: Final = timedelta(minutes=15)
"""So long after its time a call-back is late."""


@dataclass(frozen=True, slots=True)
class Ringing:
    """The call by which somebody took it last."""

    call_id: UUID
    who: str = field(repr=False)
    pressed_at: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class CallBack:
    """One promise that is still owed."""

    id: CallBackId
    due_at: datetime
    language: Language
    activation: Activation
    attempts: int = 0
    """How often nobody was reached since it was agreed."""
    ringing: Ringing | None = None
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What is known of whom to ring; empty in a list, and of who was erased."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: nobody's name or number before it is taken."""

    id: CallBackId
    due_at: datetime
    language: Language
    attempts: int
    is_late: bool
    is_due: bool
    rung_by: str = field(repr=False)
    """Who rings now; empty where anybody may."""
    call_id: UUID | None = None
    """The call in which they ring."""
