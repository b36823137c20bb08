"""The letter to somebody on a list: who named them to us, and one link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.invitations.model import PAGE, InvitationId, Invited
from shared.activation import Activation
from shared.letters import Letter, Post
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import ReachKind, ReachPoint

INVITATION_LIFE: Final = timedelta(days=14)
"""How long the link works and what the list said is kept; the letter and its page say so."""
INVITATION: Final = "invitation"
"""Notify's name of the letter."""


@dataclass(frozen=True, slots=True)
class InvitationLetters:
    """Writes in the language that the list says."""

    post: Post
    origin: str
    now: Callable[[], datetime]

    def invite(
        self, invitation_id: InvitationId, invited: Invited, token: str, activation: Activation
    ) -> Announcement:
        """Ask whether they want to help here, too."""
        letter = Letter(
            template=INVITATION,
            about=invitation_id,
            whose=invitation_id,
            to=ReachPoint(ReachKind.EMAIL, invited.email, invited.language),
            expires_at=self.now() + INVITATION_LIFE,
            values={
                "first_name": invited.first_name,
                "organisation": invited.organisation,
                "invitation_url": f"{self.origin}/{invited.language}/{PAGE}/{token}",
            },
        )
        return self.post.send(story_of(invitation_id, activation), letter)


def story_of(invitation_id: InvitationId, activation: Activation) -> Story:
    """Give what announcements about an invitation have in common."""
    return Story(invitation_id, activation=activation)
