"""Intake follows a referral: the request stands with it, and whom it concerns is written to."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.referrals.use_cases.follow import FollowReferrals
from services.intake.requests.model import Closure, RequestId, State
from services.intake.requests.ports import UnknownRequestError
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.staff.model import Staff, StaffId
from shared.contracts.envelope import Envelope
from shared.contracts.intake import ReferralLinkIssued, RequestReferred
from shared.contracts.matching import SaysReferral
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Category, Language, StaffRole, Standing
from shared.sealing.tokens import token_hash
from tests.support.intake.building import Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.referrals.building import FakeNames, ReferralStory, partner_letters
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import new_request, plea, taken_in
from tests.support.intake.submissions.fakes import FakeReception


class Scene:
    """A store with one request, and who follows referrals."""

    def __init__(self) -> None:
        self.store, self.sealed = FakeStore(), Sealed()
        drawn = Drawn()
        to_asker = letters(self.sealed, drawn)
        self.follow = FollowReferrals(
            self.store,
            SettleRequests(to_asker, drawn.chance()),
            partner_letters(self.sealed, drawn),
            to_asker,
            FakeNames(),
            drawn.chance(),
        )

    async def ask(self, category: Category = Category.FOOD_AID) -> ReferralStory:
        new = replace(new_request(), plea=plea(category=category))
        await FakeReception(self.store).take_in(taken_in(new))
        return ReferralStory(new.id)

    async def member(
        self, organisation_id: UUID, name: str = "Maija", email: str = "maija@example.org"
    ) -> StaffId:
        roles = (StaffRole.PARTNER_MEMBER,)
        staff = Staff(StaffId(uuid4()), name, "$argon2id$", roles, organisation_id=organisation_id)
        async with self.store.begin() as work:
            await work.staff.add(staff)
            await work.duties.set_email(staff.id, email, Language.FINNISH)
        return staff.id

    async def hear(self, *events: Envelope[SaysReferral]) -> None:
        for event in events:
            await self.follow.react_to_referral(event)

    def state(self, story: ReferralStory) -> State:
        return self.store.state.requests[RequestId(story.request_id)].stored.state

    def said(self, kind: type) -> Sequence[object]:
        return [each.data for each in self.store.state.published if isinstance(each.data, kind)]

    def values(self, name: str) -> list[str]:
        return [each.values[name] for each in self.sealed.notices if name in each.values]

    def versions(self, story: ReferralStory) -> list[int]:
        subject = f"request/{story.request_id}"
        return [each.version for each in self.store.state.published if each.subject == subject]


async def test_the_request_stands_as_the_referral_does_until_it_is_closed() -> None:
    scene = Scene()
    story = await scene.ask()
    seen = []
    for event in (
        story.sent(),
        story.asked_back(),
        story.answered(),
        story.accepted(),
        story.in_progress(),
        story.completed(),
    ):
        await scene.hear(event)
        seen.append(scene.state(story))

    assert seen == [
        State.REFERRED,
        State.REFERRED,
        State.REFERRED,
        State.ACCEPTED,
        State.IN_PROGRESS,
        State.CLOSED,
    ]
    closed = scene.store.state.requests[RequestId(story.request_id)].stored
    assert closed.closure is Closure.COMPLETED
    assert scene.versions(story) == list(range(1, len(scene.versions(story)) + 1))


async def test_that_it_was_referred_is_said_once() -> None:
    scene = Scene()
    story = await scene.ask()
    sent = story.sent()

    await scene.hear(sent, sent, story.reminded(), story.accepted())

    (said,) = scene.said(RequestReferred)
    assert isinstance(said, RequestReferred)
    assert (said.referral_id, said.organisation_id) == (story.referral_id, story.organisation_id)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_order_and_doubles_do_not_matter(order: tuple[int, ...]) -> None:
    scene = Scene()
    story = await scene.ask()
    events = (story.sent(), story.accepted(), story.in_progress())

    await scene.hear(*(events[each] for each in (*order, *order)))

    assert scene.state(story) is State.IN_PROGRESS
    assert len(scene.said(RequestReferred)) == 1


async def test_each_member_has_a_link_of_their_own_of_which_matching_knows_the_hash() -> None:
    scene = Scene()
    story = await scene.ask()
    members = [
        await scene.member(story.organisation_id),
        await scene.member(story.organisation_id, "Pekka", "pekka@example.org"),
    ]
    await scene.member(uuid4(), "Muu", "muu@example.org")

    await scene.hear(story.sent())

    links = [url.rpartition("/")[2] for url in scene.values("referral_url")]
    issued = [
        each for each in scene.said(ReferralLinkIssued) if isinstance(each, ReferralLinkIssued)
    ]
    assert len(set(links)) == 2
    assert {each.token_hash for each in issued} == {token_hash(link) for link in links}
    assert {each.staff_id for each in issued} == set(members)
    assert scene.values("town") == ["Mikkeli", "Mikkeli"]
    assert scene.values("opening") == ["verkosto pyytää järjestöänne auttamaan."] * 2


async def test_a_member_without_an_address_is_not_written_to() -> None:
    scene = Scene()
    story = await scene.ask()
    await scene.member(story.organisation_id, email="")

    await scene.hear(story.sent())

    assert scene.said(ReferralLinkIssued) == []


@pytest.mark.parametrize(("email", "called"), [("", 1), ("maija@example.org", 0)])
async def test_a_person_is_called_where_no_letter_reaches_anybody_of_it(
    email: str, called: int
) -> None:
    scene = Scene()
    story = await scene.ask()
    await scene.member(story.organisation_id, email=email)

    await scene.hear(story.sent(), story.reminded())

    reasons = [each.attention.reason for each in scene.store.state.attentions.values()]
    assert reasons.count(AttentionReason.PARTNER_UNTOLD) == called


async def test_a_reminder_and_an_answer_are_written_and_a_taking_back_too() -> None:
    scene = Scene()
    story = await scene.ask()
    await scene.member(story.organisation_id)

    await scene.hear(story.sent(), story.reminded(), story.asked_back(), story.answered())
    await scene.hear(story.withdrawn())

    assert [words.partition(" ")[0] for words in scene.values("opening")] == [
        "verkosto",
        "muistutamme:",
        "vastasimme",
    ]
    assert len(scene.values("page_url")) == 1


async def test_the_asker_hears_who_helps_and_if_they_do_not_after_all() -> None:
    scene = Scene()
    story = await scene.ask()

    await scene.hear(story.sent(), story.accepted(), story.in_progress(), story.returned())

    said = scene.said(NotificationRequested)
    to_asker = [each.template for each in said if isinstance(each, NotificationRequested)]
    assert to_asker[-2:] == ["request_with_partner", "request_reopened"]
    assert scene.values("partner") == ["Mikkelin Ruoka-apu ry"]


async def test_of_what_only_staff_see_to_no_letter_names_line_or_organisation() -> None:
    scene = Scene()
    story = await scene.ask(Category.SUBSTANCE_SUPPORT)
    await scene.member(story.organisation_id)

    await scene.hear(story.sent(), story.accepted())

    assert scene.values("line") == ["Neuvonta ja digituki"]
    assert scene.values("partner") == []


async def test_a_closed_request_stays_closed_and_nobody_is_asked() -> None:
    scene = Scene()
    story = await scene.ask()
    await scene.member(story.organisation_id)
    item = scene.store.state.requests[RequestId(story.request_id)]
    async with scene.store.begin() as work:
        await scene.follow.settle.close_request(work, item.stored, Closure.CANCELLED)

    await scene.hear(story.sent(), story.withdrawn(Standing.CLOSED))

    assert scene.state(story) is State.CLOSED
    assert scene.said(ReferralLinkIssued) == []


async def test_a_referral_of_a_request_that_was_never_taken_in_is_a_fault() -> None:
    with pytest.raises(UnknownRequestError):
        await Scene().hear(ReferralStory(uuid4()).sent())
