"""Needs with decisions for the pages of reasons, and those pages as text."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import httpx

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Decision
from shared.contracts.words import UnmatchedReason, Urgency
from tests.support.matching.needs.building import need
from tests.support.matching.page import PageWorld
from tests.support.matching.proposals.building import decision


async def keep(world: PageWorld, about: Need, *decisions: Decision) -> Need:
    """Keep a need as it stands, with decisions about it."""
    async with world.store.begin() as work:
        await work.needs.add([about])
        await work.needs.save(about)
        for made in decisions:
            await work.proposals.keep_decisions({about.request_id: made})
    return about


async def waiting_world() -> PageWorld:
    """Three needs that wait: for three hours, for twenty minutes, and since this moment."""
    world = PageWorld()
    handed = replace(
        need(urgency=Urgency.NO_HURRY),
        state=NeedState.UNMATCHED,
        reason=UnmatchedReason.NOBODY_ABLE,
    )
    await keep(world, handed, replace(decision(), asked=(), next_best=(), expected_minutes=None))
    world.store.state.now += timedelta(hours=2, minutes=45)
    await keep(world, replace(need(), state=NeedState.PROPOSED), decision(), decision())
    world.store.state.now += timedelta(minutes=20)
    await keep(world, need(urgency=Urgency.WITHIN_A_WEEK))
    return world


def told(answer: httpx.Response) -> str:
    """Give what a page's main part says, without tags."""
    main = answer.text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
    return words.replace(" :", ":").replace(" ,", ",")
