"""The letters to the safeguarding lead and deputy: that something waits, and nothing of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.intake.concerns.model import ConcernId
from shared.activation import Activation
from shared.contracts.words import Language
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import ReachKind, ReachPoint

CONCERN_AGES: Final = timedelta(days=3)
"""By the network's clock; the page keeps the concern until somebody has seen to it."""


@dataclass(frozen=True, slots=True)
class ConcernLetters:
    """Writes to the addresses of the network's contact file.

    Where one of the two is not named the other gets both; where nobody is, the list alone says it.
    """

    post: SealedPost
    now: Callable[[], datetime]
    page: str
    """Where the concerns are listed."""
    lead: str = field(default="", repr=False)
    deputy: str = field(default="", repr=False)

    def received(self, concern_id: ConcernId, activation: Activation) -> Sequence[Announcement]:
        """Tell the lead at once."""
        return self._write("concern_waits", self.lead or self.deputy, concern_id, activation)

    def unread(self, concern_id: ConcernId, activation: Activation) -> Sequence[Announcement]:
        """Tell the deputy that nobody has read it in time."""
        return self._write("concern_unread", self.deputy or self.lead, concern_id, activation)

    def _write(
        self, template: str, address: str, concern_id: ConcernId, activation: Activation
    ) -> Sequence[Announcement]:
        if not address:
            return ()
        letter = Letter(
            template=template,
            about=concern_id,
            whose=concern_id,
            to=ReachPoint(ReachKind.EMAIL, address, Language.FINNISH),
            expires_at=self.now() + CONCERN_AGES,
            values={"page_url": self.page},
        )
        return (self.post.send(Story(concern_id, activation=activation), letter),)
