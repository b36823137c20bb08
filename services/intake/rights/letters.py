"""Letters of a case: the code that shows who somebody is, and that the answer is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.rights.model import Right
from services.intake.rights.rules import ANSWER_LIVES, CODE_LIVES
from shared.letters import Letter, SealedPost
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import ReachPoint


@dataclass(frozen=True, slots=True)
class RightLetters:
    """Neither letter says a word of what is known, nor whether anything is."""

    post: SealedPost
    public_url: str
    now: Callable[[], datetime]

    def code(self, right: Right, to: ReachPoint, code: str) -> Announcement:
        """Write the code that the page asks for."""
        return self._send(right, "right_code", to, self.now() + CODE_LIVES, {"code": code})

    def ready(self, right: Right, to: ReachPoint, token: str, code: str) -> Announcement:
        """Write where the answer is, and the code that opens it."""
        page = f"{self.public_url}/{to.language}/omat-tiedot/{token}"
        expires = self.now() + ANSWER_LIVES
        return self._send(right, "right_ready", to, expires, {"code": code, "page_url": page})

    def _send(
        self, right: Right, template: str, to: ReachPoint, expires: datetime, values: dict[str, str]
    ) -> Announcement:
        letter = Letter(template, right.id, right.id, to, expires, values)
        return self.post.send(Story(right.id, activation=right.activation), letter)
