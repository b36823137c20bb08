"""The helper changes while a page is read: the former one never gets the word of the next."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.adapters import CHANCE
from services.intake.contact_access.model import View
from services.intake.contact_access.use_cases import KeepContactLinks, ShowContact
from services.intake.requests.use_cases.follow import FollowRequests, Standing
from services.intake.staff.model import StaffId
from shared.work import Store
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld

if TYPE_CHECKING:
    from services.intake.contact_access.ports import ContactWork
    from services.intake.requests.ports import RequestWork

BROWSER = "browser"


@dataclass
class Meanwhile:
    """A repository whose first answer is slow: something happens before the next is asked for."""

    real: Any
    slow: str
    happens: Callable[[], Awaitable[None]]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the repository has
        found = getattr(self.real, name)
        if name != self.slow:
            return found

        async def first_this(*args: object) -> object:
            answer = await found(*args)
            await self.happens()
            return answer

        return first_this


@dataclass
class Work:
    """The repositories of a page, one of them slow."""

    requests: Any
    contacts: Any


@dataclass
class SlowStore:
    """Opens real transactions in which something happens after one reading."""

    real: Store[Any]
    room: str
    slow: str
    happens: Callable[[], Awaitable[None]]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Any]:
        async with self.real.begin() as work:
            rooms = {"requests": work.requests, "contacts": work.contacts}
            rooms[self.room] = Meanwhile(rooms[self.room], self.slow, self.happens)
            yield Work(**rooms)


@pytest.fixture
async def scene(world: PostgresWorld) -> PostgresScene:
    scene = await PostgresScene(world, StaffId(CHANCE.new_id())).open()
    await scene.matched()
    links = KeepContactLinks(world.store)
    await links.react_to_match_access_issued(scene.match.access(life=timedelta(days=3650)))
    await ShowContact(world.store, CHANCE).use_link("access-token", BROWSER)
    return scene


async def change_helper(scene: PostgresScene) -> None:
    await scene.withdrawn()
    scene.match = scene.match.again()
    await scene.answers.react_to_match_proposed(scene.match.proposed())
    await scene.matched()


async def test_a_former_helper_who_reads_the_page_meanwhile_sees_nothing_of_the_next(
    world: PostgresWorld, scene: PostgresScene
) -> None:
    slow: Store[ContactWork] = SlowStore(
        world.store, "contacts", "link", lambda: change_helper(scene)
    )

    visit = await ShowContact(slow, CHANCE).show_contact("access-token", BROWSER)

    assert (visit.view, visit.card) == (View.MOMENT, None)
    assert await world.pool.fetchval("SELECT count(*) FROM contact_views") == 0
    again = await ShowContact(world.store, CHANCE).show_contact("access-token", BROWSER)
    assert (again.view, again.card) == (View.CLOSED, None)


async def test_whoever_asked_and_reads_the_page_meanwhile_never_gets_the_former_word(
    world: PostgresWorld, scene: PostgresScene
) -> None:
    former = (await shown(scene.following, scene)).code_word
    slow: Store[RequestWork] = SlowStore(
        world.store, "requests", "by_link", lambda: change_helper(scene)
    )

    standing = await shown(
        FollowRequests(slow, scene.following.settle, scene.following.promises), scene
    )

    now = await shown(scene.following, scene)
    assert standing.code_word == now.code_word != former
    mine = await ShowContact(world.store, CHANCE).show_contact("access-token", BROWSER)
    assert mine.card is None


async def shown(following: FollowRequests, scene: PostgresScene) -> Standing:
    found = await following.show_request(scene.token)
    assert found is not None
    return found
