"""What a person sees of a held request, and decides about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.intake.requests.model import RequestId
from shared.contracts.words import Category, Urgency


class Decision(StrEnum):
    """What becomes of a held request."""

    LET_THROUGH = "let_through"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRequest:
    """A held request as the coordinator sees it: nothing that points to a person."""

    id: RequestId
    reference: str
    category: Category
    urgency: Urgency
    municipality: str
    flags: Sequence[str]
    """Codes; a later version may have new ones."""
    created_at: datetime
    also: Sequence[Category] = ()
