"""What whoever keeps staff sessions must do: the fake and PostgreSQL, then each service's own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol
from uuid import uuid4

import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.postgres.types import Pool
from shared.sealing.tokens import token_hash
from shared.web.permissions import StaffSession
from shared.web.sessions import (
    FindSession,
    KeepSessions,
    Sessions,
    SessionWork,
    find_in,
)
from shared.work import Store
from tests.support.web.staff import session_closed, session_opened

HASH = token_hash("a token")

Hear = Callable[[Envelope[Any]], Awaitable[None]]


class KnownSessions(Sessions, Protocol):
    """Sessions that can be looked up where they are kept."""

    async def find(self, hashed: str) -> StaffSession | None:
        """Look a session up."""
        ...


class SessionsContract:
    """The behaviours of a repository; a subclass gives the `sessions` fixture."""

    async def test_an_opened_session_is_found_with_its_role(self, sessions: KnownSessions) -> None:
        opened = session_opened(HASH).data

        await sessions.remember(opened)
        await sessions.remember(opened)

        found = await sessions.find(HASH)
        assert found == StaffSession(opened.staff_id, frozenset({StaffRole.COORDINATOR}))

    async def test_all_roles_and_the_organisation_are_found(self, sessions: KnownSessions) -> None:
        said = {
            "roles": (StaffRole.COORDINATOR, StaffRole.REPORTER, "auditor"),
            "organisation_id": uuid4(),
            "permissions_version": 3,
        }
        opened = session_opened(HASH).data.model_copy(update=said)

        await sessions.remember(opened)

        mine = frozenset({StaffRole.COORDINATOR, StaffRole.REPORTER})
        assert await sessions.find(HASH) == StaffSession(
            opened.staff_id, mine, opened.organisation_id
        )

    async def test_nobody_comes_in_by_a_role_that_is_not_known_here(
        self, sessions: KnownSessions
    ) -> None:
        said = {"role": "auditor", "roles": ("auditor",)}

        await sessions.remember(session_opened(HASH).data.model_copy(update=said))

        assert await sessions.find(HASH) is None

    async def test_an_expired_session_is_not_found(self, sessions: KnownSessions) -> None:
        await sessions.remember(session_opened(HASH, lasts=timedelta(hours=-1)).data)

        assert await sessions.find(HASH) is None

    async def test_a_closed_session_is_not_found(self, sessions: KnownSessions) -> None:
        await sessions.remember(session_opened(HASH).data)
        await sessions.forget(session_closed(HASH).data)

        assert await sessions.find(HASH) is None

    async def test_a_session_closed_before_it_was_heard_of_never_opens(
        self, sessions: KnownSessions
    ) -> None:
        await sessions.forget(session_closed(HASH).data)
        await sessions.remember(session_opened(HASH).data)

        assert await sessions.find(HASH) is None

    async def test_an_unknown_session_is_not_found(self, sessions: KnownSessions) -> None:
        assert await sessions.find(HASH) is None


class HearingContract:
    """The behaviours of a service; a subclass gives the fixtures `hear` and `find`."""

    async def test_who_signed_in_is_known_until_they_sign_out(
        self, hear: Hear, find: FindSession
    ) -> None:
        hashed = token_hash(uuid4().hex)
        opened = session_opened(hashed)

        await hear(opened)
        await hear(opened)
        found = await find(hashed)
        await hear(session_closed(hashed))

        assert found == StaffSession(opened.data.staff_id, frozenset({StaffRole.COORDINATOR}))
        assert await find(hashed) is None

    async def test_a_sign_out_heard_first_wins(self, hear: Hear, find: FindSession) -> None:
        hashed = token_hash(uuid4().hex)

        await hear(session_closed(hashed))
        await hear(session_opened(hashed))

        assert await find(hashed) is None


def keeping(store: Store[SessionWork]) -> Hear:
    """Let a service's store hear of sessions by the reactions that all services share."""
    reactions = KeepSessions(store)

    async def hear(event: Envelope[Any]) -> None:
        is_opening = isinstance(event.data, StaffSessionOpened)
        await (
            reactions.on_staff_session_opened(event)
            if is_opening
            else reactions.on_staff_session_closed(event)
        )

    return hear


class FoundInStore(Store[SessionWork], Protocol):
    """A store in memory, which finds sessions itself."""

    async def find_session(self, hashed: str) -> StaffSession | None:
        """Look a session up."""
        ...


class HearingInMemory(HearingContract):
    """The same of a store in memory; a subclass gives the fixture `store`."""

    @pytest.fixture
    def hear(self, store: FoundInStore) -> Hear:
        return keeping(store)

    @pytest.fixture
    def find(self, store: FoundInStore) -> FindSession:
        return store.find_session


class StoredGround(Protocol):
    """A store on a database, with the pool to it."""

    @property
    def store(self) -> Store[SessionWork]: ...

    @property
    def pool(self) -> Pool: ...


class HearingOnPostgres(HearingContract):
    """The same of a store on PostgreSQL; a subclass has the fixture `ground`."""

    @pytest.fixture
    def hear(self, ground: StoredGround) -> Hear:
        return keeping(ground.store)

    @pytest.fixture
    def find(self, ground: StoredGround) -> FindSession:
        return find_in(ground.pool)
