"""Organisations are invited or apply; their people come and go; each step is said and on record."""

from uuid import uuid4

import pytest

from services.intake.organisations.letters import INVITATION_LIFE
from services.intake.organisations.model import (
    Contact,
    Declined,
    Organisation,
    OrganisationId,
    Step,
)
from services.intake.organisations.rules import APPLICATIONS_AN_HOUR, read_application
from services.intake.organisations.use_cases.apply import (
    ApplyAsPartner,
    DecideApplications,
    DecidedError,
    TooManyError,
)
from services.intake.organisations.use_cases.hear import HearOfPartners
from services.intake.organisations.use_cases.invite import (
    AGAIN_A_DAY,
    InvitedOftenError,
    NoAddressError,
    UnknownOrganisationError,
)
from services.intake.organisations.use_cases.reach import TellReach
from services.intake.staff.model import Staff, StaffId
from services.intake.staff.ports import NameTakenError
from shared.contracts.intake import OrganisationInvited, OrganisationReachChanged
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.words import Language, StaffRole
from shared.fields.problem import Problem
from tests.support.activations import FakeCurrent
from tests.support.intake.building import PUBLIC_URL, Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.organisations.building import (
    APPLICANT,
    TYPED,
    VEERA,
    inviting_over,
    lapsing,
    left,
    listed,
    switched_off,
)
from tests.support.pseudonyms import FakePseudonymKeys

BY = StaffId(uuid4())
MATTI = Contact("matti.m", "matti@example.org", Language.SWEDISH)


class Scene:
    """Intake's organisations over a fake store, and the letters that went out."""

    def __init__(self) -> None:
        self.store, self.sealed = FakeStore(), Sealed()
        self.inviting = inviting_over(self.store, self.sealed)
        self.deciding = DecideApplications(self.inviting)
        self.hearing = HearOfPartners(self.store, self.inviting)
        self.applying = ApplyAsPartner(self.store, Drawn().chance(), FakePseudonymKeys())

    def invited(self) -> list[tuple[OrganisationInvited, int]]:
        said = self.store.state.published
        return [(x.data, x.version) for x in said if isinstance(x.data, OrganisationInvited)]

    def letters(self) -> list[str]:
        said = (item.data for item in self.store.state.published)
        return [data.template for data in said if isinstance(data, NotificationRequested)]

    async def apply(self, form: str = "a", **bent: str) -> tuple[Problem, ...]:
        return await self.applying.apply(TYPED | bent, form, Language.FINNISH)

    async def coordinator(self, address: str) -> None:
        staff = Staff(StaffId(uuid4()), "kaisa", "$argon2id$", (StaffRole.COORDINATOR,))
        async with self.store.begin() as work:
            await work.staff.add(staff)
            await work.duties.set_email(staff.id, address, Language.FINNISH)

    @property
    def waiting(self) -> OrganisationId:
        (which,) = self.store.state.applications
        return which


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_an_organisation_and_its_people_are_invited_said_and_written_to(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    await scene.inviting.invite_contact(which, MATTI, BY)

    state = scene.store.state
    accounts = [(each.name, each.roles, each.organisation_id) for each in state.staff.values()]
    partner = (StaffRole.PARTNER_MEMBER,)
    assert accounts == [("veera.v", partner, which), ("matti.m", partner, which)]
    assert [(data.organisation_id, number) for data, number in scene.invited()] == [
        (which, 1),
        (which, 2),
    ]
    assert scene.letters() == ["partner_invited"] * 2
    links = {each.expires_at - state.now for each in state.invitations.values()}
    assert links == {INVITATION_LIFE}
    assert state.organisation_steps == [(which, BY, Step.INVITED, None)]


async def test_a_name_that_is_taken_invites_nobody(scene: Scene) -> None:
    await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)

    with pytest.raises(NameTakenError):
        await scene.inviting.invite("Toinen ry", VEERA, BY)

    assert len(scene.store.state.organisations) == 1
    assert len(scene.letters()) == 1


async def test_somebody_is_taken_away_from_their_own_organisation_only(scene: Scene) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    other = await scene.inviting.invite("Toinen ry", MATTI, BY)
    veera = (await scene.inviting.one(which)).people[0].id

    with pytest.raises(UnknownOrganisationError):
        await scene.inviting.remove_contact(other, veera, BY)
    assert scene.store.state.disabled == set()
    await scene.inviting.remove_contact(which, veera, BY)

    assert scene.store.state.disabled == {veera}
    assert scene.store.state.staff_changes[-1].changed_by == BY


@pytest.mark.parametrize(
    ("bent", "field", "code"),
    [
        ({"name": ""}, "name", "missing"),
        ({"number": "0737546-3"}, "number", "invalid"),
        ({"what": ""}, "what", "missing"),
        ({"what": "a" * 1001}, "what", "long"),
        ({"contact": ""}, "contact", "missing"),
        ({"email": "veera"}, "email", "invalid"),
        ({"phone": "0600 12345"}, "phone", "service"),
    ],
)
def test_what_is_wrong_with_an_application_is_named(
    bent: dict[str, str], field: str, code: str
) -> None:
    assert read_application(TYPED, Language.FINNISH) == APPLICANT
    assert read_application(TYPED | bent, Language.FINNISH) == (Problem(field, code),)


async def test_who_applies_twice_waits_once_and_is_told_the_same(scene: Scene) -> None:
    answers = [await scene.apply("a"), await scene.apply("a"), await scene.apply("b")]

    assert answers == [(), (), ()]
    assert len(scene.store.state.applications) == 1
    assert scene.store.state.published == []


async def test_a_flood_is_stopped_and_ends_with_the_hour(scene: Scene) -> None:
    numbers = [f"{number}" for number in range(100001, 100001 + APPLICATIONS_AN_HOUR)]
    for number in numbers:
        await scene.apply(number, number=number)

    with pytest.raises(TooManyError):
        await scene.apply("one more", number="200001")
    scene.store.state.now = scene.store.state.now.replace(hour=scene.store.state.now.hour + 1)
    assert await scene.apply("one more", number="200001") == ()


async def test_an_approved_applicant_is_invited_and_what_they_said_is_erased(
    scene: Scene,
) -> None:
    await scene.apply()
    which = scene.waiting

    await scene.deciding.approve(which, "veera.v", BY)
    with pytest.raises(DecidedError):
        await scene.deciding.decline(which, BY, Declined.KNOWN)

    state = scene.store.state
    assert state.organisations == {which: Organisation(which, APPLICANT.name, 1)}
    assert state.applications[which].applicant is None
    assert scene.letters() == ["partner_invited"]
    assert state.organisation_steps == [(which, BY, Step.APPROVED, None)]


async def test_a_name_that_is_taken_leaves_the_application_waiting(scene: Scene) -> None:
    await scene.inviting.invite("Toinen ry", VEERA, BY)
    await scene.apply()

    with pytest.raises(NameTakenError):
        await scene.deciding.approve(scene.waiting, "veera.v", BY)

    assert (await scene.deciding.open(scene.waiting, BY)).applicant == APPLICANT


async def test_a_declined_applicant_is_written_to_and_the_reason_is_on_record(
    scene: Scene,
) -> None:
    await scene.apply()
    which = scene.waiting

    await scene.deciding.decline(which, BY, Declined.OUTSIDE_AREA)

    state = scene.store.state
    assert scene.letters() == ["partner_declined"]
    assert (state.organisations, await scene.deciding.waiting()) == ({}, [])
    assert state.organisation_steps == [(which, BY, Step.DECLINED, Declined.OUTSIDE_AREA)]
    assert state.applications[which].applicant is None


async def test_an_organisation_that_left_has_no_open_account_and_gets_no_new_one(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    other = await scene.inviting.invite("Toinen ry", MATTI, BY)
    event = left(which)

    for _ in range(2):
        await scene.hearing.react_to_partner_left(event)  # type: ignore[arg-type]  # of its kind

    people = {each.name: each.id for each in scene.store.state.staff.values()}
    assert scene.store.state.disabled == {people["veera.v"]}
    assert len([x for x in scene.store.state.staff_changes if x.change == "disabled"]) == 1
    with pytest.raises(UnknownOrganisationError):
        await scene.inviting.invite_contact(which, MATTI, BY)
    assert not (await scene.inviting.one(other)).organisation.has_left


async def test_it_is_called_as_it_calls_itself(scene: Scene) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)

    await scene.hearing.react_to_partner_listed(listed(which, "Mikkelin Ruoka-apu ry"))  # type: ignore[arg-type]  # of its kind
    await scene.hearing.react_to_partner_listed(listed(OrganisationId(uuid4()), "Nobody"))  # type: ignore[arg-type]  # of its kind

    assert scene.store.state.organisations[which].name == "Mikkelin Ruoka-apu ry"


async def test_all_who_speak_for_it_are_reminded_once(scene: Scene) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    await scene.inviting.invite_contact(which, MATTI, BY)
    await scene.inviting.invite("Toinen ry", Contact("anna", "a@example.org", Language.ENGLISH), BY)
    before, event = len(scene.letters()), lapsing(which)

    for _ in range(2):
        await scene.hearing.react_to_capacity_lapsing(event)  # type: ignore[arg-type]  # of its kind

    assert scene.letters()[before:] == ["partner_capacity"] * 2


async def test_a_new_link_takes_the_place_of_the_one_before_and_is_on_record(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    veera = (await scene.inviting.one(which)).people[0].id
    (before,) = scene.store.state.invitations

    await scene.inviting.invite_again(which, veera, BY)

    (after,) = scene.store.state.invitations
    noted = scene.store.state.staff_changes[-1]
    assert before != after
    assert scene.letters() == ["partner_invited"] * 2
    assert scene.sealed.notices[-1].recipient == VEERA.email
    assert (noted.change, noted.staff_id, noted.changed_by) == ("invited_again", veera, BY)


async def test_nobody_is_sent_a_new_link_without_end_nor_when_they_have_come(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    other = await scene.inviting.invite("Toinen ry", MATTI, BY)
    veera, matti = [(await scene.inviting.one(each)).people[0].id for each in (which, other)]
    for _ in range(AGAIN_A_DAY):
        await scene.inviting.invite_again(which, veera, BY)

    with pytest.raises(InvitedOftenError):
        await scene.inviting.invite_again(which, veera, BY)
    with pytest.raises(UnknownOrganisationError):
        await scene.inviting.invite_again(which, matti, BY)
    async with scene.store.begin() as work:
        await work.staff.set_password(matti, "$argon2id$")
        await work.invitations.withdraw(matti)
        await work.second_factors.set_totp(matti, "secret")
    with pytest.raises(UnknownOrganisationError):
        await scene.inviting.invite_again(other, matti, BY)


async def test_who_has_no_address_cannot_be_sent_a_link(scene: Scene) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    veera = (await scene.inviting.one(which)).people[0].id
    async with scene.store.begin() as work:
        await work.duties.set_email(veera, "", Language.FINNISH)

    with pytest.raises(NoAddressError):
        await scene.inviting.invite_again(which, veera, BY)


async def test_each_look_at_an_application_is_on_record(scene: Scene) -> None:
    await scene.apply()
    which = scene.waiting

    for _ in range(2):
        await scene.deciding.open(which, BY)

    assert scene.store.state.organisation_steps == [(which, BY, Step.OPENED, None)] * 2


async def test_whether_letters_reach_it_is_said_when_that_changes(scene: Scene) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    veera = (await scene.inviting.one(which)).people[0].id
    telling = TellReach(scene.store, FakeCurrent())
    told = [await telling.tell(which)]

    for email in ("", "veera@example.org"):
        async with scene.store.begin() as work:
            await work.duties.set_email(veera, email, Language.FINNISH)
        told += [await telling.tell(which) for _ in range(2)]
    await scene.inviting.remove_contact(which, veera, BY)
    told.append(await telling.tell(which))

    said = [
        (x.data.is_reached, x.version)
        for x in scene.store.state.published
        if isinstance(x.data, OrganisationReachChanged)
    ]
    assert told == [False, True, False, True, False, True]
    assert said == [(False, 2), (True, 3), (False, 4)]


async def test_members_and_coordinators_hear_of_an_endpoint_that_went_off_and_the_way_back(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    await scene.coordinator("kaisa@example.org")
    before, event = len(scene.sealed.notices), switched_off(which)

    for _ in range(2):
        await scene.hearing.react_to_endpoint_switched_off(event)

    written = {each.recipient: each.values["page_url"] for each in scene.sealed.notices[before:]}
    assert len(scene.sealed.notices) - before == 2
    assert written == {
        VEERA.email: f"{PUBLIC_URL}/fi/uutiset/{which}/rajapinnat/{event.data.endpoint_id}",
        "kaisa@example.org": f"{PUBLIC_URL}/fi/jarjestot/{which}",
    }


async def test_letters_to_members_of_an_organisation_that_left_are_recalled(
    scene: Scene,
) -> None:
    which = await scene.inviting.invite("Ruoka-apu ry", VEERA, BY)
    veera = (await scene.inviting.one(which)).people[0].id

    await scene.hearing.react_to_partner_left(left(which))  # type: ignore[arg-type]  # of its kind
    await scene.hearing.react_to_endpoint_switched_off(switched_off(which))

    state = scene.store.state
    recalled = [x.data.whose for x in state.published if isinstance(x.data, NotificationRecalled)]
    assert recalled == [veera]
    assert veera not in state.duties
    assert scene.letters() == ["partner_invited"]
