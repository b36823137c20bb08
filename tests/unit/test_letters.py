"""A letter leaves as an event of its story, and only notify can read to whom and what."""

from datetime import UTC, datetime
from uuid import UUID

from shared.activation import FIRST_ACTIVATION
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.letters import Letter, SealedNotice, SealedPost, seal_for_notify
from shared.messaging.outbox import Story
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.box import Opener, new_keypair
from shared.sealing.key_text import KeyText
from shared.sealing.notices import Notice

ABOUT, ID, WHOSE = UUID(int=1), UUID(int=2), UUID(int=3)
LETTER = Letter(
    template="proposal",
    about=ABOUT,
    whose=WHOSE,
    to=ReachPoint(ReachKind.EMAIL, "aino@example.org", Language.SWEDISH),
    expires_at=datetime(2026, 11, 25, tzinfo=UTC),
    values={"first_name": "Aino"},
)
CHANCE = Chance(lambda: ID, lambda: "token")


def test_only_notify_opens_the_address_and_the_values() -> None:
    private, public = new_keypair()
    story = Story(ABOUT, "491", activation=FIRST_ACTIVATION)

    said = SealedPost(seal_for_notify(KeyText(public)), CHANCE).send(story, LETTER)

    data = said.data
    assert isinstance(data, NotificationRequested)
    assert "aino" not in data.model_dump_json().lower()
    opened = Notice.from_json(Opener([private]).open(data.sealed))
    assert opened == Notice("aino@example.org", {"first_name": "Aino"})


def test_the_rest_says_which_letter_and_how_it_is_carried() -> None:
    story = Story(ABOUT, "491", activation=FIRST_ACTIVATION)

    said = SealedPost(lambda _notice: SealedNotice("sealed", "b0"), CHANCE).send(story, LETTER)

    assert (said.subject, said.version) == (f"notification/{ID}", 1)
    assert said.data == NotificationRequested(
        notification_id=ID,
        template="proposal",
        language=Language.SWEDISH,
        channel=NoticeChannel.EMAIL,
        about=ABOUT,
        whose=WHOSE,
        expires_at=LETTER.expires_at,
        sealed="sealed",
        sealed_for="b0",
    )


def test_what_a_letter_says_is_not_printed() -> None:
    assert "aino" not in repr(LETTER).lower()
