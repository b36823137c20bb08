"""What happens while an operator types where a script is, and what comes back when nothing can."""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any, NoReturn

import httpx
import pytest

from services.intake.callers.model import Subject
from services.intake.requests.model import State
from shared.contracts.words import StaffRole
from tests.support.intake.calls.building import PHONED
from tests.support.intake.calls.desk import Desk, version_in
from tests.support.intake.page_world import PageWorld, ask, assign, staffed

HTMX = {"HX-Request": "true"}
LIKE_AINO = {"phone": "0401234567", "first_name": "Aino"}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        yield Desk(world, client)


async def send(desk: Desk, where: str, **typed: str) -> httpx.Response:
    return await desk.client.post(f"{desk.path}/{where}", data=typed, headers=HTMX)


async def keep(desk: Desk, version: str, **typed: str) -> httpx.Response:
    return await send(desk, "talteen", version=version, **PHONED | typed)


async def know_aino(desk: Desk) -> None:
    """Let Kaisa's call be open, and whoever asked before be known."""
    (kaisa,) = desk.world.store.state.staff.values()
    desk.world.open_calls.calls.add((desk.call.id, kaisa.id))
    for request_id in desk.world.store.state.requests:
        numbers, street = ("+358401234567",), "Porrassalmenkatu 1"
        desk.world.who_called.put(Subject(request_id, ("Aino",), numbers, street, "491"))
    await desk.world.callers.catch_up()


def searches(desk: Desk) -> int:
    return sum(kept.searches for kept in desk.world.store.state.caller_searches.values())


async def test_who_called_before_is_shown_while_one_types_and_names_nobody(desk: Desk) -> None:
    await ask(desk.world)
    await desk.begin()
    await know_aino(desk)

    part = (await send(desk, "samat", **LIKE_AINO)).text

    assert "<html" not in part
    assert "Samankaltaisia: 1." in part
    assert "sama numero, sama nimi" in part
    for word in ("Aino", "1234567", "Porrassalmenkatu"):
        assert word not in part
    assert desk.call.fields == {}


async def test_a_whole_number_alone_shows_who_called_before_until_another_name_is_typed(
    desk: Desk,
) -> None:
    await ask(desk.world)
    await desk.begin()
    await know_aino(desk)

    alone = (await send(desk, "samat", phone="040 123 4567")).text
    named = (await send(desk, "samat", phone="040 123 4567", first_name="Elli Oja")).text

    assert "Samankaltaisia: 1." in alone
    assert 'id="card-' not in named


@pytest.mark.parametrize(
    "typed", [{}, {"phone": "0401"}, {"phone": "040123456"}, {"first_name": "Aino Virtanen"}]
)
async def test_what_could_agree_with_nobody_counts_as_no_search(
    desk: Desk, typed: Mapping[str, str]
) -> None:
    await desk.begin()
    await know_aino(desk)

    part = (await send(desk, "samat", **typed)).text

    assert "Kirjoita koko puhelinnumero, tai kaksi näistä" in part
    assert searches(desk) == 0
    await send(desk, "samat", **LIKE_AINO)
    assert searches(desk) == 1


async def test_words_are_kept_while_one_types_and_the_next_are_kept_after_them(desk: Desk) -> None:
    version = version_in(await desk.begin())

    first = await keep(desk, version, text="Mait")
    second = await keep(desk, version_in(first.text), text="Maitoa", notice="yes")

    assert (first.status_code, second.status_code) == (200, 200)
    assert desk.call.fields["text"] == "Maitoa"
    assert desk.call.notice is not None
    assert "Tallennettu" in second.text


async def test_other_questions_come_with_another_need_and_what_answers_change_is_said(
    desk: Desk,
) -> None:
    version = version_in(await desk.begin())

    need = await keep(desk, version, category="pharmacy")
    same = await keep(desk, version_in(need.text), **fields_in(need.text), category="pharmacy")
    answers = fields_in(need.text) | {"t-medicine_left": "no"}
    said = await keep(desk, version_in(same.text), **answers, category="pharmacy")

    assert 'hx-target="#asked"' in need.text
    assert 'hx-target="#asked"' not in same.text
    assert "Vastausten mukaan kiireellisempi" in said.text


def fields_in(part: str) -> dict[str, str]:
    """Answer every question of a part as it is shown."""
    picks = re.findall(r'<select[^>]* name="(t-\w+)".*?<option value="(\w+)"', part, re.DOTALL)
    return dict(picks)


async def test_an_answer_that_tells_of_danger_hands_over_without_a_press(desk: Desk) -> None:
    version = version_in(await desk.begin())

    part = (await keep(desk, version, **{"t-danger_now": "yes"})).text

    (request,) = desk.world.store.state.requests.values()
    assert request.stored.state is State.ESCALATED
    assert 'hx-target="#told"' in part
    assert "Asia annettiin kaikille koordinaattoreille" in part
    assert '<option value="handed_over" selected>' in part


async def test_what_is_said_aloud_follows_the_language_of_whoever_calls(desk: Desk) -> None:
    version = version_in(await desk.begin())

    part = (await keep(desk, version, language="sv")).text

    assert 'lang="sv">Jag skriver upp dina uppgifter' in part
    assert "Jag hör att du är där" in part


async def test_what_another_window_kept_is_shown_and_nothing_more_is_kept_unasked(
    desk: Desk,
) -> None:
    version = version_in(await desk.begin())
    await keep(desk, version, street="Kuja 1")

    answer = await keep(desk, version, street="Kuja 2")

    assert answer.status_code == 409
    assert answer.headers["hx-reswap"] == "outerHTML"
    assert "Kuja 1" in answer.text
    assert "hx-post" not in answer.text
    assert version_in(answer.text) == version
    assert desk.call.fields["street"] == "Kuja 1"


async def test_after_a_conflict_the_page_keeps_nothing_before_it_is_pressed(desk: Desk) -> None:
    version = version_in(await desk.begin())
    await desk.press_as_shown(version, "save", street="Kuja 1")

    page = await desk.press_as_shown(version, "save", street="Kuja 2")

    assert "/talteen" not in page.text


async def test_a_press_by_script_is_led_on_and_puts_no_other_page_into_this_one(
    desk: Desk,
) -> None:
    version = version_in(await desk.begin())

    answer = await desk.client.post(
        desk.path, data={**PHONED, "version": version, "do": "new_request"}, headers=HTMX
    )

    assert answer.status_code == 204
    assert answer.headers["hx-redirect"] == f"{desk.path}?ok=1"
    gone = await keep(desk, version)
    assert gone.headers["hx-redirect"] == desk.path


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Take the database away, from every transaction that begins."""

    def refused() -> NoReturn:
        raise ConnectionRefusedError

    monkeypatch.setattr(desk.world.store, "begin", refused)


async def test_without_the_database_a_press_gives_back_all_that_was_typed(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    version = version_in(await desk.begin())
    request.getfixturevalue("away")

    answer = await desk.client.post(
        desk.path, data={**PHONED, "version": version, "do": "new_request", "text": "<b>Maitoa"}
    )

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "Mitään ei tallennettu" in answer.text
    assert "&lt;b&gt;Maitoa" in answer.text
    given = re.findall(r'name="([\w-]+)"[^>]* value="([^"]*)"', answer.text)
    shown = {**dict(given), **{name: value for value, name in turned(answer.text)}}
    for name in ("phone", "street", "postal_code", "category", "urgency", "may_ring", "first_name"):
        assert shown[name] == PHONED[name]
    assert (shown["version"], shown["do"]) == (version, "new_request")


def turned(page: str) -> list[tuple[str, str]]:
    return re.findall(r'value="([^"]*)"[^>]* name="([\w-]+)"', page)


async def test_without_the_database_a_script_is_told_and_gets_no_page_to_show(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    version = version_in(await desk.begin())
    request.getfixturevalue("away")

    answer = await keep(desk, version)

    assert answer.status_code == 503
    assert PHONED["street"] not in answer.text


async def done_before(desk: Desk) -> Any:  # noqa: ANN401  # a request as the fakes keep it
    """Let somebody be helped whom the next call is like."""
    story = await ask(desk.world, urgency="today")
    await assign(desk.world, story)
    await desk.world.react(story.completed())
    (before,) = desk.world.store.state.requests.values()
    await desk.begin()
    await know_aino(desk)
    return before


async def test_the_same_as_last_time_is_filled_in_on_record_where_nothing_is_typed(
    desk: Desk,
) -> None:
    before = await done_before(desk)
    cards = (await send(desk, "samat", **LIKE_AINO)).text
    (same,) = re.findall(r'name="same" value="([^"]+)"', cards)
    assert 'name="attach"' not in cards

    nothing = dict.fromkeys(PHONED, "") | LIKE_AINO
    page = await desk.press("", same=same, **nothing)

    assert "Pyydä soittajaa sanomaan osoite" in page.text
    assert desk.call.fields["category"] == "groceries"
    assert desk.call.fields["street"] == "Porrassalmenkatu 1"
    assert "text" not in desk.call.fields
    assert [str(look.request_id) for look in desk.world.store.state.looks] == [same]

    await desk.press("new_request", **PHONED | {"street": "Uusi katu 2"})
    (new,) = [one for key, one in desk.world.store.state.requests.items() if str(key) != same]
    assert new.plea.contact.street == "Uusi katu 2"
    assert new.plea.again_of == before.stored.id


async def test_the_same_as_last_time_changes_nothing_that_is_typed(desk: Desk) -> None:
    before = await done_before(desk)

    await desk.press("", same=str(before.stored.id), category="pharmacy", street="Muu tie 5")

    assert desk.call.fields["category"] == "pharmacy"
    assert desk.call.fields["street"] == "Muu tie 5"


async def test_whoever_opened_enough_today_is_given_no_last_time(desk: Desk) -> None:
    before = await done_before(desk)
    for _ in range(60):
        await desk.client.post(f"/fi/haku/{before.stored.id}", data={"reason": "call_back"})

    page = await desk.press("", same=str(before.stored.id), **dict.fromkeys(PHONED, ""))

    assert page.status_code == 422
    assert "Hakuja on tänään jo liikaa" in page.text
    assert "street" not in desk.call.fields
