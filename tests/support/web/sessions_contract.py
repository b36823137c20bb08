"""What whoever keeps closed sessions must do: the fake and PostgreSQL, then each service's own."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from uuid import uuid4

import pytest

from shared.contracts.envelope import Envelope
from shared.postgres.types import Pool
from shared.sealing.tokens import token_hash
from shared.web.session_cookies import IsClosed
from shared.web.sessions import KeepSessions, Sessions, SessionWork, closed_in
from shared.work import Store
from tests.support.web.staff import session_closed

HASH = token_hash("a token")

Hear = Callable[[Envelope[Any]], Awaitable[None]]


class KnownSessions(Sessions, Protocol):
    """Sessions that can be looked up where they are kept."""

    async def is_closed(self, hashed: str) -> bool:
        """Look a session up."""
        ...


class SessionsContract:
    """The behaviours of a repository; a subclass gives the `sessions` fixture."""

    async def test_a_closed_session_stays_closed(self, sessions: KnownSessions) -> None:
        closed = session_closed(HASH).data

        before = await sessions.is_closed(HASH)
        await sessions.close(closed)
        await sessions.close(closed)

        assert [before, await sessions.is_closed(HASH)] == [False, True]

    async def test_another_session_stays_open(self, sessions: KnownSessions) -> None:
        await sessions.close(session_closed(HASH).data)

        assert not await sessions.is_closed(token_hash("another"))


class HearingContract:
    """The behaviours of a service; a subclass gives the fixtures `hear` and `is_closed`."""

    async def test_who_signed_out_stays_out(self, hear: Hear, is_closed: IsClosed) -> None:
        hashed = token_hash(uuid4().hex)
        said = session_closed(hashed)

        before = await is_closed(hashed)
        await hear(said)
        await hear(said)

        assert [before, await is_closed(hashed)] == [False, True]


def keeping(store: Store[SessionWork]) -> Hear:
    """Let a service's store hear of sessions by the reaction that all services share."""
    return KeepSessions(store).on_staff_session_closed


class KnowsClosed(Store[SessionWork], Protocol):
    """A store in memory, which looks closed sessions up itself."""

    async def is_closed(self, hashed: str) -> bool:
        """Look a session up."""
        ...


class HearingInMemory(HearingContract):
    """The same of a store in memory; a subclass says of which kind."""

    kind: Callable[[], KnowsClosed]

    @pytest.fixture
    def store(self) -> KnowsClosed:
        return type(self).kind()

    @pytest.fixture
    def hear(self, store: KnowsClosed) -> Hear:
        return keeping(store)

    @pytest.fixture
    def is_closed(self, store: KnowsClosed) -> IsClosed:
        return store.is_closed


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
    def is_closed(self, ground: StoredGround) -> IsClosed:
        return closed_in(ground.pool)
