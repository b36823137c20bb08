"""A member pauses or leaves while they are asked: with two real transactions, in either order."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.proposals.model import MatchState
from shared.contracts.notify import NotificationRequested
from shared.sealing.tokens import token_hash
from tests.support.matching.crowds import told
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.proposals.building import claim
from tests.support.matching.two_scene import TwoScene
from tests.support.matching.volunteers.building import sign_up
from tests.support.two_at_once import one_behind_the_other, until_waiting

ROSTER = "SELECT FROM volunteers WHERE id = $1 FOR UPDATE"


@pytest.mark.parametrize("leave_first", [True, False])
async def test_whoever_leaves_while_they_accept_has_no_task_and_the_need_is_searched_for(
    scene: TwoScene, leave_first: bool
) -> None:
    _, ending = await scene.in_turn(scene.anna_leaves(), scene.anna_accepts(), as_said=leave_first)

    assert ending.need == ("proposed" if leave_first else "open")
    assert ending.matches["anna"] == "withdrawn"
    assert ending.letters["anna"] == []


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_question_that_comes_at_the_very_moment_is_handed_on_too(
    ground: PostgresGround, play: Play, leaves: bool
) -> None:
    """The claim holds the member's row; whoever pauses or leaves waits, and then sees it."""
    veera, about, token = await ground.add_volunteer(), await ground.add_need(), uuid4().hex
    async with ground.store.begin() as work:
        await work.member_links.keep(veera, token_hash(token), timedelta(days=1))
    membership = play.use.membership

    async with ground.store.begin() as work:
        (granted,) = await work.proposals.claim([claim(about, ground.numbers[veera])])
        end = membership.leave(token) if leaves else membership.pause(token, None)
        ending = asyncio.ensure_future(end)
        await until_waiting(ground.pool, 1, ending)
    is_done = await ending

    async with ground.store.begin() as work:
        match = await work.matches.read(granted.match.id)
        held = await work.matches.held_by(veera)
    assert (is_done, match.state, held) == (True, MatchState.WITHDRAWN, [])


async def test_who_pauses_first_is_not_asked_by_a_claim_that_waited(
    ground: PostgresGround, play: Play
) -> None:
    veera, about, token = await ground.add_volunteer(), await ground.add_need(), uuid4().hex
    async with ground.store.begin() as work:
        await work.member_links.keep(veera, token_hash(token), timedelta(days=1))

    _, granted = await one_behind_the_other(
        ground.pool,
        ROSTER,
        veera,
        play.use.membership.pause(token, None),
        ground.claim(claim(about, ground.numbers[veera])),
    )

    assert granted == []


async def test_many_signing_up_with_a_members_address_get_three_letters(
    ground: PostgresGround, play: Play
) -> None:
    mail = await ground.mail_of(await ground.add_volunteer())

    await asyncio.gather(*(play.use.sign_up.take_application(sign_up(mail)) for _ in range(8)))

    said = [each for each in await told(ground) if isinstance(each, NotificationRequested)]
    assert [each.template for each in said] == ["volunteer_already"] * 3
    assert await ground.pool.fetchval("SELECT count(*) FROM volunteers") == 1


async def test_whoever_lost_their_key_is_on_the_roster_again_by_their_own_word(
    ground: PostgresGround, play: Play
) -> None:
    veera = await ground.add_volunteer()
    mail = await ground.mail_of(veera)
    async with ground.store.begin() as work:
        await work.volunteers.set_aside(veera, "KeyLostError")
    await ground.lose_key(veera)
    token = uuid4().hex
    async with ground.store.begin() as work:
        await work.member_links.keep(veera, token_hash(token), timedelta(days=1))

    assert await play.use.change_members.owns(token, mail)
    assert await play.use.change_members.change_member(token, sign_up(mail))
    assert await play.use.membership.resume(token)

    assert await ground.mail_of(veera) == mail
    async with ground.store.begin() as work:
        assert [each async for some in work.helpers.everyone() for each in some]
    assert await ground.listed_volunteers() == {}
