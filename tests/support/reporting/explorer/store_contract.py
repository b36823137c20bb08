"""What looking into a log does; the fake runs it in unit, PostgreSQL in integration."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

from services.reporting.explorer.model import Filters, Logged, Look, Looked
from services.reporting.explorer.ports import EventLooks, EventReader
from services.reporting.figures.ports import FiguresWork
from shared.work import Store
from tests.support.reporting.building import helped, mailed, named, unmatched
from tests.support.reporting.stories import record

LONG_AGO, FAR_AHEAD = datetime(2001, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Explored:
    """A store, and what looks into its log."""

    store: Store[FiguresWork]
    reader: EventReader
    looks: EventLooks


class ExplorerContract:
    """The behaviours of it; a subclass gives the `explored` fixture."""

    async def test_every_filter_and_all_of_them_together_narrow(self, explored: Explored) -> None:
        await record(explored.store, *helped("one"), *helped("two"), mailed("one"))
        reader, request = explored.reader, f"request/{named('one')}"
        everything = await reader.newest(Filters(), None, 100)
        wishes = product(
            (None, "request.created"), (None, request), (None, named("one")), (None, LONG_AGO)
        )

        for kind, subject, correlation, first in wishes:
            wanted = Filters(type=kind, subject=subject, correlation_id=correlation, first=first)
            found = await reader.newest(wanted, None, 100)
            assert list(found) == [fact for fact in everything if _is_it(fact, wanted)]
            assert await reader.newest(_ahead(wanted), None, 100) == []

    async def test_pages_follow_each_other_without_gap_or_repetition(
        self, explored: Explored
    ) -> None:
        await record(explored.store, *helped("one"), *helped("two"), batch=4)
        wishes = (
            Filters(),
            Filters(type="request.created"),
            Filters(subject=f"request/{named('one')}"),
            Filters(correlation_id=named("two"), last=FAR_AHEAD),
        )

        for wanted in wishes:
            whole = await explored.reader.newest(wanted, None, 100)
            paged, before = list[Logged](), None
            while page := await explored.reader.newest(wanted, before, 2):
                paged, before = [*paged, *page], page[-1].position
            assert paged == list(whole)
            assert [fact.position for fact in paged] == sorted(
                (fact.position for fact in paged), reverse=True
            )
        assert await explored.reader.newest(Filters(), 1, 2) == []

    async def test_one_and_the_way_of_a_request_are_opened(self, explored: Explored) -> None:
        asked, *_ = helped("one")
        effect = unmatched("one").model_copy(update={"causationid": asked.id})
        await record(explored.store, effect, asked, *helped("two"))

        opened = await explored.reader.one(effect.id)
        way = await explored.reader.way(named("one"), 100)

        assert opened is not None
        assert (opened.fact.type, opened.fact.causation_id) == ("request.unmatched", asked.id)
        assert '"considered"' in opened.body
        assert [fact.event_id for fact in way] == [asked.id, effect.id]
        assert await explored.reader.one(uuid4()) is None
        assert await explored.reader.way(uuid4(), 100) == []
        assert len(await explored.reader.way(named("two"), 3)) == 3

    async def test_looks_are_kept_the_newest_first(self, explored: Explored) -> None:
        for sought in ("first", "second"):
            await explored.looks.note(Look(named("admin"), Looked.WAY, sought))

        latest = await explored.looks.latest(5)

        assert [(look.staff_id, look.what, look.sought) for look in latest] == [
            (named("admin"), Looked.WAY, "second"),
            (named("admin"), Looked.WAY, "first"),
        ]
        assert len(await explored.looks.latest(1)) == 1


def _ahead(wanted: Filters) -> Filters:
    return Filters(
        type=wanted.type,
        subject=wanted.subject,
        correlation_id=wanted.correlation_id,
        first=FAR_AHEAD,
    )


def _is_it(fact: Logged, wanted: Filters) -> bool:
    return (
        wanted.type in {None, fact.type}
        and wanted.subject in {None, fact.subject}
        and wanted.correlation_id in {None, fact.correlation_id}
    )
