"""The main job, across four processes, a real broker and a real database."""

import re

import asyncpg
import httpx

from tests.support.messaging import until
from tests.support.patience import PATIENCE
from tests.support.town import (
    Town,
    answer_proposal,
    ask,
    request_ids,
    say_done,
    see_contact,
    sign_up,
    signed_in,
)
from tests.support.town_story import open_until


async def test_a_plea_travels_from_the_form_to_the_funders_report(town: Town) -> None:
    email = await sign_up(town)

    asked = (await ask(town)).json()
    accepted = await answer_proposal(town, email, "accept")
    contact = await see_contact(town, email)
    status = await town.until(asked["status_url"], lambda page: "sana" in page.text.lower())
    done = await say_done(town, email)
    await town.until(asked["status_url"], lambda page: page.text != status.text)

    assert accepted.status == done.status == 200
    assert "Kaino" in contact.text
    assert "Maitoa ja leipää" in contact.text
    async with await signed_in(town, "demo-koordinaattori") as coordinator:
        report = await coordinator.open("/fi/raportit")
        assert "Rovaniemi" in report.text


async def test_the_proposal_tells_nothing_personal(town: Town) -> None:
    email = await sign_up(town, postal_code="99800", categories=("pharmacy",))
    await ask(town, postal_code="99800", category="pharmacy")

    link = await town.link(email, "/v/")
    page = await town.until(link, lambda page: bool(page.forms))

    for secret in ("Kaino", "040", "Maitoa"):
        assert secret not in page.html


async def test_after_a_decline_the_next_volunteer_is_asked(town: Town) -> None:
    emails = [await sign_up(town, postal_code="93600", categories=("pet_care",)) for _ in range(2)]
    await ask(town, postal_code="93600", category="pet_care")

    await answer_proposal(town, emails[0], "decline")
    reply = await answer_proposal(town, emails[1], "accept")

    assert reply.status == 200
    await town.link(emails[1], "/yhteys/")


async def test_the_same_key_gets_the_same_answer_and_another_body_is_refused(town: Town) -> None:
    same = {"key": "the-same-key-1", "phone": "040 7654321"}
    first = await ask(town, **same)
    again = await ask(town, **same)
    other = await ask(town, **same, text="something else")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert other.status_code == 409


async def test_a_partner_hears_signed_news_without_names(town: Town) -> None:
    await ask(town, postal_code="98100", category="advice")

    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:

        async def told(_: object) -> bool:
            deliveries = (await client.get("/_kumppani.json")).json()["deliveries"]
            return any(item["type"] == "request.created" for item in deliveries)

        await town.until("/_kumppani", lambda page: "request.created" in page.text)
        assert await told(None)
        deliveries = (await client.get("/_kumppani.json")).json()["deliveries"]

    assert all(item["is_signed"] for item in deliveries)


async def test_the_timeline_shows_every_service(town: Town) -> None:
    await ask(town, postal_code="99600", category="transport")

    async with await signed_in(town, "demo-koordinaattori") as coordinator:
        board = await coordinator.open("/fi/taulu")
        ids = request_ids(board)
        assert ids
        told = await coordinator.open(f"/fi/ops/pyynto/{ids[0]}")
        evidence = await coordinator.open(f"/fi/raportit/pyynto/{ids[0]}")

    assert f"/fi/raportit/pyynto/{ids[0]}" in told.html
    assert (told.status, evidence.status) == (200, 200)


async def test_a_coordinator_reads_why_a_request_has_no_helper(town: Town) -> None:
    reference = (await ask(town, postal_code="99490", category="exercise")).json()["reference"]

    async with await signed_in(town, "demo-koordinaattori") as coordinator:
        board = await open_until(coordinator, "/fi/taulu", reference)
        row = next(row for row in board.html.split("<tr") if reference in row)
        (why,) = re.findall(r'href="(/fi/perustelut/[0-9a-f-]{36})"', row)
        one = await open_until(coordinator, why, "Tarvitsee koordinaattoria")

    assert (one.status, "Pyynnön perustelut" in one.text) == (200, True)
    assert "Kaino" not in one.text


async def test_staff_pages_ask_who_is_there(town: Town) -> None:
    for path in ("/fi/taulu", "/fi/perustelut", "/fi/raportit", "/fi/toimitukset"):
        page = await town.until(path, lambda page: page.status == 200)
        assert page.address.endswith("/fi/kirjaudu")


async def test_what_matching_counts_of_a_town_reaches_who_answers_the_phone(town: Town) -> None:
    connection = await asyncpg.connect(town.network.databases["intake"])

    async def is_told() -> bool:
        return bool(
            await connection.fetchval("SELECT count(*) FROM supply WHERE municipality = '491'")
        )

    await until(is_told)
    await connection.close()
