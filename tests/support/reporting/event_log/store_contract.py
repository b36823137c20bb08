"""What every event log must do; the fake runs it in unit, PostgreSQL in integration."""

from uuid import uuid4

from services.reporting.event_log.model import Stood
from shared.contracts.words import Standing
from tests.support.reporting.building import (
    cancelled,
    created,
    helped,
    mailed,
    match_story,
    named,
)
from tests.support.reporting.changes import saying
from tests.support.reporting.stories import Ground, record


class EventLogContract:
    """The behaviours of the log; a subclass gives the `ground` fixture."""

    async def test_an_empty_log_tells_nothing(self, ground: Ground) -> None:
        assert await ground.journeys.journey(uuid4()) == []

    async def test_a_journey_is_told_in_order_of_time(self, ground: Ground) -> None:
        story = helped("one")
        await record(ground.store, *reversed(story), *helped("two"), mailed("one", minute=2))

        journey = await ground.journeys.journey(named("one"))

        assert [(event.type, event.subjectversion) for event in journey] == [
            ("request.created", 1),
            ("match.proposed", 1),
            ("notification.sent", 2),
            ("volunteer.matched", 2),
            ("activity.logged", 1),
            ("assignment.completed", 3),
            ("hours.logged", 4),
            ("request.completed", 2),
            ("request.closed", 3),
        ]
        assert set(journey) == {*story, mailed("one", minute=2)}

    async def test_of_each_request_the_newest_is_known(self, ground: Ground) -> None:
        asked, matched, *_ = match_story("one")
        await record(
            ground.store,
            created("one"),
            saying(matched, standing=Standing.ASSIGNED, standing_number=2),
            saying(asked, standing=Standing.PROPOSED, standing_number=1),
            created("two"),
            cancelled("two"),
        )

        stood = await ground.journeys.stood([named("one"), named("two"), named("three")])

        assert stood == {
            named("one"): Stood("request.created", Standing.ASSIGNED),
            named("two"): Stood("request.cancelled"),
        }
