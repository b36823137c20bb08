"""Missed calls: told by a telephone system or noted by hand, taken and closed on a page."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.intake import CallLogged, CallMissed, CallMissedReturned
from shared.contracts.words import StaffRole
from tests.support.intake.building import NOW
from tests.support.intake.calls.desk import BUSY, Desk
from tests.support.intake.missed_calls.telephone import notice, sealed
from tests.support.intake.page_world import PageWorld, staffed

DIGITS = "1234567"


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    async with world.signed_in() as client:
        yield Desk(world, client)


async def tell(
    world: PageWorld, body: str, headers: dict[str, str] | None = None
) -> httpx.Response:
    transport = httpx.ASGITransport(world.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as phone:
        return await phone.post("/api/calls", content=body, headers=headers or sealed(body))


async def listed(desk: Desk) -> str:
    return (await desk.client.get(BUSY)).text


async def press(desk: Desk, rest: str = "") -> httpx.Response:
    (missed,) = desk.world.store.state.missed_calls
    answer = await desk.client.post(f"{BUSY}/vastaamatta/{missed}{rest}")
    desk.path = answer.headers.get("location", "")
    return answer


@pytest.mark.parametrize(
    ("state", "button", "direction"),
    [
        ("ringing", "Vastaan: aloita", CallDirection.INBOUND),
        ("missed", "Soita takaisin", CallDirection.OUTBOUND),
    ],
)
async def test_one_press_begins_the_call_with_the_number_filled_in_and_likeness_offered(
    desk: Desk, state: str, button: str, direction: CallDirection
) -> None:
    answer = await tell(desk.world, notice(state=state))
    page = await listed(desk)
    await press(desk)
    shown = (await desk.client.get(desk.path)).text

    assert (answer.status_code, answer.json()) == (201, {"is_first": True})
    assert button in page
    assert "apunumero" in page
    assert DIGITS not in page.replace(" ", "")
    assert 'value="040 1234567"' in shown
    assert 'value="like"' in shown
    assert desk.call.direction is direction
    assert "Kaisa soittaa nyt" in await listed(desk)
    await desk.press("end", outcome="advised")
    assert "Ei vastaamatta jääneitä puheluja" in await listed(desk)
    (said,) = desk.said(CallLogged)
    assert isinstance(said, CallLogged)
    assert (said.direction, said.outcome) == (direction, CallOutcome.ADVISED)


async def test_the_same_notice_twice_is_one_line_and_ten_calls_are_counted(desk: Desk) -> None:
    answers = [await tell(desk.world, notice()) for _ in range(2)]
    for number in range(9):
        await tell(desk.world, notice(call=f"pbx-again-{number}"))

    page = await listed(desk)

    assert [answer.status_code for answer in answers] == [201, 200]
    assert page.count("Soita takaisin") == 1
    assert "10 kertaa" in page


@pytest.mark.parametrize(
    ("number", "words"),
    [(None, "salattu numero"), ("anonymous", "salattu numero"), ("12", "numeroon ei voi soittaa")],
)
async def test_what_cannot_be_rung_back_is_seen_counted_and_taken_off(
    desk: Desk, number: str | None, words: str
) -> None:
    for name in ("pbx-1", "pbx-2"):
        await tell(desk.world, notice(call=name, number=number))
    page = await listed(desk)

    assert words in page
    assert "2 kertaa" in page
    assert "Soita takaisin" not in page
    assert (await press(desk)).status_code == 409
    await press(desk, "/pois")
    assert words not in await listed(desk)


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (notice(), {"webhook-id": "n1"}, 401, "seal"),
        (notice(at="2026-11-01T12:00:00Z"), None, 422, "time"),
        (notice(state="answered"), None, 422, "body"),
        (notice(line="Aino <b>"), None, 422, "body"),
        ("{", None, 422, "body"),
    ],
)
async def test_what_is_not_believed_is_refused_in_words_that_repeat_nothing(
    desk: Desk, body: str, headers: dict[str, str] | None, status: int, code: str
) -> None:
    answer = await tell(desk.world, body, headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not desk.world.store.state.missed_calls
    for private in (DIGITS, "Aino", "answered"):
        assert private not in answer.text


async def test_a_network_without_a_key_says_so() -> None:
    answer = await tell(PageWorld(call_key=""), notice())

    assert (answer.status_code, answer.json()["code"]) == (403, "no_key")
    assert "INTAKE_CALL_KEY" in answer.json()["title"]


@pytest.mark.parametrize("number", ["040 123 4567", "salattu"])
async def test_a_missed_call_is_noted_by_hand(desk: Desk, number: str) -> None:
    typed = {"missed_number": number, "missed_at": "13.40"}
    answer = await desk.client.post(f"{BUSY}/vastaamatta", data=typed)

    assert answer.headers["location"] == "/fi/ops#missed-calls"
    assert "25.11.2026 klo 13.40" in await listed(desk)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"missed_number": "", "missed_at": ""}, ["missed_number"]),
        ({"missed_number": "040 123 4567 tai 050 765 4321"}, ["missed_number"]),
        ({"missed_number": "12", "missed_at": "99.99"}, ["missed_number", "missed_at"]),
    ],
)
async def test_what_is_wrong_by_hand_is_said_at_its_field(
    desk: Desk, typed: dict[str, str], fields: list[str]
) -> None:
    answer = await desk.client.post(f"{BUSY}/vastaamatta", data=typed)

    assert answer.status_code == 422
    for field in fields:
        assert f'id="{field}-error"' in answer.text
    assert not desk.world.store.state.missed_calls


async def test_a_number_goes_into_no_log_and_no_event(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    await tell(desk.world, notice())
    await tell(desk.world, notice(at="2026-11-01T12:00:00Z"))
    await press(desk)
    await desk.press("end", outcome="advised")

    written = capsys.readouterr()
    said = "".join(one.data.model_dump_json() for one in desk.world.store.state.published)
    assert DIGITS not in written.out + written.err + said


@pytest.mark.parametrize(
    ("outcome", "is_heard"), [("advised", True), ("no_answer", False), ("wrong_number", False)]
)
async def test_a_line_says_that_the_same_number_got_through_and_stays_until_it_is_taken_off(
    desk: Desk, outcome: str, *, is_heard: bool
) -> None:
    await tell(desk.world, notice(state="missed"))
    await desk.begin()
    await desk.press("end", outcome=outcome)

    page = await listed(desk)

    assert ("samasta numerosta on puhuttu" in page) is is_heard
    assert "/vastaamatta/" in page
    await press(desk, "/pois")
    assert "Ei vastaamatta jääneitä puheluja" in await listed(desk)


async def test_a_call_that_nobody_answered_is_said_once_with_nothing_of_who_rang(
    desk: Desk,
) -> None:
    await tell(desk.world, notice(state="ringing"))
    before = desk.said(CallMissed)
    for _ in range(2):
        await tell(desk.world, notice(state="missed"))
    await desk.client.post(f"{BUSY}/vastaamatta", data={"missed_number": "040 7654321"})

    envelopes = [
        one for one in desk.world.store.state.published if isinstance(one.data, CallMissed)
    ]

    told, by_hand = (one.data for one in envelopes)
    assert before == []
    assert isinstance(told, CallMissed)
    assert told.model_dump(exclude={"call_id"}) == {
        "rang_at": NOW,
        "in_hours": True,
        "channel": "phone",
    }
    assert told.call_id not in desk.world.store.state.missed_calls
    assert isinstance(by_hand, CallMissed)
    assert [(one.subject, one.version, one.municipality) for one in envelopes] == [
        (f"call/{each.call_id}", 1, "491") for each in (told, by_hand)
    ]


async def test_what_is_rung_back_and_reached_is_said_to_be_returned(desk: Desk) -> None:
    await tell(desk.world, notice(state="missed"))
    await press(desk)
    await desk.press("end", outcome="advised")

    (missed,), (back,) = desk.said(CallMissed), desk.said(CallMissedReturned)

    assert isinstance(missed, CallMissed)
    assert isinstance(back, CallMissedReturned)
    assert missed.call_id == back.call_id


async def test_what_is_taken_off_the_list_was_not_returned(desk: Desk) -> None:
    await tell(desk.world, notice(state="missed"))
    await press(desk, "/pois")

    assert desk.said(CallMissedReturned) == []
