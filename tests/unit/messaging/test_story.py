"""What announcements about one thing have in common."""

from uuid import uuid4

from shared.messaging.outbox import Announcement, Story
from tests.support.events import hours_logged


def test_all_facts_of_a_story_share_correlation_cause_and_place() -> None:
    request_id, cause, data = uuid4(), uuid4(), hours_logged().data
    story = Story(request_id, "491", cause)

    said = [story.say("match/1", 2, data), story.say("activity/1", 1, data)]

    assert said == [
        Announcement("match/1", 2, data, request_id, cause, "491"),
        Announcement("activity/1", 1, data, request_id, cause, "491"),
    ]
