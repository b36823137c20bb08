"""Letters to people: how notify is asked for one that nobody else can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.messaging.outbox import Announcement, Story
from shared.reach_points import CARRIED_BY, ReachPoint
from shared.sealing.box import box_key_name, seal_for
from shared.sealing.key_text import KeyText
from shared.sealing.notices import Notice


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the language of where it goes; `template` is notify's name of it."""

    template: str
    about: UUID
    whose: UUID
    """The request or volunteer it is written to."""
    to: ReachPoint
    expires_at: datetime
    values: Mapping[str, str] = field(repr=False)


class SealedNotice(NamedTuple):
    """What only notify opens, and the name of the key it needs for that."""

    text: str
    key: str


class Post(Protocol):
    """What letters are handed to."""

    def send(self, story: Story, letter: Letter) -> Announcement:
        """Give the announcement by which notify is asked to send it; nobody else can read it."""
        ...


def seal_for_notify(public_key: KeyText) -> Callable[[Notice], SealedNotice]:
    """Close a letter so that only notify, which has the private half, can open it."""

    def seal(notice: Notice) -> SealedNotice:
        key = public_key.read()
        return SealedNotice(seal_for(key, notice.to_json()), box_key_name(key))

    return seal


@dataclass(frozen=True, slots=True)
class SealedPost:
    """Implements `Post`: only notify can open what `seal` closed."""

    seal: Callable[[Notice], SealedNotice]
    chance: Chance

    def send(self, story: Story, letter: Letter) -> Announcement:
        """Ask notify by an event of the story; address and values are in the sealed part."""
        sealed = self.seal(Notice(letter.to.address, letter.values))
        data = NotificationRequested(
            notification_id=self.chance.new_id(),
            template=letter.template,
            language=letter.to.language,
            channel=CARRIED_BY[letter.to.kind],
            about=letter.about,
            expires_at=letter.expires_at,
            whose=letter.whose,
            sealed=sealed.text,
            sealed_for=sealed.key,
        )
        return story.say(f"notification/{data.notification_id}", 1, data)
