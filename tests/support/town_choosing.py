"""What matching has chosen in a town, and whether each choice is explained."""

import asyncio
import json
from collections.abc import Sequence
from typing import NamedTuple

import asyncpg

from tests.support.matching.weeks import OVER
from tests.support.town import Town

_UNEXPLAINED = """
SELECT request_id FROM needs
WHERE reason IS DISTINCT FROM 'not_for_volunteers'
    AND NOT EXISTS (SELECT FROM decisions WHERE decisions.request_id = needs.request_id)
"""
_CHOSEN_FOR = "SELECT count(*) FROM needs WHERE look_at IS NULL OR look_at > now()"


class Chosen(NamedTuple):
    """What stands in matching's tables."""

    needs: int
    over: Sequence[object]
    """Who was asked more often than they said."""
    unexplained: Sequence[object]
    asked_somebody: bool


async def chosen_in(town: Town) -> Chosen:
    """Read it."""
    connection = await asyncpg.connect(town.network.databases["matching"])
    try:
        needs = await connection.fetchval("SELECT count(*) FROM needs")
        over, unexplained = await connection.fetch(OVER), await connection.fetch(_UNEXPLAINED)
        bodies = await connection.fetch("SELECT body FROM decisions")
    finally:
        await connection.close()
    asked = any(json.loads(row["body"])["asked"] for row in bodies)
    return Chosen(needs, over, unexplained, asked)


async def until_all_are_chosen_for(town: Town, count: int) -> None:
    """Wait until matching has looked at so many."""
    connection = await asyncpg.connect(town.network.databases["matching"])
    try:
        async with asyncio.timeout(90):
            while await connection.fetchval(_CHOSEN_FOR) < count:
                await asyncio.sleep(0.3)
    finally:
        await connection.close()
