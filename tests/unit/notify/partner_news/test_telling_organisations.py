"""An organisation is told by letter: once, grouped, and of an endpoint that fell silent."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.notify.partner_news.model import Form, LetterWish
from services.notify.partner_news.use_cases.choose import ChooseNews
from services.notify.partner_news.use_cases.take_in import TakeInNews
from services.notify.partner_news.use_cases.tell import TellOrganisations
from services.notify.partner_news.wording import DigestWords
from services.notify.subscriptions.model import Wishes
from shared.contracts.notify import EndpointSwitchedOff
from shared.contracts.words import Language
from shared.web.catalogues import read_catalogues
from tests.support.activations import FakeCurrent
from tests.support.notify.building import HELP, NOW, request_created
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.partner_news.fakes import FakeNewsOnPage
from tests.support.notify.state import FakeRow, fake_endpoint
from tests.support.notify.webhooks.building import LINKS

OURS = UUID(int=1)
ADDRESS = "ruoka@jarjesto.fi"
CATALOGUES = read_catalogues(["notify", "kit"])


class World(WakingWorld):
    """The use cases over a fake store; links hold their token in the clear."""

    @property
    def telling(self) -> TellOrganisations:
        return TellOrganisations(
            store=self.store,
            words=DigestWords(lambda: CATALOGUES),
            page=lambda language, organisation: f"/{language}/uutiset/{organisation}",
            new_id=uuid4,
            now=lambda: self.store.state.now,
            wake=self.wake,
        )

    @property
    def choosing(self) -> ChooseNews:
        return ChooseNews(
            store=self.store,
            shown=FakeNewsOnPage(self.store),
            current=FakeCurrent(HELP),
            new_id=uuid4,
            now=lambda: self.store.state.now,
            confirm_page=lambda _, token: token,
            wake=self.wake,
        )

    async def choose(self, form: Form = "hourly", address: str = ADDRESS) -> str | None:
        wishes = Wishes(["request.created", "request.closed"])
        wish = LetterWish(OURS, form, wishes, Language.FINNISH, address)
        return await self.choosing.choose(wish)

    async def confirm(self) -> bool:
        letter = self.letters("partner_confirm")[-1].letter
        assert letter is not None
        return await self.choosing.confirm(letter.values["confirm_url"])

    async def hear(self, municipality: str = "491") -> None:
        take_in = TakeInNews(self.store, LINKS, uuid4, self.wake, lambda: self.store.state.now)
        await take_in.react_to_partner_event(request_created(municipality))

    def letters(self, template: str) -> list[FakeRow]:
        return [row for row in self.store.state.rows.values() if row.kind == template]


async def test_an_hours_news_are_one_letter_and_nothing_is_told_twice() -> None:
    world = World()
    await world.choose()
    assert await world.confirm()
    for municipality in ("491", "491", "740"):
        await world.hear(municipality)
    early = await world.telling.write_one()
    world.store.state.now += timedelta(hours=1)

    written = [await world.telling.write_one() for _ in range(2)]

    (row,) = world.letters("partner_digest")
    assert (early, written) == (0, [1, 0])
    assert row.letter is not None
    assert row.letter.recipient == ADDRESS
    assert row.letter.values["line_1"] == "Avunpyyntö luotu: 3 (Mikkeli 2, Savonlinna 1)"
    assert row.letter.values["line_2"] == ""
    assert row.letter.values["page_url"] == f"/fi/uutiset/{OURS}"
    assert row.delivery.event_id == row.delivery.id, "no event asked for it"


async def test_who_wants_it_at_once_is_told_at_once() -> None:
    world = World()
    await world.choose("at_once")
    await world.confirm()
    await world.hear()

    assert await world.telling.write_one() == 1


async def test_who_wants_the_page_only_gets_no_letter() -> None:
    world = World()
    assert await world.choose("page", "") is None
    await world.hear()
    world.store.state.now += timedelta(days=2)

    assert await world.telling.write_one() == 0
    assert len(await world.choosing.newest(OURS)) == 1


async def test_what_came_before_the_address_was_confirmed_is_not_forgotten() -> None:
    world = World()
    await world.choose("at_once")
    await world.hear()
    before = await world.telling.write_one()
    await world.confirm()

    assert (before, await world.telling.write_one()) == (0, 1)


async def test_an_address_is_asked_once_whether_it_is_theirs() -> None:
    world = World()
    await world.choose()
    await world.confirm()

    await world.choose("daily")
    await world.choose("daily", "muu@jarjesto.fi")

    recipients = [row.letter.recipient for row in world.letters("partner_confirm") if row.letter]
    assert recipients == [ADDRESS, "muu@jarjesto.fi"]


@pytest.mark.parametrize(
    ("address", "wrong"), [("", "missing"), ("ei osoite", "invalid"), ("a@b.invalid", "invalid")]
)
async def test_an_address_nobody_can_be_written_to_is_refused(address: str, wrong: str) -> None:
    world = World()

    assert await world.choose("daily", address) == wrong
    assert world.store.state.wishes == {}


async def test_an_organisation_is_told_that_its_endpoint_fell_silent_once() -> None:
    world = World()
    await world.choose()
    await world.confirm()
    endpoint = fake_endpoint("request.created", organisation=OURS)
    endpoint = replace(endpoint, enabled=False, disabled_at=NOW)
    world.store.state.endpoints[endpoint.id] = endpoint

    told = [await world.telling.tell_of_silence() for _ in range(2)]

    (row,) = world.letters("partner_endpoint_off")
    assert told == [1, 0]
    assert row.letter is not None
    assert row.letter.values["endpoint"] == "partner.example"


async def test_each_time_an_endpoint_falls_silent_is_said_for_people_to_be_told() -> None:
    world = World()
    endpoint = fake_endpoint("request.created", organisation=OURS)
    world.store.state.endpoints[endpoint.id] = endpoint

    for _ in range(2):
        async with world.store.begin() as work:
            await work.subscriptions.switch_off(endpoint.id)
        await world.telling.tell_of_silence()
        async with world.store.begin() as work:
            await work.subscriptions.switch_on(endpoint.id)

    said = [(each.subject, each.version, each.data) for each in world.store.state.published]
    subject = f"endpoint/{endpoint.id}"
    data = EndpointSwitchedOff(endpoint_id=endpoint.id, organisation_id=OURS)
    assert said == [(subject, 1, data), (subject, 2, data)]


async def test_where_nobody_can_be_written_to_it_is_not_tried_for_ever() -> None:
    world = World()
    endpoint = fake_endpoint("request.created", organisation=OURS)
    endpoint = replace(endpoint, enabled=False, disabled_at=NOW)
    world.store.state.endpoints[endpoint.id] = endpoint

    told = [await world.telling.tell_of_silence() for _ in range(2)]

    assert told == [1, 0]
    assert world.store.state.rows == {}


async def test_an_endpoints_news_are_on_the_organisations_page_too_and_lead_there() -> None:
    world = World()
    endpoint = fake_endpoint("request.created", organisation=OURS)
    world.store.state.endpoints[endpoint.id] = endpoint

    await world.hear()

    (row,) = world.store.state.rows.values()
    (shown,) = await world.choosing.newest(OURS)
    assert row.news is not None
    assert row.news.link == shown.link
    assert shown.link == f"https://apu.example/fi/uutiset/{OURS}/tapahtumat/{shown.event_id}"
    assert shown.due_at is None
