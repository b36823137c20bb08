"""A form being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NewType
from uuid import UUID

from services.intake.submissions.model import Answer

DraftId = NewType("DraftId", UUID)


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of a form being filled in, by field; `answer` once it was sent."""

    id: DraftId
    fields: Mapping[str, str] = field(repr=False)
    answer: Answer | None = None
    left: timedelta = field(default=timedelta(), compare=False)
    """Until it expires."""
