"""The pages of rounds of calls, as coordinators and operators use them without a script."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from services.intake.call_rounds.model import Result
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, staffed

ROUNDS, RING = "/fi/taulu/soittokierrokset", "/fi/ops/soittokierros"
TOLD = {
    "title": "Hellesoitot",
    "purpose": "Kysymme, miten voit.",
    "basis": "public_task",
    "whence": "Kaupungin luettelosta",
}
LIST = "Aino Järvi 040 111 0001\nVeli Virta, 040 111 0002"


@dataclass
class Desk:
    """Kaisa is coordinator and operator."""

    world: PageWorld
    client: httpx.AsyncClient

    async def page(self, answer: httpx.Response) -> httpx.Response:
        while answer.status_code == 303:
            answer = await self.client.get(answer.headers["location"])
        return answer

    async def post(self, path: str, **typed: str) -> httpx.Response:
        return await self.page(await self.client.post(path, data=typed))

    async def hand_in(self, raw: bytes = b"", **typed: str) -> httpx.Response:
        files = {"file": ("lista.csv", raw, "text/csv")}
        data = {**TOLD, **typed}
        answer = await self.client.post(f"{ROUNDS}/luettelosta", data=data, files=files)
        return await self.page(answer)

    async def take(self) -> httpx.Response:
        page = (await self.client.get(RING)).text
        (path,) = re.findall(rf'action="({RING}/[^"]+/seuraava)"', page)
        return await self.post(path)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = staffed(PageWorld(), StaffRole.OPERATOR, StaffRole.COORDINATOR)
    async with world.signed_in() as client:
        yield Desk(world, client)


async def test_a_pasted_list_becomes_a_round_and_operators_are_told_what_it_is_for(
    desk: Desk,
) -> None:
    made = await desk.hand_in(pasted=LIST)
    shown = await desk.take()

    assert made.url.path.startswith(ROUNDS)
    for page in (made.text, shown.text):
        assert all(words in page for words in ("Hellesoitot", "miten voit", "Kaupungin"))
        assert "Aino" not in page
        assert "1110001" not in page.replace(" ", "")


async def test_ringing_opens_a_call_with_number_and_name_and_its_end_leads_back(
    desk: Desk,
) -> None:
    await desk.hand_in(pasted=LIST)
    await desk.take()

    call = await desk.post(f"{RING}/soita")
    (version,) = re.findall(r'name="version" value="(\d+)"', call.text)
    ended = await desk.post(call.url.path, do="end", outcome="no_answer", version=version)

    assert 'value="040 1110001"' in call.text
    assert 'value="Aino Järvi"' in call.text
    assert f'href="{RING}"' in ended.text
    people = desk.world.store.state.round_people.values()
    assert [person.tries for person in people] == [1, 0]


async def test_the_end_of_a_call_settles_who_was_rung(desk: Desk) -> None:
    await desk.hand_in(pasted=LIST)
    await desk.take()
    call = await desk.post(f"{RING}/soita")
    (version,) = re.findall(r'name="version" value="(\d+)"', call.text)

    assert f'value="{CallOutcome.REFUSED}"' in call.text
    await desk.post(call.url.path, do="end", outcome="refused", version=version)

    results = [person.result for person in desk.world.store.state.round_people.values()]
    assert results == [Result.REFUSED, None]


async def test_wrong_rows_are_told_by_line_and_nothing_is_kept_until_they_may_be_left_out(
    desk: Desk,
) -> None:
    raw = "nimi;puhelin\nAino;040 111 0001\nVeli;12\n".encode("cp1252")

    refused = await desk.hand_in(raw)
    assert refused.status_code == 422
    assert '<th scope="row">3</th>' in refused.text
    assert "puhelin:" in refused.text
    assert "Veli" not in refused.text
    assert not desk.world.store.state.call_rounds

    await desk.hand_in(raw, leave_out="yes")
    assert len(desk.world.store.state.round_people) == 1


@pytest.mark.parametrize(
    ("raw", "field"),
    [(b"", "pasted"), (b"PK\x03\x04", "pasted"), (b"nimi,osoite\nAino,x\n", "pasted")],
)
async def test_a_list_that_is_none_is_refused_in_words(desk: Desk, raw: bytes, field: str) -> None:
    page = await desk.hand_in(raw)

    assert page.status_code == 422
    assert f'href="#{field}"' in page.text


@pytest.mark.parametrize("missing", [*TOLD])
async def test_a_round_without_its_purpose_or_its_right_is_not_made(
    desk: Desk, missing: str
) -> None:
    page = await desk.hand_in(b"", pasted=LIST, **{missing: ""})

    assert f'id="{missing}-error"' in page.text
    assert LIST.partition("\n")[0] in page.text
    assert not desk.world.store.state.call_rounds


async def test_of_those_who_asked_it_is_counted_before_a_round_is_made(desk: Desk) -> None:
    await ask(desk.world)

    counted = await desk.post(f"{ROUNDS}/pyynnoista", do="count", since="30", municipality="491")
    made = await desk.post(f"{ROUNDS}/pyynnoista", do="make", since="30", **TOLD)

    assert "Pyyntöjä 1, ihmisiä joille voi soittaa 1." in counted.text
    assert "1" in made.text
    assert len(desk.world.store.state.round_people) == 1


async def test_who_asked_with_a_secret_address_is_on_no_round(desk: Desk) -> None:
    await ask(desk.world, address_secret="yes")

    page = await desk.post(f"{ROUNDS}/pyynnoista", do="count", since="30")

    assert "ihmisiä joille voi soittaa 0." in page.text


async def test_a_round_is_closed_and_nobody_on_it_is_known_any_more(desk: Desk) -> None:
    made = await desk.hand_in(pasted=LIST)

    closed = await desk.post(f"{made.url.path}/sulje")

    assert "on poistettu" in closed.text
    assert "Hellesoitot" not in closed.text
    assert not desk.world.store.state.round_people
    assert "Hellesoitot" not in (await desk.client.get(RING)).text


async def test_who_is_given_back_can_be_taken_again(desk: Desk) -> None:
    await desk.hand_in(pasted=LIST)
    await desk.take()

    page = await desk.post(f"{RING}/palauta")

    assert "/seuraava" in page.text
    assert not desk.world.store.state.round_holds


async def test_where_nobody_is_due_or_held_it_is_said(desk: Desk) -> None:
    made = await desk.hand_in(pasted="040 111 0001")
    round_id = made.url.path.rpartition("/")[2]
    await desk.take()
    call = await desk.post(f"{RING}/soita")
    (version,) = re.findall(r'name="version" value="(\d+)"', call.text)
    await desk.post(call.url.path, do="end", outcome="no_answer", version=version)

    nobody = await desk.post(f"{RING}/{round_id}/seuraava")
    none_held = await desk.post(f"{RING}/soita")

    assert "Nyt ei ole ketään" in nobody.text
    assert "Ota seuraava" in none_held.text


async def test_a_round_that_nobody_knows_is_gone(desk: Desk) -> None:
    page = await desk.client.get(f"{ROUNDS}/00000000-0000-7000-8000-000000000009")

    assert page.status_code == 404


async def test_every_word_of_the_pages_is_there_in_each_language(desk: Desk, language: str) -> None:
    made = await desk.hand_in(pasted=LIST)
    await desk.take()
    refused = await desk.hand_in(pasted="Aino\n0600 12345\n040 111 0003", title="")
    paths = (ROUNDS, RING, made.url.path, f"{ROUNDS}/pyynnoista", f"{ROUNDS}/luettelosta")

    for path in paths:
        page = (await desk.client.get(path.replace("/fi/", f"/{language}/"))).text
        assert "call_rounds." not in re.sub(r'"[^"]*"', "", page)
    assert "call_rounds." not in re.sub(r'"[^"]*"', "", refused.text)


async def test_a_refusal_is_taken_back_by_the_whole_number_with_a_reason_on_record(
    desk: Desk,
) -> None:
    async with desk.world.store.begin() as work:
        await work.call_rounds.refuse(await work.call_rounds.mark_of("+358401110001"))
    typed = {"refused_number": "040 111 0001", "refusal_reason": "asked"}
    path = f"{ROUNDS}/kiellot"
    wrong = [
        await desk.post(path, **typed | {"refused_number": "040"}),
        await desk.post(path, **typed | {"refusal_reason": ""}),
        await desk.post(path, **typed | {"refused_number": "040 111 0002"}),
    ]
    assert len(desk.world.store.state.do_not_ring) == 1

    done = await desk.post(path, **typed)
    again = await desk.post(path, **typed)

    assert [each.status_code for each in (*wrong, done, again)] == [422, 422, 422, 200, 422]
    assert "Soittokielto on peruttu" in done.text
    assert desk.world.store.state.do_not_ring == set()
    ((_, _, reason),) = desk.world.store.state.taken_back
    assert reason == "asked"
    assert f"{ROUNDS}/kiellot" in (await desk.client.get(ROUNDS)).text
