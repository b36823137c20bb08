"""The machine of referrals against a model, on the real store: each ends, and none is forgotten."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.matching.needs.model import NeedState
from services.matching.referrals.model import OPEN, ReferralState, Step
from services.matching.referrals.rules.machine import after
from shared.chance import Chance
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import WITH_PARTNER, Urgency
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.playing import Play
from tests.support.matching.referrals.building import Partnership, food, reserved

SEEDS = (1, 7, 2026)
_STEPS = tuple(each for each in Step if each not in {Step.EXPIRE, Step.WITHDRAW, Step.ANSWER})
_CODES = {Step.DECLINE: "full", Step.GIVE_BACK: "other", Step.ASK_BACK: "where"}
_OPEN_AT_ONE_REQUEST = """
SELECT request_id, count(*) AS open FROM referrals WHERE due_at IS NOT NULL
GROUP BY request_id HAVING count(*) > 1
"""
_FORGOTTEN = """
SELECT request_id FROM needs
WHERE state IN ('referred', 'accepted', 'in_progress') AND NOT EXISTS (
    SELECT FROM referrals
    WHERE referrals.request_id = needs.request_id AND (due_at IS NOT NULL OR passes_on IS NOT NULL)
)
"""
_UNNUMBERED = """
SELECT id FROM referrals
WHERE version <> (SELECT max(subject_version) FROM outbox WHERE subject = 'referral/' || id)
"""


class Chaos:
    """People and time do things in any order; a model says what each press must come to.

    All of it follows from the seed, ids too: whose turn it is and what is pressed hang on them.
    """

    def __init__(self, ground: PostgresGround, play: Play, seed: int) -> None:
        self.ground = ground
        self.chance = random.Random(seed)  # noqa: S311  # it is to be foreseen
        foreseen = Chance(self.new_id, lambda: self.new_id().hex)
        self.stage = Partnership(ground, replace(play, chance=foreseen))
        self.stories: list[Any] = []
        self.done: Counter[str] = Counter()

    def new_id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    async def join(self, *, is_cleared: bool = True) -> None:
        await self.stage.join(is_cleared=is_cleared, organisation_id=self.new_id())

    async def act(self) -> None:
        """Do one thing."""
        acts = (self.ask, self.press, self.press, self.press, self.wait, self.end, self.leave)
        await self.chance.choice(acts)()

    async def ask(self) -> None:
        urgency = self.chance.choice(list(Urgency))
        make = self.chance.choice((food, food, reserved))
        agrees = self.chance.random() < 0.5
        story = make(request_id=self.new_id(), urgency=urgency, may_be_referred=agrees)
        self.stories.append(await self.stage.ask(story))
        if self.chance.random() < 0.7:
            await self.stage.refer(story)

    async def press(self) -> None:
        """Press something on any referral, also on one that is over: the model says what then."""
        which = "due_at IS NOT NULL" if self.chance.random() < 0.8 else "true"
        rows = await self.ground.pool.fetch(f"SELECT id FROM referrals WHERE {which} ORDER BY id")  # noqa: S608  # ours
        if not rows:
            return
        referral_id = self.chance.choice(rows)["id"]
        async with self.ground.store.begin() as work:
            known = await work.referrals.find(referral_id)
        assert known is not None
        step = self.chance.choice(_STEPS)
        expected = after(known.state, step)

        pressed = await self.stage.press(known, step, _CODES.get(step))

        assert pressed is (expected is not None), (known.state, step)
        assert await self.stage.state(known.id) is (expected or known.state)
        self.done[step] += bool(pressed)
        if expected is ReferralState.ASKED_BACK and self.chance.random() < 0.5:
            await self.stage.play.use.oversee_referrals.answer_question(known.id, self.new_id())

    async def wait(self) -> None:
        hours = self.chance.choice((1, 5, 30, 200))
        await self.stage.pass_time(timedelta(hours=hours))

    async def end(self) -> None:
        if self.stories and self.chance.random() < 0.3:
            story = self.chance.choice(self.stories)
            await self.stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())

    async def leave(self) -> None:
        if self.chance.random() < 0.1:
            standing = self.chance.choice((PartnerStanding.PAUSED, PartnerStanding.LEFT))
            await self.stage.change(self.chance.choice(self.stage.names), standing)
            await self.join()

    async def look(self) -> None:
        """No request is with two, none is with nobody, and each is numbered as it was told."""
        for statement in (_OPEN_AT_ONE_REQUEST, _FORGOTTEN, _UNNUMBERED):
            assert await self.ground.pool.fetch(statement) == []


@pytest.mark.parametrize("seed", SEEDS)
async def test_each_ends_no_request_is_with_two_and_none_is_forgotten(
    ground: PostgresGround, play: Play, seed: int
) -> None:
    chaos = Chaos(ground, play, seed)
    for number in range(4):
        await chaos.join(is_cleared=number % 2 == 0)

    for _ in range(120):
        await chaos.act()
        await chaos.look()
    for _ in range(60):
        await chaos.wait()
    await chaos.look()

    rows = await ground.pool.fetch("SELECT id FROM referrals")
    states = [await chaos.stage.state(row["id"]) for row in rows]
    needs = {(await chaos.stage.need(story)).state for story in chaos.stories}
    assert OPEN.isdisjoint(states)
    assert needs <= {NeedState.UNMATCHED, NeedState.CLOSED}
    assert WITH_PARTNER.isdisjoint(needs)
    assert len(set(states)) >= 4, "little happened"
