"""The screen for calls, as operators use it without a script."""

import re
from datetime import timedelta

import pytest

from services.intake.callers.model import Subject
from services.intake.calls.model.call import CallId
from services.intake.requests.model import Closure, State
from shared.contracts.call_words import CallOutcome
from shared.contracts.intake import CallLogged, RequestCreated, RequestEscalated
from shared.contracts.words import Channel, StaffRole, Urgency
from tests.support.intake.calls.building import FOR_ANOTHER, PHONED
from tests.support.intake.calls.desk import BUSY, Desk, version_in
from tests.support.intake.page_world import PageWorld, ask, staffed
from tests.support.intake.state import FakeRequest


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.OPERATOR)


@pytest.fixture
async def desk(world: PageWorld):  # type: ignore[no-untyped-def]  # noqa: ANN201  # a fixture
    async with world.signed_in() as client:
        yield Desk(world, client)


async def test_a_call_is_taken_in_with_one_press_and_what_is_read_out_is_shown(desk: Desk) -> None:
    await desk.begin()

    page = await desk.press("new_request", notice="yes")

    (request,) = desk.world.store.state.requests.values()
    assert request.plea.channel is Channel.PHONE
    assert request.plea.contact.first_name == "Aino"
    assert page.url.path.endswith("/loppu")
    for words in (request.stored.reference, request.code_word, "Kuulet meistä viimeistään"):
        assert words in page.text
    (logged,) = desk.said(CallLogged)
    assert isinstance(logged, CallLogged)
    assert (logged.outcome, logged.request_id) == (CallOutcome.NEW_REQUEST, request.stored.id)
    assert desk.call.notice == "2026-11-30.2"


async def test_what_is_asked_aloud_is_in_the_language_that_the_call_begins_in(desk: Desk) -> None:
    await desk.begin()

    page = (await desk.client.get(desk.path.replace("/fi/", "/sv/"))).text

    assert "Om ingen frivillig hittas" in page
    assert "Jos vapaaehtoista ei löydy" not in page


async def test_what_is_typed_is_kept_by_a_press_that_ends_nothing_and_by_no_other(
    desk: Desk,
) -> None:
    await desk.begin()
    await desk.press("new_request", phone="12")
    wrong = desk.call.version
    await desk.press("new_request")

    assert (wrong, desk.call.version, desk.call.fields) == (1, 1, {})


async def test_pressing_twice_and_in_a_second_window_is_one_request(desk: Desk) -> None:
    version = version_in(await desk.begin())

    pages = [await desk.press_as_shown(version, "new_request") for _ in range(3)]

    assert len(desk.world.store.state.requests) == 1
    assert len(desk.said(CallLogged)) == 1
    assert {page.url.path for page in pages} == {f"{desk.path}/loppu"}


async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    await desk.begin()

    page = await desk.press(
        "new_request", phone="12", postal_code="", payment="", street="Kuja 3 <b>"
    )

    assert page.status_code == 422
    for field in ("phone", "postal_code", "payment"):
        assert f'href="#{field}"' in page.text
        assert f'id="{field}-error"' in page.text
    assert 'value="Kuja 3 &lt;b&gt;"' in page.text
    assert desk.call.fields["phone"] == "12"
    assert not desk.world.store.state.requests

    mended = await desk.press_as_shown(version_in(page.text), "new_request")
    assert mended.url.path.endswith("/loppu")


@pytest.mark.parametrize(
    ("category", "missing"), [("phone_company", "under_18"), ("pharmacy", "payment")]
)
async def test_what_only_the_form_asks_is_asked_on_the_phone_too(
    desk: Desk, category: str, missing: str
) -> None:
    await desk.begin()

    page = await desk.press("new_request", category=category, payment="")

    assert f'id="{missing}-error"' in page.text


@pytest.mark.parametrize("outcome", ["advised", "wrong_number", "silent", "broken_off", "abuse"])
async def test_every_other_call_ends_with_its_outcome_and_leaves_no_word(
    desk: Desk, outcome: str
) -> None:
    await desk.begin()
    await desk.press("save")

    await desk.press("end", outcome=outcome)

    assert desk.call.outcome == outcome
    assert desk.call.fields == {}
    assert not desk.world.store.state.requests


@pytest.mark.parametrize("outcome", ["", "unfinished", "nonsense"])
async def test_without_an_outcome_a_call_goes_on(desk: Desk, outcome: str) -> None:
    await desk.begin()

    page = await desk.press("end", outcome=outcome)

    assert 'id="outcome-error"' in page.text
    assert desk.call.ended_at is None


@pytest.mark.parametrize("way", ["soitin", "soittakaa"])
async def test_danger_is_handed_over_at_once_with_whatever_was_typed_and_says_to_whom(
    desk: Desk, way: str
) -> None:
    kaisa = next(iter(desk.world.store.state.staff.values()))
    async with desk.world.store.begin() as work:
        await work.duties.go_on(kaisa.id, timedelta(hours=1))
    await desk.begin()

    page = await desk.press(
        way, category="", postal_code="tuolla", phone="12", text="Mies on ovella"
    )

    (request,) = desk.world.store.state.requests.values()
    assert request.stored.state is State.ESCALATED
    assert request.plea.contact.text == "Mies on ovella"
    assert "Annettu päivystäjälle: Kaisa." in page.text
    assert desk.call.ended_at is None
    assert desk.said(RequestEscalated)
    assert not desk.said(RequestCreated)

    await desk.press("end", outcome="handed_over", text="Mies on ovella. Ambulanssi tulee.")
    (logged,) = desk.said(CallLogged)
    assert isinstance(logged, CallLogged)
    assert (logged.service_line, logged.category) == (None, None)
    assert logged.request_id == request.stored.id
    (request,) = desk.world.store.state.requests.values()
    assert request.plea.contact.text.endswith("Ambulanssi tulee.")


async def test_danger_without_a_word_by_which_anybody_is_found_asks_for_one(desk: Desk) -> None:
    await desk.begin()
    nothing = dict.fromkeys(("phone", "street", "postal_code", "area_note"), "")

    page = await desk.press("soittakaa", **nothing)

    assert 'id="phone-error"' in page.text


@pytest.mark.parametrize("outcome", ["advised", "no_help_wanted", "call_back"])
@pytest.mark.parametrize("do", ["save", "new_request", "end"])
async def test_an_answer_that_tells_of_danger_hands_over_whatever_is_pressed(
    desk: Desk, do: str, outcome: str
) -> None:
    await desk.begin()

    await desk.press(do, outcome=outcome, **{"t-danger_now": "yes"})

    (request,) = desk.world.store.state.requests.values()
    assert request.stored.state is State.ESCALATED
    assert desk.call.ended_at is None


async def test_a_call_with_a_danger_that_nobody_can_be_rung_about_can_still_be_ended(
    desk: Desk,
) -> None:
    await desk.begin()
    nothing = dict.fromkeys(("phone", "street", "postal_code", "area_note"), "")

    await desk.press("end", outcome="silent", **nothing, **{"t-danger_now": "yes"})

    assert desk.call.outcome is CallOutcome.SILENT


async def test_answers_raise_urgency_and_call_a_person_and_say_what_to_say(desk: Desk) -> None:
    await desk.begin()

    page = await desk.press("save", category="pharmacy", **{"t-medicine_left": "no"})
    assert "116 117" in page.text
    answers = {"t-medicine_left": "no", "t-controlled_medicine": "yes"}
    await desk.press("new_request", category="pharmacy", **answers)

    (request,) = desk.world.store.state.requests.values()
    assert request.plea.urgency is Urgency.TODAY
    reasons = [item.attention.reason for item in desk.world.store.state.attentions.values()]
    assert "triage" in reasons
    (item,) = desk.world.store.state.calls.values()
    assert '"medicine_left": "no"' in item.record
    assert '"version": "2026-11-30.2"' in item.record


async def test_a_professional_asks_for_somebody_who_agreed(desk: Desk) -> None:
    await desk.begin()

    refused = await desk.press("new_request", **{**FOR_ANOTHER, "consent": ""})
    await desk.press("new_request", **FOR_ANOTHER)

    assert 'id="consent-error"' in refused.text
    (request,) = desk.world.store.state.requests.values()
    assert request.plea.on_behalf
    assert request.plea.channel is Channel.REFERRER
    (item,) = desk.world.store.state.calls.values()
    assert "Kotipalvelu" in item.record


async def test_a_second_call_about_the_same_adds_words_and_only_raises_urgency(desk: Desk) -> None:
    await ask(desk.world, urgency="within_a_week")
    (before,) = desk.world.store.state.requests.values()
    await desk.begin()

    typed = {"reference": before.stored.reference, "text": "Nyt on kiire", "outcome": "added"}
    await desk.press("end", **typed, urgency="today")

    (request,) = desk.world.store.state.requests.values()
    assert request.plea.urgency is Urgency.TODAY
    assert request.plea.contact.text.endswith("Nyt on kiire")
    assert request.plea.contact.street == before.plea.contact.street
    assert desk.call.request_id == request.stored.id

    await desk.begin()
    again = await desk.client.get(desk.path)
    data = {
        **PHONED,
        **typed,
        "urgency": "no_hurry",
        "do": "end",
        "version": version_in(again.text),
    }
    await desk.client.post(desk.path, data=data)
    (request,) = desk.world.store.state.requests.values()
    assert request.plea.urgency is Urgency.TODAY


@pytest.mark.parametrize("reference", ["", "K7-0B11"])
async def test_a_reference_that_leads_nowhere_is_said_and_the_call_goes_on(
    desk: Desk, reference: str
) -> None:
    await desk.begin()

    page = await desk.press("end", outcome="added", reference=reference)

    assert 'id="reference-error"' in page.text
    assert desk.call.ended_at is None


async def test_two_windows_of_one_call_overwrite_nothing_and_see_both_values(desk: Desk) -> None:
    version = version_in(await desk.begin())
    await desk.press_as_shown(version, "save", street="Kuja 1")

    page = await desk.press_as_shown(version, "save", street="Kuja 2")

    assert page.status_code == 409
    assert "Kuja 1" in page.text
    assert 'value="Kuja 2"' in page.text
    assert desk.call.fields["street"] == "Kuja 1"
    await desk.press_as_shown(version_in(page.text), "save", street="Kuja 2")
    assert desk.call.fields["street"] == "Kuja 2"


async def test_a_code_word_is_shown_for_an_hour_and_to_nobody_else(desk: Desk) -> None:
    await desk.begin()
    page = await desk.press("new_request")
    (request,) = desk.world.store.state.requests.values()
    shown = f">{request.code_word}<"  # the word alone: "kirja" is in "Kirjaudu ulos", too
    assert shown in page.text

    (item,) = desk.world.store.state.calls.values()
    assert item.call.ended_at is not None
    item.call = type(item.call)(
        **{name: getattr(item.call, name) for name in item.call.__slots__}
        | {"ended_at": item.call.ended_at - timedelta(hours=1)}
    )
    later = await desk.client.get(f"{desk.path}/loppu")

    assert shown not in later.text
    assert request.stored.reference not in later.text


async def test_a_call_of_another_is_taken_over_by_a_press_and_of_nobody_without_it(
    desk: Desk,
) -> None:
    await desk.begin()
    (item,) = desk.world.store.state.calls.values()
    others = CallId(item.call.id)
    fields = {name: getattr(item.call, name) for name in item.call.__slots__}
    item.call = type(item.call)(**fields | {"staff_id": others, "holder": "Veli"})

    refused = await desk.press_as_shown("0", "save")
    listed = (await desk.client.get(BUSY)).text
    await desk.client.post(f"{desk.path}/ota", data={"former": str(others)})
    await desk.press("save")

    assert refused.status_code == 409
    assert "Veli on ottanut tämän puhelun" in refused.text
    assert "Veli" in listed
    assert desk.call.fields["first_name"] == "Aino"


async def test_every_word_of_the_screen_is_there_in_each_language(
    desk: Desk, language: str
) -> None:
    await desk.begin()
    await desk.press("save", **FOR_ANOTHER, category="pharmacy")

    for path in (desk.path, BUSY):
        page = (await desk.client.get(path.replace("/fi/", f"/{language}/"))).text
        assert "calls." not in re.sub(r'"[^"]*"', "", page)


async def test_nothing_of_a_call_is_remembered_by_the_browser(desk: Desk) -> None:
    page = await desk.begin()

    fields = re.findall(r"<(?:input|form|textarea)[^>]*>", page)
    typed = [each for each in fields if 'type="text"' in each or 'type="tel"' in each]
    assert typed
    assert all('autocomplete="off"' in each for each in typed)


async def test_a_call_that_nobody_knows_is_gone(desk: Desk) -> None:
    desk.path = "/fi/ops/00000000-0000-7000-8000-000000000009"

    answers = [
        await desk.client.get(desk.path),
        await desk.client.get(f"{desk.path}/loppu"),
        await desk.client.post(desk.path, data={"do": "save"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def called_before(desk: Desk) -> FakeRequest:
    """Let somebody ask by the form, then call."""
    await ask(desk.world, urgency="within_a_week")
    (before,) = desk.world.store.state.requests.values()
    await desk.begin()
    kaisa = next(iter(desk.world.store.state.staff.values()))
    desk.world.open_calls.calls.add((desk.call.id, kaisa.id))
    known = Subject(before.stored.id, ("Aino",), ("+358401234567",), "Porrassalmenkatu 1", "491")
    desk.world.who_called.put(known)
    await desk.world.callers.catch_up()
    return before


@pytest.mark.parametrize("is_raised", [True, False], ids=["raised", "as it was"])
async def test_what_is_asked_for_now_is_taken_in_and_linked_to_what_a_card_shows(
    desk: Desk, *, is_raised: bool
) -> None:
    before = (await called_before(desk)).stored
    page = await desk.press("like", urgency="today")
    ticked = {"raise": str(before.id)} if is_raised else {}

    await desk.press_as_shown(
        version_in(page.text), "", link=str(before.id), urgency="today", **ticked
    )

    state = desk.world.store.state
    first, second = state.requests.values()
    assert (desk.call.outcome, desk.call.request_id) == (CallOutcome.NEW_REQUEST, second.stored.id)
    assert state.linked == {frozenset({first.stored.id, second.stored.id})}
    assert first.stored.urgency == ("today" if is_raised else "within_a_week")
    assert [each.act for _, each in state.acts] == ["linked", "linked"]


async def test_nothing_is_taken_in_where_what_a_card_shows_has_ended_meanwhile(desk: Desk) -> None:
    before = (await called_before(desk)).stored
    page = await desk.press("like")
    async with desk.world.store.begin() as work:
        await work.requests.save_standing(before.id, 2, State.CLOSED, Closure.CANCELLED)

    answer = await desk.press_as_shown(version_in(page.text), "", link=str(before.id))

    assert answer.status_code == 422
    assert 'href="#reference"' in answer.text
    assert len(desk.world.store.state.requests) == 1
    assert desk.call.ended_at is None


async def test_who_called_before_is_shown_by_a_press_without_a_name_and_attached_by_another(
    desk: Desk,
) -> None:
    before = await called_before(desk)
    page = await desk.press("like", text="Nyt on kiire")
    assert "sama numero" in page.text
    card = page.text[page.text.index('id="like"') : page.text.index("Hiljainen puhelu")]
    for word in ("Aino", "Porrassalmenkatu", "1234567", before.stored.reference):
        assert word not in card
    await desk.press_as_shown(
        version_in(page.text), "", attach=str(before.stored.id), text="Nyt on kiire"
    )

    (request,) = desk.world.store.state.requests.values()
    assert request.plea.contact.text.endswith("Nyt on kiire")
    assert (desk.call.outcome, desk.call.request_id) == (CallOutcome.ADDED, before.stored.id)
    assert "Kuulet meistä viimeistään" in (await desk.client.get(f"{desk.path}/loppu")).text
