"""Needs with decisions for the page of reasons, and that page as text."""

import html
import re
from dataclasses import replace

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


async def handed_over(world: PageWorld) -> Need:
    """Keep a need that nobody may be asked about."""
    handed = replace(
        need(urgency=Urgency.NO_HURRY),
        state=NeedState.UNMATCHED,
        reason=UnmatchedReason.NOBODY_ABLE,
    )
    made = replace(decision(), asked=(), next_best=(), expected_minutes=None)
    return await keep(world, handed, made)


def told(answer: httpx.Response) -> str:
    """Give what a page's main part says, without tags."""
    main = answer.text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
    return words.replace(" :", ":").replace(" ,", ",")
