"""The letter after a task."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.proposals.model import Match
from services.matching.volunteers.ports import Post, WithVolunteers
from services.matching.volunteers.rules import letter_point
from shared.letters import Letter
from shared.messaging.outbox import Announcement, Story

THANKS: Final = "task_done_thanks"
"""Notify's name of it."""
THANKS_AGE: Final = timedelta(days=3)
"""By the network's clock: after this a late mail only confuses."""


@dataclass(frozen=True, slots=True)
class AssignmentLetters:
    """Writes in the language of whom it reaches."""

    post: Post
    now: Callable[[], datetime]

    async def thanks(
        self, work: WithVolunteers, story: Story, match: Match, minutes: int
    ) -> Announcement:
        """Thank for the help."""
        contact = await work.volunteers.contact(match.volunteer_id)
        letter = Letter(
            template=THANKS,
            about=match.id,
            whose=match.volunteer_id,
            to=letter_point(contact),
            expires_at=self.now() + THANKS_AGE,
            values={"minutes": str(minutes), "first_name": contact.first_name},
        )
        return self.post.send(story, letter)
