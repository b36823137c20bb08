"""The letter to the safeguarding lead: somebody looks more often than a day's work needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.intake.lookups.model import AlarmId
from shared.activation import Activation
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import ReachKind, ReachPoint

ALARM_AGES: Final = timedelta(days=3)
"""By the network's clock; the page of looks keeps the alarm until a person has seen to it."""


@dataclass(frozen=True, slots=True)
class AlarmLetters:
    """Writes to the address of the network's contact file; says who only on the page."""

    post: SealedPost
    now: Callable[[], datetime]
    page: str
    """Where the looks are listed."""
    lead: str = field(default="", repr=False)
    """The safeguarding lead's mail address; empty where nobody is named."""

    def looked_often(self, alarm_id: AlarmId, activation: Activation) -> tuple[Announcement, ...]:
        """Ask notify to send it; nothing where nobody is named."""
        if not self.lead:
            return ()
        letter = Letter(
            template="looked_often",
            about=alarm_id,
            whose=alarm_id,
            to=ReachPoint(ReachKind.EMAIL, self.lead, Language.FINNISH),
            expires_at=self.now() + ALARM_AGES,
            values={"page_url": self.page},
        )
        return (self.post.send(Story(alarm_id, activation=activation), letter),)
