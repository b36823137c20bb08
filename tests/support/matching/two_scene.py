"""One need about which two are asked, over the real store, and how it ended."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from services.matching.volunteers.model import VolunteerId
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.contracts.words import Urgency
from shared.sealing.tokens import token_hash
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.needs.building import need
from tests.support.matching.playing import Letter, Play, last_link, open_plainly
from tests.support.matching.proposals.processes import process
from tests.support.matching.proposals.wishes import Coordinator
from tests.support.matching.volunteers.building import offer
from tests.support.two_at_once import by_name, in_turn

LOCK = "SELECT FROM needs WHERE request_id = $1 FOR UPDATE"
_SAID = "SELECT body FROM outbox WHERE body::jsonb ->> 'correlationid' = $1 ORDER BY position"


@dataclass(frozen=True)
class Ending:
    """How a need and its matches stand, and who was told what."""

    need: str
    matches: dict[str, str]
    said: tuple[str, ...]
    letters: dict[str, list[str]]
    """What each was told, in order."""


class TwoScene:
    """Anna and Berta are asked about one need; many such needs live in one database."""

    def __init__(self, ground: PostgresGround) -> None:
        self.ground, self.story = ground, RequestStory()
        self.play: Play = process(ground)
        self.links = {"anna": uuid4().hex, "berta": uuid4().hex}
        self.member = uuid4().hex
        """The link to Anna's own membership."""
        self.names: dict[str, str] = {}
        """Whose address it is, also after they left."""
        self.people = dict.fromkeys(("anna", "berta", "cilla"), VolunteerId(UUID(int=0)))

    async def open(self) -> "TwoScene":
        """Keep the need, and ask both."""
        about = await self.ground.add_need(need(request_id=self.story.request_id))
        for name in self.people:
            self.people[name] = await self.ground.add_volunteer(offer(weekly_cap=7))
        for name, token in self.links.items():
            await self.ground.propose(self.people[name], about, token)
        async with self.ground.store.begin() as work:
            for name, person in self.people.items():
                for point in (await work.volunteers.contact(person)).reach_points:
                    self.names[point.address] = name
            hashed = token_hash(self.member)
            await work.member_links.keep(self.people["anna"], hashed, timedelta(days=1))
        return self

    async def taken(self) -> "TwoScene":
        """Go on to where Anna has the task."""
        await self.open()
        await self.anna_accepts()
        self.task = last_link(await self._letters(), "task_url")
        return self

    async def anna_accepts(self) -> object:
        return await self.play.use.answer.accept_proposal(self.links["anna"])

    async def berta_accepts(self) -> object:
        return await self.play.use.answer.accept_proposal(self.links["berta"])

    async def anna_declines(self) -> object:
        return await self.play.use.answer.decline_proposal(self.links["anna"])

    async def cancelled(self) -> None:
        await self.play.use.end_needs.react_to_request_cancelled(self.story.cancelled())

    async def completed(self) -> None:
        await self.play.use.end_needs.react_to_request_completed(self.story.completed())

    async def corrected(self) -> None:
        urgent = replace(self.story, urgency=Urgency.WITHIN_2_DAYS)
        await self.play.use.correct_needs.react_to_request_updated(urgent.updated(2))

    async def wished(self) -> None:
        wish = Coordinator(self.story.request_id).wish_for(
            self.ground.numbers[self.people["cilla"]]
        )
        await self.play.use.ask_wished.react_to_assignment_requested(wish)

    async def anna_is_done(self) -> object:
        return await self.play.use.assignments.complete_task(self.task, 30)

    async def anna_gives_up(self) -> object:
        return await self.play.use.assignments.give_task_back(self.task)

    async def anna_asks_for_links(self) -> object:
        return await self.play.use.assignments.send_link(self.task)

    async def anna_pauses(self) -> object:
        return await self.play.use.membership.pause(self.member, None)

    async def anna_leaves(self) -> object:
        return await self.play.use.membership.leave(self.member)

    async def in_turn(
        self, one: Awaitable[object], other: Awaitable[object], *, as_said: bool
    ) -> tuple[tuple[object, object], Ending]:
        """Let both happen at once, one behind the other; gives their results, and how it ended."""
        both, key = (one, other), self.story.request_id
        results = await in_turn(self.ground.pool, LOCK, key, both, as_said=as_said)
        return results, await self.ending()

    async def ending(self) -> Ending:
        """Read how it ended."""
        request_id, pool = self.story.request_id, self.ground.pool
        state = await pool.fetchval("SELECT state FROM needs WHERE request_id = $1", request_id)
        rows = await pool.fetch(
            "SELECT volunteer_id, state FROM matches WHERE request_id = $1", request_id
        )
        names = {person: name for name, person in self.people.items()}
        said = [read(row["body"].encode()).data for row in await self._said()]
        return Ending(
            state,
            {names[row["volunteer_id"]]: row["state"] for row in rows},
            tuple(data.event_type for data in said),
            await self._told(),
        )

    async def _told(self) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {name: [] for name in self.people}
        for letter in await self._letters():
            told[self.names[letter.notice.recipient]].append(letter.template)
        return told

    async def _letters(self) -> list[Letter]:
        said = [read(row["body"].encode()).data for row in await self._said()]
        found = [data for data in said if isinstance(data, NotificationRequested)]
        return [Letter(data.template, open_plainly(data.sealed)) for data in found if data.sealed]

    async def _said(self) -> list[dict[str, str]]:
        rows = await self.ground.pool.fetch(_SAID, str(self.story.request_id))
        return [dict(row) for row in rows]


Happening = Callable[[TwoScene], Awaitable[object]]
WHILE_ASKED = by_name(
    TwoScene.anna_accepts,
    TwoScene.berta_accepts,
    TwoScene.anna_declines,
    TwoScene.cancelled,
    TwoScene.completed,
    TwoScene.corrected,
    TwoScene.wished,
    TwoScene.anna_pauses,
    TwoScene.anna_leaves,
)
WHILE_HELPED = by_name(
    TwoScene.anna_is_done,
    TwoScene.anna_gives_up,
    TwoScene.anna_asks_for_links,
    TwoScene.anna_pauses,
    TwoScene.anna_leaves,
    TwoScene.berta_accepts,
    TwoScene.cancelled,
    TwoScene.corrected,
    TwoScene.wished,
)
