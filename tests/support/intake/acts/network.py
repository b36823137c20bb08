"""Requests, calls and commands on the real store, and what the model knows of them beside."""

from asyncio import Runner
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, TypeVar

import asyncpg
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from services.intake.calls.model.call import CallId
from services.intake.calls.rules.drafts import Refusal
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.calls.use_cases.hold import HoldCalls, Stopped, Typed
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.words import Urgency
from tests.support.intake.acts.desk import Desk
from tests.support.intake.acts.model import Model, One
from tests.support.intake.calls.building import PHONED
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.requests.building import MatchStory

T = TypeVar("T")
SOME: Final = st.integers(0, 50)
WHO: Final = st.integers(0, 1)
"""One of the two of the team."""


@dataclass
class Told:
    """What is known of one request beside how it stands."""

    scene: PostgresScene
    asked: str = ""
    """What matching said last of whom it asks now."""
    is_noticed: bool = False
    has_wish: bool = False
    seen: list[str] = field(default_factory=list)
    late: list[MatchStory] = field(default_factory=list)
    """Of whom matching still says that they were let go."""

    def next_story(self) -> None:
        """Let matching ask the next one, or nobody until it is opened again."""
        self.scene.match, self.asked, self.is_noticed = self.scene.match.again(), "", False

    def let_go(self) -> None:
        """Let matching hear of the end."""
        if self.asked:
            self.late.append(self.scene.match)
        self.next_story()


@dataclass
class Network:
    """The store that it all happens to, and who works there."""

    runner: Runner
    scene: PostgresScene
    team: tuple[StaffId, StaffId]
    desk: Desk
    hold: HoldCalls
    finish: FinishCalls

    @property
    def kaisa(self) -> StaffId:
        """Give one of the two."""
        return self.team[0]

    async def is_refused(self, statement: str, *values: object) -> bool:
        """Try a change past all rules, and take it back; say whether the database refused it."""
        async with self.scene.world.pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            try:
                await connection.execute(statement, *values)
            except asyncpg.CheckViolationError:
                return True
            else:
                return False
            finally:
                await transaction.rollback()


@dataclass
class Phone:
    """One call."""

    id: CallId
    owner: int
    version: int = 0
    is_over: bool = False

    def why_not(self, who: int, version: int) -> Refusal | None:
        """Say why somebody may not change it, seen in a version."""
        if self.is_over:
            return Refusal.ENDED
        if self.owner != who:
            return Refusal.OTHERS
        return None if self.version == version else Refusal.CHANGED


class OnTheNetwork(RuleBasedStateMachine):
    """Calls, and what every rule stands on."""

    network: ClassVar[Network]

    def __init__(self) -> None:
        """Begin with nothing: what earlier examples left is nobody's."""
        super().__init__()
        self.model, self.told = Model(), dict[RequestId, Told]()
        self.phone: Phone | None = None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Wait for it."""
        return self.network.runner.run(coroutine)

    def fetch(self, statement: str, *values: object) -> Any:  # noqa: ANN401  # a column
        """Read one value."""
        return self.run(self.network.scene.world.pool.fetchval(statement, *values))

    def pick(self, number: int) -> tuple[RequestId, Told, One]:
        """Choose one request."""
        request_id = list(self.told)[number % len(self.told)]
        return request_id, self.told[request_id], self.model.requests[request_id]

    def know(self, request_id: RequestId, one: One | None = None, token: str = "") -> None:
        """Take one up that came in otherwise than by the form."""
        scene = PostgresScene(self.network.scene.world, self.network.kaisa)
        scene.id, scene.token, scene.match = request_id, token, MatchStory(request_id)
        if one is not None:
            self.model.requests[request_id] = one
        self.told[request_id] = Told(scene)

    @precondition(lambda self: self.phone is None or self.phone.is_over)
    @rule(who=WHO)
    def the_phone_rings(self, who: int) -> None:
        begun = self.network.hold.begin(self.network.team[who], CallDirection.INBOUND)
        self.phone = Phone(self.run(begun), who)

    @precondition(lambda self: self.phone)
    @rule(who=WHO, former=WHO)
    def somebody_takes_the_call_over(self, who: int, former: int) -> None:
        assert self.phone is not None
        team = self.network.team
        may = not self.phone.is_over and self.phone.owner == former
        over = self.network.hold.take_over(self.phone.id, team[who], team[former])
        assert self.run(over) is may
        if may:
            self.phone.owner, self.phone.version = who, self.phone.version + 1

    @precondition(lambda self: self.phone)
    @rule(who=WHO, version=st.integers(0, 3))
    def somebody_types_in_the_call(self, who: int, version: int) -> None:
        assert self.phone is not None
        typed, by = Typed({"first_name": "Aino"}, version), self.network.team[who]
        kept = self.run(self.network.finish.keep(self.phone.id, by, typed))
        assert (kept.why if isinstance(kept, Stopped) else kept) is self.phone.why_not(who, version)
        self.phone.version += kept is None

    @precondition(lambda self: self.phone)
    @rule(who=WHO, outcome=st.sampled_from((CallOutcome.WRONG_NUMBER, CallOutcome.NEW_REQUEST)))
    def somebody_ends_the_call(self, who: int, outcome: CallOutcome) -> None:
        assert self.phone is not None
        typed, by = Typed(PHONED, self.phone.version), self.network.team[who]
        ended = self.run(self.network.finish.finish(self.phone.id, by, typed, outcome))
        refused = self.phone.why_not(who, self.phone.version)
        assert (ended.why if isinstance(ended, Stopped) else ended) is refused
        if refused is None:
            self.phone.is_over = True
        if refused is None and outcome is CallOutcome.NEW_REQUEST:
            found = self.fetch("SELECT request_id FROM calls WHERE id = $1", self.phone.id)
            self.know(found, One(PHONED["text"], urgency=Urgency.WITHIN_2_DAYS))

    @precondition(lambda self: self.phone)
    @rule()
    def somebody_changes_a_call_past_all_rules(self) -> None:
        assert self.phone is not None
        change = "UPDATE calls SET changed_at = changed_at WHERE id = $1"
        is_refused = self.run(self.network.is_refused(change, self.phone.id))
        assert is_refused is self.phone.is_over
