"""What members and coordinators do with organisations, and what is said of it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.matching.partners.model import Capacity, OrganisationId, Partner, Step
from services.matching.partners.use_cases.change import (
    By,
    ChangedMeanwhileError,
    ImpossibleError,
    UnknownPartnerError,
)
from shared.contracts.matching import (
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PartnerResumed,
)
from shared.contracts.partner_words import (
    CapacityUnit,
    ClearanceReason,
    ControllerRole,
    OrganisationKind,
    PartnerStanding,
)
from shared.contracts.words import ServiceLine
from tests.support.matching.partners.building import BAGS, facts, organisation_invited
from tests.support.matching.stage import Stage

FOOD, COMPANY, HEALTH = ServiceLine.FOOD, ServiceLine.COMPANY, ServiceLine.WELLBEING
MEMBER = uuid4()
INVITED, JOINED, PAUSED, LEFT = PartnerStanding


class Member:
    """Somebody of an organisation, who always looks before they press."""

    def __init__(self, stage: Stage, which: UUID | None = None) -> None:
        self.stage, self.which = stage, OrganisationId(which or uuid4())
        self.use = stage.play.use.look_after_partner

    async def arrive(self) -> "Member":
        keep = self.stage.play.use.keep_invited
        await keep.react_to_organisation_invited(organisation_invited(self.which))
        return self

    @property
    def partner(self) -> Partner:
        return self.stage.store.state.partners[self.which]

    @property
    def by(self) -> By:
        return By(self.which, MEMBER, self.partner.edition)

    async def join(self) -> "Member":
        await self.use.say_facts(self.by, facts())
        await self.use.say_capacity(self.by, {FOOD: BAGS})
        await self.use.join(self.by, ControllerRole.JOINT)
        return self

    def said(self) -> list[type]:
        return [type(item.data) for item in self.stage.published()]


async def test_who_was_invited_says_what_they_do_and_joins(stage: Stage) -> None:
    member = await Member(stage).arrive()

    await member.use.say_facts(member.by, facts())
    await member.use.say_capacity(member.by, {FOOD: BAGS})
    assert member.said() == [], "nothing is announced of who may yet say no"
    await member.use.join(member.by, ControllerRole.JOINT)

    assert member.partner.standing is JOINED
    assert member.said() == [PartnerJoined, PartnerListed, PartnerCapacityReported]
    numbers = [(item.subject, item.version) for item in stage.published()]
    assert numbers == [(f"partner/{member.which}", number) for number in (1, 2, 3)]
    assert member.partner.version == 3
    listed = stage.published()[1].data
    assert isinstance(listed, PartnerListed)
    assert (listed.published.name, listed.published.phone) == (
        "Mikkelin Ruoka-apu ry",
        "+35815123456",
    )


async def test_nobody_joins_before_they_said_what_they_do(stage: Stage) -> None:
    member = await Member(stage).arrive()

    with pytest.raises(ImpossibleError):
        await member.use.join(member.by, ControllerRole.OWN)

    assert (member.partner.standing, member.said()) == (INVITED, [])


async def test_only_what_changed_of_the_capacity_is_said(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()
    before = len(member.said())
    none = Capacity(0, CapacityUnit.VISITS)

    await member.use.say_capacity(member.by, {FOOD: BAGS, HEALTH: none})
    await member.use.say_capacity(member.by, {HEALTH: none})

    told = [item.data for item in stage.published()[before:]]
    assert [type(each) for each in told] == [PartnerCapacityReported] * 2
    assert [(each.service_line, each.amount, each.unit) for each in told] == [  # type: ignore[attr-defined]  # of one kind
        (HEALTH, 0, "visits"),
        (FOOD, None, None),
    ]


async def test_what_they_do_no_more_is_not_counted_on(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()

    await member.use.say_facts(member.by, facts(lines=(COMPANY,)))

    assert (member.partner.lines, member.partner.capacity) == ((COMPANY,), {})
    assert tuple(member.said()[-2:]) == (PartnerCapacityReported, PartnerListed)


async def test_a_pause_ends_and_leaving_does_not(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()
    before = len(member.said())
    stage.store.state.commitments[member.which] = 2

    await member.use.pause(member.by)
    await member.use.resume(member.by)
    assert await member.use.held(member.which) == 2
    await member.use.leave(member.by)

    assert member.said()[before:] == [PartnerPaused, PartnerResumed, PartnerLeft]
    assert (member.partner.standing, member.partner.capacity) == (LEFT, {})
    assert await member.use.held(member.which) == 0
    for again in (
        member.use.resume(member.by),
        member.use.leave(member.by),
        member.use.say_facts(member.by, facts()),
        member.use.say_capacity(member.by, {}),
        member.use.join(member.by, ControllerRole.OWN),
    ):
        with pytest.raises(ImpossibleError):
            await again


async def test_who_presses_on_what_is_not_so_any_more_changes_nothing(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()
    stale = member.by
    await member.use.say_capacity(stale, {})
    before, said = member.partner, member.said()

    for late in (
        member.use.say_capacity(stale, {FOOD: BAGS}),
        member.use.say_facts(stale, facts(name="Other")),
        member.use.pause(stale),
        member.use.leave(stale),
    ):
        with pytest.raises(ChangedMeanwhileError):
            await late

    assert (member.partner, member.said()) == (before, said)


async def test_a_new_text_is_agreed_to_without_joining_twice(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()
    before = member.said()

    await member.use.join(member.by, ControllerRole.PROCESSOR)

    assert member.said() == before
    agreed = member.partner.agreement
    assert agreed is not None
    assert agreed.controller is ControllerRole.PROCESSOR


async def test_the_number_of_a_person_who_trades_is_in_no_event(stage: Stage) -> None:
    member = await Member(stage).arrive()
    await member.use.say_facts(member.by, facts(kind=OrganisationKind.SOLE_TRADER, phone=""))
    await member.use.join(member.by, ControllerRole.OWN)

    assert "+358" not in "".join(item.data.model_dump_json() for item in stage.published())


async def test_each_act_is_on_record_with_who_did_it(stage: Stage) -> None:
    member = await (await Member(stage).arrive()).join()
    await member.use.pause(member.by)

    steps = [(who, step) for _, who, step, _ in stage.store.state.partner_steps]
    expected = (Step.FACTS, Step.CAPACITY, Step.JOINED, Step.PAUSED)
    assert steps == [(MEMBER, step) for step in expected]


async def test_a_coordinator_clears_for_health_with_a_reason_and_ends_it_with_one(
    stage: Stage,
) -> None:
    member = await (await Member(stage).arrive()).join()
    oversee, who, said = stage.play.use.oversee_partners, uuid4(), member.said()

    await oversee.clear(replace(member.by, staff_id=who), ClearanceReason.HEALTH_PROVIDER)
    with pytest.raises(ImpossibleError):
        await oversee.clear(member.by, ClearanceReason.AGREEMENT)
    cleared = [member.partner.cleared_for_health]
    await oversee.clear(member.by, ClearanceReason.INCIDENT)

    _, clearances = await oversee.one(member.which)
    assert [(each.step, each.reason) for each in clearances] == [
        (Step.UNCLEARED, "incident"),
        (Step.CLEARED, "health_provider"),
    ]
    assert clearances[1].staff_id == who
    assert [*cleared, member.partner.cleared_for_health] == [True, False]
    assert member.said() == said


async def test_of_one_that_nobody_invited_nothing_is_known(stage: Stage) -> None:
    nobody = OrganisationId(uuid4())

    with pytest.raises(UnknownPartnerError):
        await stage.play.use.look_after_partner.show(nobody)
    with pytest.raises(UnknownPartnerError):
        await stage.play.use.look_after_partner.pause(By(nobody, MEMBER, 0))
    with pytest.raises(UnknownPartnerError):
        await stage.play.use.oversee_partners.one(nobody)


PRESSES = st.lists(
    st.tuples(
        st.sampled_from(["join", "pause", "resume", "leave", "facts", "capacity"]), st.booleans()
    ),
    max_size=12,
)
MEANS = {PartnerJoined: JOINED, PartnerPaused: PAUSED, PartnerResumed: JOINED, PartnerLeft: LEFT}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PRESSES)
async def test_whatever_is_pressed_events_tell_how_it_stands_and_are_numbered_without_gaps(
    presses: Sequence[tuple[str, bool]],
) -> None:
    member = await Member(Stage()).arrive()
    for press, is_stale in presses:
        seen = member.by
        by = replace(seen, edition=seen.edition + 1) if is_stale else seen
        doing = {
            "join": lambda by=by: member.use.join(by, ControllerRole.OWN),
            "pause": lambda by=by: member.use.pause(by),
            "resume": lambda by=by: member.use.resume(by),
            "leave": lambda by=by: member.use.leave(by),
            "facts": lambda by=by: member.use.say_facts(by, facts()),
            "capacity": lambda by=by: member.use.say_capacity(by, {}),
        }
        before = member.partner
        try:
            await doing[press]()
        except (ChangedMeanwhileError, ImpossibleError):
            assert member.partner == before
        else:
            assert not is_stale
            assert member.partner.edition == before.edition + 1

    published = member.stage.published()
    told = [MEANS[type(item.data)] for item in published if type(item.data) in MEANS]
    assert (told or [INVITED])[-1] is member.partner.standing
    assert [item.version for item in published] == list(range(1, member.partner.version + 1))
