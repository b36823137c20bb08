"""The letter to staff: somebody needs a person; who and why is told only on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.intake.duty.model import Duty
from shared.activation import Activation
from shared.chance import Chance
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story

CALL_AGES: Final = timedelta(hours=2)
"""By the network's clock; by then somebody else has it, or the alarm says that nobody has."""


@dataclass(frozen=True, slots=True)
class DutyLetters:
    """Writes to members of staff, each at the address they gave."""

    post: SealedPost
    now: Callable[[], datetime]
    chance: Chance
    page: Callable[[Language], str]
    """Where those who need a person are listed."""

    def person_needed(self, duty: Duty, activation: Activation) -> Announcement:
        """Ask notify to send it; it is about nobody's request."""
        assert duty.to is not None, "whoever is chosen has one"  # noqa: S101  # whom_to_call
        call_id = self.chance.new_id()
        letter = Letter(
            template="person_needed",
            about=call_id,
            whose=duty.staff_id,
            to=duty.to,
            expires_at=self.now() + CALL_AGES,
            values={"page_url": self.page(duty.to.language)},
        )
        return self.post.send(Story(call_id, activation=activation), letter)
