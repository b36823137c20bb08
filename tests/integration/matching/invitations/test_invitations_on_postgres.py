"""Invitations with real transactions: of two lists one wins, and what is erased is gone."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import asyncpg

from deploy.local.databases import Addresses
from services.matching.invitations.model import InvitationId
from shared.sealing.tokens import token_hash
from tests.support.databases import in_clear
from tests.support.matching.crowds import letters
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.invitations.building import invited
from tests.support.matching.playing import Play, last_link
from tests.support.matching.volunteers.building import sign_up
from tests.support.two_at_once import until_waiting

MAIL = "veera@example.org"
LETTERS = "SELECT count(*) FROM outbox WHERE type = 'notification.requested'"
LEFT = """
SELECT (SELECT count(*) FROM invited_people), (SELECT count(*) FROM invited_addresses),
    (SELECT count(*) FROM subject_keys WHERE subject LIKE 'invitation/%')
"""
WRONG = "SELECT rule FROM culprits()"


async def test_of_two_imports_at_once_the_second_waits_and_invites_nobody(
    ground: PostgresGround, play: Play
) -> None:
    assert not await play.inviting.is_known(MAIL)  # so that the key of the hashes is there

    async with ground.store.begin() as work:
        new = InvitationId(uuid4())
        kept = await work.invitations.keep(
            new, invited(MAIL), token_hash("first"), timedelta(days=14)
        )
        second = asyncio.ensure_future(play.inviting.invite(invited(MAIL)))
        await until_waiting(ground.pool, 1, second)
        was_waiting = not second.done()

    assert (kept, was_waiting, await second) == (True, True, False)
    assert tuple(await ground.pool.fetchrow(LEFT) or ()) == (1, 1, 1)
    assert await ground.pool.fetchval(LETTERS) == 0


async def test_many_imports_at_once_write_one_letter(ground: PostgresGround, play: Play) -> None:
    done = await asyncio.gather(*(play.inviting.invite(invited(MAIL)) for _ in range(6)))

    assert sorted(done) == [False] * 5 + [True]
    assert await ground.pool.fetchval(LETTERS) == 1


async def test_what_a_list_said_lies_open_nowhere(ground: PostgresGround) -> None:
    async with ground.store.begin() as work:
        await work.invitations.keep(
            InvitationId(uuid4()), invited(MAIL), token_hash("a"), timedelta(days=14)
        )

    personal = ("Veera", "Virtanen", MAIL, "+358401234567", "Mikkelin Apu")
    assert await in_clear(ground.pool, personal) == []


async def test_whoever_answered_has_no_row_and_no_key_and_no_rule_is_broken(
    ground: PostgresGround, play: Play, made: Addresses
) -> None:
    tokens = []
    for mail in (MAIL, "aino@example.org", "eino@example.org"):
        await play.inviting.invite(invited(mail))
        tokens.append(last_link(await letters(ground), "invitation_url"))
    before = tuple(await ground.pool.fetchrow(LEFT) or ())

    await play.use.answer_invitations.refuse(tokens[0])
    await play.use.sign_up.take_application(sign_up("aino@example.org"), tokens[1])

    owner = await asyncpg.connect(made.owner_dsn)
    try:
        left = tuple(await owner.fetchrow(LEFT) or ())
        kept_to_the_rules = await owner.fetch(WRONG)
        await owner.execute(
            "UPDATE subject_keys SET subject = 'invitation/x' WHERE subject LIKE 'invitation/%'"
        )
        lied = {row["rule"] for row in await owner.fetch(WRONG)}
    finally:
        await owner.close()
    assert (before, left) == ((3, 3, 3), (1, 3, 1))
    assert kept_to_the_rules == []
    assert lied == {"what is sealed has its key", "a key opens something"}
