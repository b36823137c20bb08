"""A coordinator has matching do by hand what it would not do by itself, across all services."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from shared.postgres.pool import connected
from tests.support.person import Form, Page, Person
from tests.support.town import Town, answer_proposal, ask, see_contact, sign_up, signed_in
from tests.support.town_story import open_until

ROSTER = "SELECT max(number) FROM volunteers WHERE state = 'active'"
REQUEST = "SELECT id::text FROM requests WHERE reference = $1"
MATCHES = "SELECT state FROM matches WHERE request_id::text = $1 ORDER BY proposed_at"
ASKED_BY_LETTER = """
SELECT 1 FROM outbox
WHERE type = 'notification.requested' AND body::jsonb ->> 'correlationid' = $1
    AND body::jsonb #>> '{data,template}' = 'proposal'
"""
LEAVE = """
WITH waiting AS (DELETE FROM due_wishes WHERE answer IS NULL RETURNING *)
INSERT INTO due_wishes (
    id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason, due_at
)
SELECT id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason,
    network_now()
FROM waiting
"""
"""The service's own role may not change when one leaves."""


@dataclass(frozen=True)
class Wishing:
    """A coordinator at the page of wishes for one request."""

    town: Town
    kaisa: Person
    request_id: str

    @property
    def page(self) -> str:
        return f"/fi/taulu/{self.request_id}/kysy"

    async def wish(self, number: object, manner: str = "first", **past: str) -> Page:
        """Wish for one volunteer, and stay within the minute."""
        form = Form(self.page)
        return await self.kaisa.submit(form, volunteer_number=str(number), manner=manner, **past)

    async def widen(self, *limits: str) -> Page:
        form = Form(f"{self.page}/laajenna")
        return await self.kaisa.submit(form, limits=list(limits), widening_reason="few_here")

    async def undo(self, page: Page) -> Page:
        return await self.kaisa.submit(page.form("/peru"))

    async def let_leave(self) -> None:
        """Let the time to undo it pass."""
        async with connected(self.town.network.databases["intake"]) as intake:
            await intake.execute(LEAVE)

    async def shows(self, words: str) -> Page:
        return await open_until(self.kaisa, self.page, words)

    async def tells(self, words: str) -> Page:
        return await open_until(self.kaisa, f"/fi/ops/pyynto/{self.request_id}", words)

    async def matches(self) -> list[object]:
        return await self.town.rows("matching", MATCHES, self.request_id)


@pytest.fixture
async def kaisa(town: Town) -> AsyncIterator[Person]:
    async with await signed_in(town, "demo-koordinaattori") as kaisa:
        yield kaisa


async def volunteer(town: Town, postal_code: str) -> tuple[str, object]:
    """Sign somebody up; gives their address and their number on the roster."""
    email = await sign_up(town, postal_code=postal_code, categories=("pet_care",))
    (number,) = await town.rows("matching", ROSTER)
    return email, number


async def asked(town: Town, kaisa: Person, postal_code: str) -> Wishing:
    """Let somebody ask whom nobody on the roster would be asked for."""
    answer = (await ask(town, postal_code=postal_code, category="pet_care")).json()
    (request_id,) = await town.rows("intake", REQUEST, answer["reference"])
    return Wishing(town, kaisa, str(request_id))


async def test_one_is_asked_by_number_past_a_named_rule_and_accepts_from_the_letter(
    town: Town, kaisa: Person
) -> None:
    email, number = await volunteer(town, "97700")
    wishing = await asked(town, kaisa, "97900")

    await wishing.wish(number)
    await wishing.let_leave()
    refused = await wishing.shows("ei kysytty, ei auta tällä alueella")
    await wishing.wish(number, overrides="area", reason="known_to_each_other")
    waiting = await wishing.tells("Se ei ole vielä lähtenyt")
    await wishing.let_leave()
    accepted = await answer_proposal(town, email, "accept")
    contact = await see_contact(town, email)
    answered = await wishing.shows("on saanut kysymyksen ennen muita")

    assert "Ohita este" in refused.text
    assert f"vapaaehtoiselta {number} kysytään" in waiting.text
    assert accepted.status == 200
    assert "Kaino" in contact.text
    assert await wishing.matches() == ["accepted"]
    assert "Kaino" not in answered.text


async def test_an_undone_click_sends_nothing_and_a_yes_on_the_phone_needs_no_letter_of_asking(
    town: Town, kaisa: Person
) -> None:
    email, number = await volunteer(town, "97700")
    wishing = await asked(town, kaisa, "97900")

    page = await wishing.wish(number, overrides="area", reason="known_to_each_other")
    undone = await wishing.undo(page)
    await wishing.let_leave()
    await wishing.wish(number, "agreed", overrides="area", reason="they_said_so")
    await wishing.let_leave()
    contact = await see_contact(town, email)
    told = await wishing.tells("Perui ajoissa")

    assert "peruttu ennen lähtöä, ei kysytty" in undone.text
    assert "Kaino" in contact.text
    assert await wishing.matches() == ["accepted"]
    assert await town.rows("matching", ASKED_BY_LETTER, wishing.request_id) == []
    assert f"vapaaehtoiselta {number} ei kysytty" in told.text


async def test_a_widened_search_asks_who_lives_near_and_says_how_many_more(
    town: Town, kaisa: Person
) -> None:
    email, _ = await volunteer(town, "02700")
    wishing = await asked(town, kaisa, "02760")
    await open_until(kaisa, "/fi/taulu", "Espoo")

    await wishing.widen("radius")
    await wishing.let_leave()
    await wishing.shows("laajennettu, sopivia 1 lisää")
    accepted = await answer_proposal(town, email, "accept")
    told = await wishing.tells("Haku laajennettu, sopivia 1 lisää")

    assert accepted.status == 200
    assert "Toivoi, että kysytään useammilta (kauempaa): Auttajia on lähellä vähän" in told.text
    assert await wishing.matches() == ["accepted"]
