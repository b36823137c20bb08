"""Letters, sealed for notify."""

from collections.abc import Callable
from dataclasses import dataclass

from services.matching.volunteers.model import Letter
from services.matching.volunteers.rules import CHANNELS
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.messaging.outbox import Announcement, Story
from shared.sealing.box import seal_for
from shared.sealing.notices import Notice


def seal_for_notify(public_key: str) -> Callable[[Notice], str]:
    """Close a letter so that only notify, which has the private half, can open it."""
    return lambda notice: seal_for(public_key, notice.to_json())


@dataclass(frozen=True, slots=True)
class SealedPost:
    """Implements the port `Post`: only notify can open what `seal` closed."""

    seal: Callable[[Notice], str]
    chance: Chance

    def send(self, story: Story, letter: Letter) -> Announcement:
        """Ask notify by an event of the story; address and values are in the sealed part."""
        data = NotificationRequested(
            notification_id=self.chance.new_id(),
            template=letter.template,
            language=letter.to.language,
            channel=CHANNELS[letter.to.kind],
            about=letter.about,
            expires_at=letter.expires_at,
            sealed=self.seal(Notice(letter.to.address, letter.values)),
        )
        return story.say(f"notification/{data.notification_id}", 1, data)
