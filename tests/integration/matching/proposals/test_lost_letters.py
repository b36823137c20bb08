"""A letter is lost while its volunteer answers: it is as if one came after the other."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.matching import MatchWithdrawn
from shared.contracts.notify import NotificationFailed, NotificationRequested
from shared.contracts.wire import read
from shared.messaging.outbox import Announcement
from tests.support.activations import ACTIVATION
from tests.support.events import lost_letter
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play, last_link, letters_in
from tests.support.matching.proposals.processes import process, proposed
from tests.support.matching.two_scene import LOCK
from tests.support.matching.volunteers.building import MIKKELI, offer
from tests.support.two_at_once import one_behind_the_other


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


async def said(ground: PostgresGround) -> list[Announcement]:
    rows = await ground.pool.fetch("SELECT body FROM outbox ORDER BY position")
    found = [read(row["body"].encode()) for row in rows]
    return [
        Announcement(
            each.subject,
            each.subjectversion,
            each.data,
            each.correlationid,
            activation=ACTIVATION,
        )
        for each in found
    ]


async def asked(ground: PostgresGround) -> tuple[Play, str, Envelope[NotificationFailed], UUID]:
    await ground.add_volunteer(offer(areas=(MIKKELI,)))
    play, story = process(ground), RequestStory(municipality=MIKKELI)
    await play.hear(story.created())
    published = await said(ground)
    token = last_link(letters_in(published), "proposal_url")
    return play, token, lost_letter(published), story.request_id


async def states(ground: PostgresGround) -> list[str]:
    rows = await ground.pool.fetch("SELECT state FROM matches ORDER BY attempt")
    return [row["state"] for row in rows]


async def test_the_next_is_asked_and_the_first_waits_for_a_person(ground: PostgresGround) -> None:
    play, _, event, _ = await asked(ground)
    first = (await proposed(ground))[0].volunteer_id
    await ground.add_volunteer(offer(areas=(MIKKELI,)))

    for _ in range(2):
        await play.use.end_unreachable.react_to_notification_failed(event)
    await play.settle()

    assert await states(ground) == ["withdrawn", "open"]
    assert await ground.listed_volunteers() == {first: "bad_address"}
    letters = [each.data for each in await said(ground)]
    sealed = [each.sealed for each in letters if isinstance(each, NotificationRequested)]
    assert [bool(each) for each in sealed] == [False, True]


@pytest.mark.parametrize("is_lost_first", [True, False])
async def test_an_answer_at_the_same_time_is_kept_if_it_was_first(
    ground: PostgresGround, *, is_lost_first: bool
) -> None:
    play, token, event, request_id = await asked(ground)
    both = (
        play.use.end_unreachable.react_to_notification_failed(event),
        play.use.answer.accept_proposal(token),
    )
    ahead, behind = both if is_lost_first else reversed(both)

    await one_behind_the_other(ground.pool, LOCK, request_id, ahead, behind)

    withdrawn = [each for each in await said(ground) if isinstance(each.data, MatchWithdrawn)]
    assert await states(ground) == ["withdrawn" if is_lost_first else "accepted"]
    assert len(withdrawn) == is_lost_first
