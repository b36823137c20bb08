"""One request over the real store, and how it ended."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from services.intake.adapters import CHANCE
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import RequestId
from services.intake.requests.rules.links import Links
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.reopen import ReopenRequests
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.requests.use_cases.tell_helped import TellHelped
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases.let_through import LetThrough
from services.intake.submissions.use_cases.take_in import TakeInRequests
from services.intake.wishes.model import Ask, WishId
from services.intake.wishes.use_cases import KeepAnswers, SendWishes
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.letters import SealedPost
from tests.support.activations import FakeCurrent
from tests.support.intake.building import NOW, PUBLIC_URL, Sealed
from tests.support.intake.doors.building import MANY, door
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.requests.building import MatchStory, promises, unmatched
from tests.support.intake.submissions.building import caution, municipality_of, plea
from tests.support.intake.submissions.fakes import FakePersonKeys
from tests.support.pseudonyms import FakePseudonymKeys
from tests.support.same_person import SAME_PERSON
from tests.support.two_at_once import by_name, in_turn

WAITS = "SELECT id FROM due_wishes WHERE request_id = $1 AND answer IS NULL"
LOCK = "SELECT FROM requests WHERE id = $1 FOR UPDATE"
_ENDED = """
SELECT state, closure, version, category, postal_code,
    (SELECT count(*) FROM assignments WHERE request_id = requests.id AND closed_at IS NULL) AS live,
    (SELECT count(*) FROM assignments WHERE request_id = requests.id) AS assignments,
    (SELECT count(*) FROM wishes WHERE request_id = requests.id) AS wishes
FROM requests
WHERE id = $1
"""
_SAID = "SELECT body FROM outbox WHERE body::jsonb ->> 'correlationid' = $1 ORDER BY position"
_keys = count()


@dataclass(frozen=True)
class Ending:
    """What is stored of a request, and what was said of it in which order."""

    stored: dict[str, object]
    said: tuple[str, ...]
    """Types of events; of letters their templates."""
    letters: tuple[str, ...]


class PostgresScene:
    """One request taken in, and what can happen to it; many live in one database."""

    def __init__(
        self,
        world: PostgresWorld,
        staff_id: StaffId,
        post: SealedPost | None = None,
        now: Callable[[], datetime] = lambda: NOW,
    ) -> None:
        store = world.store
        writer = RequestLetters(
            post or SealedPost(Sealed(), CHANCE), Links(PUBLIC_URL), now, CHANCE
        )
        settle = SettleRequests(writer, CHANCE)
        self.world, self.staff_id, self.writer, self.settle = world, staff_id, writer, settle
        self.submissions = TakeInRequests(
            store=store,
            reception=world.reception,
            letters=writer,
            links=writer.links,
            municipality_of=municipality_of,
            caution=caution,
            chance=CHANCE,
            current=FakeCurrent(),
            person_keys=FakePersonKeys(),
            pseudonym_keys=FakePseudonymKeys(),
            door=door(MANY),
            promises=promises(),
            same_person=SAME_PERSON,
        )
        taken = self.submissions
        self.let_through = LetThrough(
            writer,
            writer.links,
            taken.chance,
            taken.person_keys,
            taken.caution,
            taken.promises,
            taken.same_person,
        )
        self.following = FollowRequests(store, settle, promises())
        self.reopening = ReopenRequests(store, settle, promises(), SAME_PERSON)
        self.corrections = CorrectRequests(
            store,
            municipality_of,
            FakePseudonymKeys(),
            taken.caution,
            promises(),
            TellHelped(writer),
            SAME_PERSON,
        )
        self.react = ReactToMatching(store, settle)
        self.answers = KeepAnswers(store, self.react)
        self.wishes = SendWishes(store, CHANCE, wait=timedelta())

    async def open(self) -> "PostgresScene":
        """Take the request in, with someone asked."""
        await self.take_in(plea())
        await self.answers.react_to_match_proposed(self.match.proposed())
        return self

    async def helped(self) -> "PostgresScene":
        """Go on to where the help was reported."""
        await self.open()
        await self.matched()
        await self.completed()
        return self

    async def take_in(self, said: Plea) -> None:
        """Take it in; nobody is asked yet."""
        taken = await self.submissions.take_in(said, f"key-of-scene-{next(_keys)}")
        self.token = taken.answer.status_url.rpartition("/")[2]
        found = "SELECT id FROM requests WHERE reference = $1"
        self.id = RequestId(await self.world.pool.fetchval(found, taken.answer.reference))
        self.match = MatchStory(self.id)
        await self.wishes.ask_volunteer(self.id, Ask(17), self.staff_id)
        self.wish_id = WishId(await self.world.pool.fetchval(WAITS, self.id) or self.id)

    async def cancel(self) -> object:
        return await self.following.cancel_request(self.token)

    async def reopen(self) -> object:
        return await self.reopening.reopen_request(self.token)

    async def correct_kind(self) -> object:
        typed = {"category": "pharmacy", "street": "Maaherrankatu 9"}
        return await self.corrections.correct_request(self.token, typed)

    async def correct_words(self, text: str = "Ovikoodi on 1234.") -> object:
        return await self.corrections.correct_request(self.token, {"text": text})

    async def matched(self) -> None:
        await self.react.react_to_volunteer_matched(self.match.matched())

    async def declined(self) -> None:
        await self.react.react_to_match_declined(self.match.declined())

    async def withdrawn(self) -> None:
        await self.react.react_to_match_withdrawn(self.match.withdrawn())

    async def completed(self) -> None:
        await self.react.react_to_assignment_completed(self.match.completed())

    async def unmatched(self) -> None:
        await self.react.react_to_request_unmatched(unmatched(self.id, asked=1))

    async def wish(self) -> object:
        """Let the wish leave that was made when it was taken in."""
        return await self.wishes.send_wish(self.wish_id)

    async def wish_anew(self) -> object:
        """Wish for the same volunteer; what waits to leave leaves at once."""
        outcome = await self.wishes.ask_volunteer(self.id, Ask(17), self.staff_id)
        if wish_id := await self.world.pool.fetchval(WAITS, self.id):
            await self.wishes.send_wish(WishId(wish_id))
        return outcome

    async def in_turn(
        self, one: Awaitable[object], other: Awaitable[object], *, as_said: bool
    ) -> tuple[tuple[object, object], Ending]:
        """Let both happen at once, one behind the other; gives their results, and how it ended."""
        both = one, other
        results = await in_turn(self.world.pool, LOCK, self.id, both, as_said=as_said)
        return results, await self.ending()

    async def ending(self) -> Ending:
        """Read how it ended."""
        stored = dict(await self.world.pool.fetchrow(_ENDED, self.id) or {})
        rows = await self.world.pool.fetch(_SAID, str(self.id))
        data = [read(row["body"].encode()).data for row in rows]
        written = tuple(one.template for one in data if isinstance(one, NotificationRequested))
        return Ending(stored, tuple(one.event_type for one in data), written)


Happening = Callable[[PostgresScene], Awaitable[object]]
HAPPENINGS = by_name(
    PostgresScene.cancel,
    PostgresScene.reopen,
    PostgresScene.correct_kind,
    PostgresScene.correct_words,
    PostgresScene.matched,
    PostgresScene.declined,
    PostgresScene.withdrawn,
    PostgresScene.completed,
    PostgresScene.unmatched,
    PostgresScene.wish,
)
AFTERWARDS = by_name(
    PostgresScene.reopen,
    PostgresScene.cancel,
    PostgresScene.correct_words,
    PostgresScene.completed,
)
