"""The letter after a task."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.model import Match
from services.matching.proposals.ports import Wording
from services.matching.volunteers.ports import WithVolunteers
from services.matching.volunteers.rules import letter_point
from shared.letters import Letter, Post
from shared.messaging.outbox import Announcement

THANKS: Final = "task_done_thanks"
"""Notify's name of it."""
THANKS_AGE: Final = timedelta(days=3)
"""By the network's clock: after this a late mail only confuses."""


@dataclass(frozen=True, slots=True)
class AssignmentLetters:
    """Writes in the language of whom it reaches."""

    post: Post
    wording: Wording
    now: Callable[[], datetime]

    async def thanks(
        self, work: WithVolunteers, need: Need, match: Match, minutes: int
    ) -> Announcement:
        """Thank for the help, and say for which."""
        contact = await work.volunteers.contact(match.volunteer_id)
        to = letter_point(contact)
        letter = Letter(
            template=THANKS,
            about=match.id,
            whose=match.volunteer_id,
            to=to,
            expires_at=self.now() + THANKS_AGE,
            values={
                "minutes": str(minutes),
                "first_name": contact.first_name,
                **self.wording.task(need, to.language),
            },
        )
        return self.post.send(story_of(need), letter)
