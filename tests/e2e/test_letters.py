"""Whether letters arrive is tried at each start and told at each look."""

import asyncio

import httpx
import pytest

from deploy.local.letter_trial import NoLetterError, try_letter
from deploy.local.secrets import Secrets
from deploy.watching.figures import LetterFigures
from deploy.watching.look import look, view_of
from tests.support.patience import PATIENCE
from tests.support.town import Town, refusing_mail

TO = "koe@example.org"


async def letters_of(town: Town) -> LetterFigures:
    letters = (await look(view_of(town.network))).letters
    assert letters is not None
    return letters


async def a_letter(town: Town, *, patience: float = 20.0) -> None:
    """Try as `up` does, from a thread as it does."""
    secrets = Secrets(town.stack.plan.folders.secrets)
    await asyncio.to_thread(
        try_letter, town.network, secrets, to=TO, is_caught=True, patience=patience
    )


async def test_a_started_network_has_sent_a_letter(town: Town) -> None:
    letters = await letters_of(town)

    assert letters.verdict == "ok"
    assert letters.last_sent_at is not None


async def test_a_network_whose_letters_are_refused_says_so_until_one_leaves(town: Town) -> None:
    async with refusing_mail(town):
        with pytest.raises(NoLetterError, match="451"):
            await a_letter(town, patience=2.0)
        refused = await letters_of(town)
    await a_letter(town)

    assert refused.verdict.startswith("not since ")
    assert (refused.stuck, refused.response) == (1, "451")
    assert (await letters_of(town)).verdict == "ok"


async def test_the_trial_letter_can_be_read_where_mails_are_caught(town: Town) -> None:
    await a_letter(town)

    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE, trust_env=False) as client:
        mails = (await client.get("/_posti.json", params={"to": TO})).json()["mails"]

    assert mails[0]["subject"] == "Porukalla: kirjeet kulkevat"
