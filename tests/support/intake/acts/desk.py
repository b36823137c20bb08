"""Coordinators at the real store: what each of them sees, presses, and hears of it."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from services.intake.acts.model import Act, Other, Outcome, Press, Reason
from services.intake.acts.use_cases.correct import ChangeRequests
from services.intake.acts.use_cases.end import EndRequests
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.acts.use_cases.merge import MergeRequests
from services.intake.acts.use_cases.notes import KeepNotes
from services.intake.acts.use_cases.split import SplitRequests
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.contracts.words import Category, Urgency
from tests.support.intake.acts.model import Row
from tests.support.intake.building import NOW
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.pseudonyms import FakePseudonymKeys

REASON: Final = {
    Act.REOPENED: Reason.ASKER_SAID,
    Act.CORRECTED: Reason.ASSESSED,
    Act.MERGED: Reason.DUPLICATE,
    Act.UNMERGED: Reason.BY_MISTAKE,
    Act.SPLIT: Reason.OWN_HELPERS,
    Act.LINKED: Reason.SAME_PERSON,
    Act.UNLINKED: Reason.BY_MISTAKE,
}
ENDS: Final = (Reason.NO_CONTACT, Reason.UNFULFILLED, Reason.OUT_OF_SCOPE)


class Desk:
    """The use cases over the store of a scene."""

    def __init__(self, scene: PostgresScene) -> None:
        keys, store = FakePseudonymKeys(), scene.world.store
        self.world = scene.world
        self.end = EndRequests(store, scene.reopening.settle, scene.reopening, lambda: NOW)
        self.change = ChangeRequests(store, scene.corrections, keys, lambda: NOW)
        self.keep = KeepNotes(store, lambda: NOW)
        self.merging = MergeRequests(store, self.end, scene.corrections, keys)
        self.linking = LinkRequests(store, scene.corrections, keys, lambda: NOW)
        self.splitting = SplitRequests(store, scene.submissions, scene.corrections, lambda: NOW)

    async def seen(self, request_id: RequestId) -> str:
        """Give what a page shown now is made from."""
        async with self.world.store.begin() as work:
            stand = await work.acts.stand(request_id)
        assert stand is not None
        return stand.seen

    async def press(self, row: Row, by: StaffId, seen: str) -> object:
        """Press what a row would tell; `other_id` is which one is named on the form."""
        press = Press(row.request_id, by, row.reason, seen)
        todo: dict[Act, Callable[[], Awaitable[object]]] = {
            Act.CLOSED: lambda: self.end.close(press),
            Act.REOPENED: lambda: self.end.reopen(press),
            Act.CORRECTED: lambda: self.change.correct(press, {"urgency": row.urgency}),
            Act.NOTED: lambda: self.keep.write(press, "Soittaa huomenna."),
            Act.MERGED: lambda: self._merge(press, row),
            Act.UNMERGED: lambda: self.merging.unmerge(press),
            Act.SPLIT: lambda: self.splitting.split(press, (row.part,)),
            Act.LINKED: lambda: self._link(press, row),
            Act.UNLINKED: lambda: self._unlink(press, row),
        }
        return await todo[row.act]()

    async def beside(self, request_id: RequestId) -> RequestId | None:
        """Give one that belongs together with another, as a page shown now names it."""
        async with self.world.store.begin() as work:
            linked = await work.acts.linked(request_id)
        return linked[0].request.id if linked else None

    async def linked(self) -> RequestId | None:
        """Give one that is linked with another."""
        found = "SELECT one_id FROM linked_requests ORDER BY random() LIMIT 1"
        known = await self.world.pool.fetchval(found)
        return RequestId(known) if known else None

    async def merged(self) -> RequestId | None:
        """Give one that became one with another."""
        found = "SELECT id FROM requests WHERE closure = 'duplicate' ORDER BY random() LIMIT 1"
        known = await self.world.pool.fetchval(found)
        return RequestId(known) if known else None

    async def _merge(self, press: Press, row: Row) -> Outcome:
        assert row.other_id is not None
        other = Other(await self._reference(row), await self.seen(row.other_id))
        return await self.merging.merge(press, other, is_confirmed=False)

    async def _link(self, press: Press, row: Row) -> Outcome:
        reference = await self._reference(row)
        return await self.linking.link(press, reference, is_raised=row.is_raised)

    async def _unlink(self, press: Press, row: Row) -> Outcome:
        return await self.linking.unlink(press, await self._reference(row))

    async def _reference(self, row: Row) -> str:
        named = "SELECT reference FROM requests WHERE id = $1"
        return str(await self.world.pool.fetchval(named, row.other_id))


@dataclass
class Coordinator:
    """One of many, who looks, thinks, and presses."""

    id: StaffId
    desk: Desk
    chance: random.Random
    done: list[Row] = field(default_factory=list)
    heard: list[object] = field(default_factory=list)

    async def work(self, requests: Sequence[RequestId], presses: int) -> None:
        """Press so many times, on whatever comes; one look may be old by then."""
        for _ in range(presses):
            row = self._choose(requests)
            if row.act is Act.UNLINKED:
                row = replace(row, request_id=await self.desk.linked() or row.request_id)
                beside = await self.desk.beside(row.request_id)
                row = replace(row, other_id=beside or row.other_id)
            if row.act is Act.UNMERGED:
                row = replace(row, request_id=await self.desk.merged() or row.request_id)
            seen = await self.desk.seen(row.request_id)
            outcome = await self.desk.press(row, self.id, seen)
            self.heard.append(outcome)
            if outcome is Outcome.DONE:
                self.done.append(row)

    def _choose(self, requests: Sequence[RequestId]) -> Row:
        act = self.chance.choice([each for each in Act if each is not Act.STRUCK])
        one, other = self.chance.sample(requests, 2)
        reason = self.chance.choice(ENDS) if act is Act.CLOSED else REASON.get(act)
        urgency = self.chance.choice(list(Urgency))
        is_raised = self.chance.random() < 0.5  # heads or tails
        return Row(one, act, reason, other, urgency, Category.PHARMACY, is_raised)
