"""What announcements about one thing have in common."""

from uuid import uuid4

from shared.activation import Activation
from shared.messaging.outbox import Announcement, Story
from tests.support.events import hours_logged

EXERCISE = Activation(uuid4(), exercise=True)


def test_all_facts_of_a_story_share_correlation_cause_place_and_activation() -> None:
    request_id, cause, data = uuid4(), uuid4(), hours_logged().data
    story = Story(request_id, "491", cause, activation=EXERCISE)

    said = [story.say("match/1", 2, data), story.say("activity/1", 1, data)]

    assert said == [
        Announcement("match/1", 2, data, request_id, cause, "491", activation=EXERCISE),
        Announcement("activity/1", 1, data, request_id, cause, "491", activation=EXERCISE),
    ]
