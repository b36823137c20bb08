"""An organisation's endpoints on their pages: added, checked, tried, rotated and removed."""

import re
from uuid import UUID

import pytest

from services.notify.deliveries.model import Accepted, Refused, Rejected
from services.notify.endpoints.use_cases import MOST, SHOWN
from tests.support.notify.page import NEW_SECRET, PageWorld
from tests.support.notify.webhooks.fakes import FakeWebhookSender

OURS, THEIRS = UUID(int=1), UUID(int=2)
HERE = f"/fi/uutiset/{OURS}/rajapinnat"
FORM = {"url": "https://ours.example/hook", "types": "request.created", "municipalities": "mikkeli"}


async def test_a_new_endpoint_shows_its_secret_once_and_hears_nothing_yet() -> None:
    world = PageWorld()

    async with world.member_of(OURS) as browser:
        added = await browser.post(f"{HERE}/uusi", data=FORM)
        (endpoint,) = world.store.state.endpoints.values()
        shown = await browser.get(f"{HERE}/{endpoint.id}")

    assert NEW_SECRET in added.text
    assert f"WEBHOOK_SECRET={NEW_SECRET} PORT" in added.text, "a receiver to begin with"
    assert NEW_SECRET not in shown.text
    assert (endpoint.organisation, endpoint.enabled) == (OURS, False)
    assert (endpoint.types, endpoint.municipalities) == (("request.created",), ("491",))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "http://10.0.0.1/"}, "url"),
        ({"url": "https://ours.example/" + "x" * 500}, "url"),
        ({"types": "staff.session_closed"}, "types"),
        ({"municipalities": "Mikkeli, Atlantis"}, "municipalities"),
    ],
)
async def test_what_cannot_be_is_said_beside_its_field(change: dict[str, str], field: str) -> None:
    world = PageWorld()

    async with world.member_of(OURS) as browser:
        answer = await browser.post(f"{HERE}/uusi", data=FORM | change)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert world.store.state.endpoints == {}


async def test_an_organisation_has_so_many_endpoints_and_no_more() -> None:
    world = PageWorld()
    for _ in range(MOST):
        await world.own_endpoint(OURS)

    async with world.member_of(OURS) as browser:
        answer = await browser.post(f"{HERE}/uusi", data=FORM)

    assert answer.status_code == 422
    assert len(world.store.state.endpoints) == MOST


async def test_an_endpoint_that_answers_the_challenge_is_on() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS, is_checked=False)

    async with world.member_of(OURS) as browser:
        answer = await browser.post(f"{HERE}/{endpoint}/tarkista")

    (call,) = world.webhook.calls
    assert answer.headers["location"].endswith("done=checked")
    assert (call.challenge, call.news.type) == ("say-this", "endpoint.challenge")
    assert world.store.state.endpoints[endpoint].enabled


async def test_an_endpoint_that_does_not_stays_off() -> None:
    world = PageWorld()
    world.webhook = FakeWebhookSender(lambda _: Rejected("not_echoed", "not_echoed"))
    endpoint = await world.own_endpoint(OURS, is_checked=False)

    async with world.member_of(OURS) as browser:
        answer = await browser.post(f"{HERE}/{endpoint}/tarkista")
        page = await browser.get(answer.headers["location"])

    assert "vastaus ei sisältänyt tarkistustekstiä" in page.text
    assert not world.store.state.endpoints[endpoint].enabled


@pytest.mark.parametrize(
    ("outcome", "done"), [(Accepted("204"), "tested"), (Refused("500"), "untested")]
)
async def test_a_test_is_posted_while_one_waits(outcome: Accepted | Refused, done: str) -> None:
    world = PageWorld()
    world.webhook = FakeWebhookSender(lambda _: outcome)
    endpoint = await world.own_endpoint(OURS)

    async with world.member_of(OURS) as browser:
        answer = await browser.post(f"{HERE}/{endpoint}/kokeile")
        soon = await browser.post(f"{HERE}/{endpoint}/kokeile")
        page = await browser.get(answer.headers["location"])

    assert answer.headers["location"].endswith(f"done={done}")
    assert len(world.webhook.calls) == 1, "a second one so soon is not posted"
    assert soon.headers["location"].endswith("done=untested")
    assert outcome.response in page.text
    assert world.store.state.rows == {}


async def test_a_rotation_shows_the_new_secret_and_ends_when_it_is_said() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)

    async with world.member_of(OURS) as browser:
        rotated = await browser.post(f"{HERE}/{endpoint}/salaisuus")
        two = world.store.state.endpoints[endpoint].secrets
        await browser.post(f"{HERE}/{endpoint}/salaisuus/vanha")

    assert NEW_SECRET in rotated.text
    assert (len(two), two[0]) == (2, NEW_SECRET)
    assert world.store.state.endpoints[endpoint].secrets == (NEW_SECRET,)


async def test_a_list_is_filtered_and_goes_on_on_the_next_page() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    await world.add_own_news(endpoint, "gave_up")
    for _ in range(SHOWN):
        await world.add_own_news(endpoint)

    async with world.member_of(OURS) as browser:
        first = await browser.get(f"{HERE}/{endpoint}")
        (after,) = re.findall(r"after=([0-9a-f-]{36})", first.text)
        second = await browser.get(f"{HERE}/{endpoint}?state=&kind=&after={after}")
        failed = await browser.get(f"{HERE}/{endpoint}?state=failed&kind=request.created")
        nothing = await browser.get(f"{HERE}/{endpoint}?state=sent")

    pattern = rf"{endpoint}/toimitukset/[0-9a-f-]{{36}}\""
    counts = [len(re.findall(pattern, page.text)) for page in (first, second, failed, nothing)]
    assert counts == [SHOWN, 1, 1, 0]


async def test_what_was_given_up_is_sent_again_one_or_all() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    one, other = [await world.add_own_news(endpoint, "gave_up") for _ in range(2)]

    async with world.member_of(OURS) as browser:
        await browser.post(f"{HERE}/{endpoint}/toimitukset/{one}/uudelleen")
        states = [world.store.state.rows[each].state for each in (one, other)]
        rest = await browser.post(f"{HERE}/{endpoint}/uudelleen", data={"since": "2026-11-25"})
        later = await browser.post(f"{HERE}/{endpoint}/uudelleen", data={"since": "2026-11-26"})

    assert states == ["waiting", "failed"]
    assert world.store.state.rows[other].state == "waiting"
    assert rest.headers["location"].endswith("done=missed")
    assert later.headers["location"].endswith("done=nothing")


async def test_the_way_back_sends_what_was_missed() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    missed = await world.add_own_news(endpoint, "gave_up")
    async with world.store.begin() as work:
        await work.subscriptions.switch_off(endpoint)

    async with world.member_of(OURS) as browser:
        page = await browser.get(f"{HERE}/{endpoint}")
        answer = await browser.post(f"{HERE}/{endpoint}/kayttoon")

    assert "pois käytöstä" in page.text
    assert answer.headers["location"].endswith("done=on")
    assert world.store.state.rows[missed].state == "waiting"
    assert world.store.state.endpoints[endpoint].enabled


async def test_one_delivery_shows_the_request_and_each_answer() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    failed = await world.add_own_news(endpoint, "gave_up")

    async with world.member_of(OURS) as browser:
        page = await browser.get(f"{HERE}/{endpoint}/toimitukset/{failed}")

    assert "webhook-id" in page.text
    assert "request.created" in page.text
    assert ">500<" in page.text


async def test_what_is_heard_is_changed_and_an_endpoint_is_removed() -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    waiting = await world.add_own_news(endpoint)

    async with world.member_of(OURS) as browser:
        await browser.post(f"{HERE}/{endpoint}/toiveet", data=FORM | {"lines": "food"})
        asked = await browser.get(f"{HERE}/{endpoint}/poista")
        await browser.post(f"{HERE}/{endpoint}/poista")
        gone = await browser.get(f"{HERE}/{endpoint}")

    found = world.store.state.endpoints[endpoint]
    assert (found.types, found.lines) == (("request.created",), ("food",))
    assert asked.status_code == 200
    assert gone.status_code == 404
    assert world.store.state.rows[waiting].reason == "endpoint_off"


VERBS = ("tarkista", "kokeile", "salaisuus", "salaisuus/vanha", "kayttoon", "uudelleen", "poista")


@pytest.mark.parametrize("verb", VERBS)
async def test_another_organisations_endpoint_is_not_there(verb: str) -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(THEIRS)
    failed = await world.add_own_news(endpoint, "gave_up")
    before = repr(world.store.state.endpoints[endpoint])

    async with world.member_of(OURS) as browser:
        pressed = await browser.post(f"{HERE}/{endpoint}/{verb}")
        again = await browser.post(f"{HERE}/{endpoint}/toimitukset/{failed}/uudelleen")
        pages = [
            await browser.get(f"{HERE}/{endpoint}{rest}")
            for rest in ("", "/toiveet", "/poista", f"/toimitukset/{failed}")
        ]
        theirs = await browser.get(f"/fi/uutiset/{THEIRS}/rajapinnat/{endpoint}")

    assert pressed.status_code in {303, 404}
    assert again.headers["location"].endswith("done=nothing")
    assert [page.status_code for page in pages] == [404] * 4
    assert theirs.status_code == 403
    assert world.webhook.calls == []
    assert repr(world.store.state.endpoints[endpoint]) == before
    assert world.store.state.rows[failed].state == "failed"


@pytest.mark.parametrize("path", ["uusi", "toiveet"])
async def test_the_forms_are_in_each_language(path: str, language: str) -> None:
    world = PageWorld()
    endpoint = await world.own_endpoint(OURS)
    path = path if path == "uusi" else f"{endpoint}/{path}"

    async with world.member_of(OURS) as browser:
        page = await browser.get(f"/{language}/uutiset/{OURS}/rajapinnat/{path}")

    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
