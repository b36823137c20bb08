"""What every event log must do; the fake runs it in unit, PostgreSQL in integration."""

from uuid import uuid4

from tests.support.reporting.building import helped, mailed, named
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
