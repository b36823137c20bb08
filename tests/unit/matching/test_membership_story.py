"""The use cases over the fake store: a member pauses, goes on, changes, leaves, or comes again."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.needs.model import NeedState
from services.matching.proposals.model import MatchState, Outcome
from services.matching.troubles.model import SAME_PERSON
from services.matching.volunteers.model import SignUp, Standing, VolunteerState
from shared.contracts.matching import (
    MatchProposed,
    MatchWithdrawn,
    VolunteerAvailabilityChanged,
    VolunteerRegistered,
)
from shared.contracts.notify import NotificationRecalled
from shared.contracts.words import Category, Language, WithdrawalReason
from shared.reach_points import ReachKind, ReachPoint
from tests.support.matching.building import RequestStory
from tests.support.matching.stage import Stage
from tests.support.matching.state import FakeVolunteer
from tests.support.matching.volunteers.building import contact, offer, sign_up

MAIL = "veera@example.org"
WEEK = timedelta(days=7)


class Member:
    """Veera, who is on the roster, and the newest link to her membership."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.use = stage, stage.play.use

    async def link(self, mail: str = MAIL) -> str:
        self.stage.pass_time(timedelta(minutes=30))
        point = ReachPoint(ReachKind.EMAIL, mail, Language.FINNISH)
        await self.use.member_links.send_link(point)
        return self.stage.link("member_url")

    async def join(self) -> str:
        await self.stage.play.enrol(self.stage.published, sign_up(MAIL))
        return await self.link()

    @property
    def row(self) -> FakeVolunteer:
        (item,) = self.stage.store.state.volunteers.values()
        return item

    @property
    def state(self) -> VolunteerState:
        return self.row.volunteer.state


@pytest.fixture
def veera(stage: Stage) -> Member:
    return Member(stage)


async def test_who_pauses_is_asked_nothing_until_they_say_so(stage: Stage, veera: Member) -> None:
    token = await veera.join()
    await veera.use.membership.pause(token, None)

    await stage.play.hear(RequestStory().created())
    stage.pass_time(timedelta(days=400))
    await stage.play.tick()
    asked_while_paused = MatchProposed in stage.facts()
    await veera.use.membership.resume(await veera.link())
    await stage.play.settle()

    assert not asked_while_paused
    assert veera.state is VolunteerState.ACTIVE
    assert MatchProposed in stage.facts()


async def test_a_pause_of_a_week_ends_after_a_week_and_wakes_what_waits(
    stage: Stage, veera: Member
) -> None:
    await veera.use.membership.pause(await veera.join(), WEEK)
    await stage.play.hear(RequestStory().created())

    stage.pass_time(WEEK - timedelta(minutes=1))
    await stage.play.tick()
    before = veera.state
    stage.pass_time(timedelta(minutes=1))
    await stage.play.tick()

    assert (before, veera.state) == (VolunteerState.PAUSED, VolunteerState.ACTIVE)
    assert MatchProposed in stage.facts()


async def test_a_pause_gives_questions_to_others_and_keeps_tasks(
    stage: Stage, veera: Member
) -> None:
    token = await veera.join()
    task = await stage.accepted()
    question = await stage.ask()

    await veera.use.membership.pause(token, WEEK)

    shown = await veera.use.membership.show_membership(token)
    asked = await veera.use.answer.accept_proposal(question)
    assert shown is not None
    assert (shown.asked, shown.held) == (0, 1)
    assert asked is Outcome.GIVEN_BACK
    assert await veera.use.assignments.complete_task(task, 30)
    states = {need.state for need in stage.store.state.needs.values() if need}
    assert states == {NeedState.CLOSED, NeedState.OPEN}


async def test_who_leaves_gives_all_back_and_is_erased(stage: Stage, veera: Member) -> None:
    token = await veera.join()
    await stage.accepted()
    await stage.ask()
    before = len(stage.published())

    first = await veera.use.membership.leave(token)
    again = await veera.use.membership.leave(token)

    withdrawn = [
        each.data.reason
        for each in stage.published()[before:]
        if isinstance(each.data, MatchWithdrawn)
    ]
    assert (first, again) == (True, False)
    assert (veera.state, veera.row.contact.name) == (VolunteerState.ERASED, "")
    assert withdrawn == [WithdrawalReason.VOLUNTEER_UNABLE] * 2
    assert stage.facts(before)[-1] is NotificationRecalled
    matches = {each.match.state for each in stage.store.state.matches.values()}
    assert matches == {MatchState.WITHDRAWN}
    assert await veera.use.membership.show_membership(token) is None


async def test_who_left_signs_up_as_somebody_new(stage: Stage, veera: Member) -> None:
    await veera.use.membership.leave(await veera.join())

    await stage.play.enrol(stage.published, sign_up(MAIL))

    states = [each.volunteer.state for each in stage.store.state.volunteers.values()]
    assert states == [VolunteerState.ERASED, VolunteerState.ACTIVE]
    assert stage.facts().count(VolunteerRegistered) == 2


@pytest.mark.parametrize("state", [None, VolunteerState.PAUSED, VolunteerState.SET_ASIDE])
async def test_whoever_signs_up_once_more_is_told_that_they_are_in_and_how_to_change(
    stage: Stage, veera: Member, state: VolunteerState | None
) -> None:
    token = await veera.join()
    if state is VolunteerState.PAUSED:
        await veera.use.membership.pause(token, None)
    if state is VolunteerState.SET_ASIDE:
        async with stage.store.begin() as work:
            await work.volunteers.set_aside(veera.row.volunteer.id, "recipient_refused")

    await veera.use.sign_up.take_application(sign_up(MAIL, offer(postal_code="50600")))
    letter, link = stage.templates()[-1], stage.link("member_url")
    await veera.use.membership.resume(link)

    assert letter == "volunteer_already"
    assert veera.state is VolunteerState.ACTIVE
    assert veera.row.volunteer.offer.postal_code == "50100"
    assert stage.store.state.set_aside == {}
    assert stage.facts().count(VolunteerRegistered) == 1


async def test_an_old_confirmation_of_somebody_who_rests_does_not_say_that_they_are_asked(
    stage: Stage, veera: Member
) -> None:
    token = await veera.join()
    confirmation = stage.link("confirm_url")
    await veera.use.membership.pause(token, None)

    assert await veera.use.sign_up.confirm_address(confirmation) is Standing.RESTING
    assert veera.state is VolunteerState.PAUSED


async def test_somebody_nobody_can_write_to_says_anew_how_they_are_reached(veera: Member) -> None:
    await veera.join()
    veera.row.opens = False
    token = await veera.link()

    shown = await veera.use.membership.show_membership(token)
    is_changed = await veera.use.change_members.change_member(token, sign_up(MAIL))

    assert shown is not None
    assert not shown.is_readable
    assert is_changed
    assert veera.row.opens


async def test_what_a_member_can_do_now_is_looked_at_for_who_waits(
    stage: Stage, veera: Member
) -> None:
    token = await veera.join()
    await stage.play.hear(RequestStory(category=Category.PHARMACY).created())
    before = MatchProposed in stage.facts()

    said = sign_up(MAIL, offer(categories=(Category.PHARMACY,)))
    await veera.use.change_members.change_member(token, said)
    await stage.play.settle()

    assert not before
    assert MatchProposed in stage.facts()


async def test_a_week_that_holds_more_than_is_allowed_stays_as_it_was(
    stage: Stage, veera: Member
) -> None:
    token = await veera.join()
    await stage.accepted()
    await stage.accepted()

    said = sign_up(MAIL, offer(weekly_cap=1))

    assert await veera.use.change_members.change_member(token, said) is False


async def test_only_the_newest_link_works_and_only_for_a_day(stage: Stage, veera: Member) -> None:
    first = await veera.join()
    second = await veera.link()
    looked = [await veera.use.membership.show_membership(each) for each in (first, second)]
    stage.pass_time(timedelta(days=1))

    assert [each is not None for each in looked] == [False, True]
    assert await veera.use.membership.show_membership(second) is None
    assert not await veera.use.membership.pause(second, None)
    assert not await veera.use.membership.leave(second)
    assert veera.state is VolunteerState.ACTIVE


async def test_three_links_an_hour_go_to_an_address_and_none_to_a_strangers(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up(MAIL))
    for mail in (MAIL, "stranger@example.org") * 5:
        point = ReachPoint(ReachKind.EMAIL, mail, Language.FINNISH)
        await stage.play.use.member_links.send_link(point)

    assert stage.templates().count("volunteer_link") == 3


async def test_whoever_has_not_confirmed_yet_gets_the_link_to_confirm(
    stage: Stage, veera: Member
) -> None:
    await veera.use.sign_up.take_application(sign_up(MAIL))
    stage.pass_time(timedelta(minutes=1))
    point = ReachPoint(ReachKind.EMAIL, MAIL, Language.FINNISH)

    await veera.use.member_links.send_link(point)
    await veera.use.sign_up.confirm_address(stage.link("confirm_url"))

    assert stage.templates() == ["volunteer_confirm", "volunteer_confirm"]
    assert veera.state is VolunteerState.ACTIVE


async def test_one_person_with_two_addresses_is_on_the_roster_once_and_a_person_is_told(
    stage: Stage, veera: Member
) -> None:
    await veera.join()
    number = veera.row.contact.address(ReachKind.PHONE)
    again = SignUp(contact("veera@other.example", phone=number), offer())

    await veera.use.sign_up.take_application(again)
    standing = await veera.use.sign_up.confirm_address(stage.link("confirm_url"))

    states = [each.volunteer.state for each in stage.store.state.volunteers.values()]
    assert standing is Standing.WAITING
    assert states == [VolunteerState.ACTIVE, VolunteerState.APPLIED]
    assert stage.facts().count(VolunteerRegistered) == 1
    assert stage.templates()[-1] == "volunteer_already"
    assert [each.kind for each in stage.store.state.troubles] == [SAME_PERSON]


@pytest.mark.parametrize(("decision", "left"), [("again", 2), ("let_go", 1)])
async def test_a_person_decides_whether_two_sign_ups_are_two_people(
    stage: Stage, veera: Member, decision: str, left: int
) -> None:
    await veera.join()
    number = veera.row.contact.address(ReachKind.PHONE)
    again = SignUp(contact("veera@other.example", phone=number), offer())
    await veera.use.sign_up.take_application(again)
    await veera.use.sign_up.confirm_address(stage.link("confirm_url"))
    (trouble,) = stage.store.state.troubles

    troubles = veera.use.troubles
    decide = troubles.try_again if decision == "again" else troubles.let_go
    await decide(uuid4(), SAME_PERSON, trouble.row_id)

    states = [each.volunteer.state for each in stage.store.state.volunteers.values()]
    assert states == [VolunteerState.ACTIVE] * left
    assert stage.facts().count(VolunteerRegistered) == left


async def test_a_family_with_one_number_is_of_several_people(stage: Stage, veera: Member) -> None:
    await veera.join()
    number = veera.row.contact.address(ReachKind.PHONE)
    other = replace(contact(phone=number), name="Ville Virtanen")

    await stage.play.enrol(stage.published, SignUp(other, offer()))

    assert stage.facts().count(VolunteerRegistered) == 2
    assert stage.store.state.troubles == []


async def test_a_link_is_found_by_a_mail_address_however_it_is_spelled(veera: Member) -> None:
    token = await veera.join()

    assert await veera.use.change_members.owns(token, "VEERA@example.org")
    assert not await veera.use.change_members.owns(token, contact().address(ReachKind.EMAIL))


def standings(stage: Stage) -> list[tuple[int, str]]:
    """Give what was said of whether they can be asked, with the numbers of the events."""
    return [
        (each.version, each.data.state)
        for each in stage.published()
        if isinstance(each.data, VolunteerAvailabilityChanged)
    ]


async def test_each_change_of_whether_they_can_be_asked_is_said_once(
    stage: Stage, veera: Member
) -> None:
    membership, token = veera.use.membership, await veera.join()

    for length in (None, timedelta(days=7)):
        await membership.pause(token, length)
    for _ in range(2):
        await membership.resume(token)
    await membership.pause(token, None)
    await membership.leave(token)

    assert standings(stage) == [(2, "paused"), (3, "active"), (4, "paused"), (5, "left")]


async def test_who_is_set_aside_and_presses_is_said_to_be_nothing_new(
    stage: Stage, veera: Member
) -> None:
    token = await veera.join()
    async with stage.store.begin() as work:
        await work.volunteers.set_aside(veera.row.volunteer.id, "recipient_refused")

    await veera.use.membership.pause(token, None)
    await veera.use.membership.resume(token)

    assert standings(stage) == []
