"""An organisation left: nothing goes to it, nothing is kept of where it was."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.notify.deliveries.rules import Again
from services.notify.endpoints.use_cases import KeepOwnEndpoints
from services.notify.partner_news.model import LetterWish
from services.notify.partner_news.use_cases.choose import ASKED_A_DAY, ChooseNews
from services.notify.partner_news.use_cases.leave import EndOrganisations
from services.notify.partner_news.use_cases.take_in import TakeInNews
from services.notify.subscriptions.model import EndpointId, Wishes
from services.notify.webhooks.use_cases import SendNews, keep_news
from shared.contracts.envelope import Envelope
from shared.contracts.matching import PartnerLeft
from shared.contracts.notify import NotificationFailed
from shared.contracts.words import Language, NoticeChannel
from tests.support.activations import FakeCurrent
from tests.support.notify.building import HELP, delivery, envelope, news, request_created
from tests.support.notify.deliveries.fakes import FakeDueDeliveries
from tests.support.notify.endpoints.fakes import FakeOwnEndpoints
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.partner_news.fakes import FakeNewsOnPage
from tests.support.notify.state import fake_endpoint
from tests.support.notify.webhooks.building import LINKS
from tests.support.notify.webhooks.fakes import FakeWebhookSender

OURS, THEIRS = UUID(int=1), UUID(int=2)


def partner_left(organisation: UUID = OURS) -> Envelope[PartnerLeft]:
    """Say that an organisation left."""
    return envelope(PartnerLeft(organisation_id=organisation), f"partner/{organisation}")


class World(WakingWorld):
    """What organisations do, over a fake store."""

    @property
    def ending(self) -> EndOrganisations:
        return EndOrganisations(self.store, self.wake)

    async def endpoint(self, organisation: UUID, waiting: int = 1) -> EndpointId:
        made = fake_endpoint("request.created", organisation=organisation)
        self.store.state.endpoints[made.id] = made
        async with self.store.begin() as work:
            for _ in range(waiting):
                item = delivery(NoticeChannel.WEBHOOK)
                await keep_news(work, item, made.id, news(item.event_id))
        return made.id

    async def choose(self, address: str = "ruoka@jarjesto.fi") -> str | None:
        choosing = ChooseNews(
            store=self.store,
            shown=FakeNewsOnPage(self.store),
            current=FakeCurrent(HELP),
            new_id=uuid4,
            now=lambda: self.store.state.now,
            confirm_page=lambda _, token: token,
            wake=self.wake,
        )
        wishes = Wishes(["request.created"])
        return await choosing.choose(LetterWish(OURS, "daily", wishes, Language.FINNISH, address))

    async def add(self) -> object:
        async def nothing_wrong(_: str) -> None:
            return None

        async def let_go(_: EndpointId) -> bool:
            return False

        keeping = KeepOwnEndpoints(
            store=self.store,
            shown=FakeOwnEndpoints(self.store),
            wrong_with=nothing_wrong,
            let_go=let_go,
            current=FakeCurrent(HELP),
            new_id=uuid4,
            new_secret=lambda: "whsec_",
            wake=self.wake,
        )
        return await keeping.add(OURS, "https://ours.example/", Wishes(("request.created",)))

    def failed(self) -> list[str]:
        said = (each.data for each in self.store.state.published)
        return [each.reason for each in said if isinstance(each, NotificationFailed)]


async def test_addresses_and_secrets_of_who_left_are_erased_and_others_stay() -> None:
    world = World()
    ours, theirs = await world.endpoint(OURS), await world.endpoint(THEIRS)
    await world.choose()

    for _ in range(2):
        await world.ending.react_to_partner_left(partner_left())

    gone, stays = world.store.state.endpoints[ours], world.store.state.endpoints[theirs]
    assert (gone.url, gone.secrets, gone.enabled) == ("", (), False)
    assert gone.removed_at is not None
    assert (stays.removed_at, bool(stays.secrets)) == (None, True)
    assert world.store.state.wishes == {}


async def test_what_is_under_way_ends_with_its_reason_and_nobody_else_loses_any() -> None:
    world = World()
    await world.endpoint(OURS, 3)
    await world.endpoint(THEIRS)
    await world.choose()
    await world.ending.react_to_partner_left(partner_left())
    recalled = world.failed()

    gone = [await world.ending.let_go_some() for _ in range(2)]

    assert recalled == ["recalled"], "the letter that asks for an address"
    assert gone == [3, 0]
    assert world.failed()[1:] == ["partner_left"] * 3
    ended = [row for row in world.store.state.rows.values() if row.reason == "partner_left"]
    assert all(row.handled for row in ended)


async def test_nothing_is_heard_added_or_chosen_after_leaving() -> None:
    world = World()
    await world.endpoint(OURS, 0)
    await world.choose()
    await world.ending.react_to_partner_left(partner_left())
    before = len(world.store.state.rows)

    take_in = TakeInNews(world.store, LINKS, uuid4, world.wake, lambda: world.store.state.now)
    await take_in.react_to_partner_event(request_created("491"))
    answers = await world.choose(), await world.add()

    assert answers == ("left", "left")
    assert len(world.store.state.rows) == before
    assert world.store.state.own_news == {}


async def test_a_delivery_in_hand_is_not_posted_to_who_left() -> None:
    world, sender = World(), FakeWebhookSender()
    await world.endpoint(OURS)
    (claim,) = await FakeDueDeliveries(world.store).claim_calls(1)
    await world.ending.react_to_partner_left(partner_left())

    step = await SendNews(world.store, sender, lambda: 0.0).send_news(claim)

    assert sender.calls == []
    assert isinstance(step, Again)
    assert await world.ending.let_go_some() == 1
    assert world.failed()[-1] == "partner_left"


@pytest.mark.parametrize(("later", "answer"), [(23, "often"), (24, None)])
async def test_nobodys_mailbox_is_filled_with_letters_that_ask_for_an_address(
    later: int, answer: str | None
) -> None:
    world = World()
    answers = [await world.choose(f"a{number}@example.fi") for number in range(ASKED_A_DAY)]
    answers.append(await world.choose("somebody@example.fi"))
    kept = world.store.state.wishes[OURS].wish.address
    asked = len(world.store.state.rows)
    world.store.state.now += timedelta(hours=later)

    assert answers == [None] * ASKED_A_DAY + ["often"]
    assert (kept, asked) == (f"a{ASKED_A_DAY - 1}@example.fi", ASKED_A_DAY)
    assert await world.choose("somebody@example.fi") == answer
