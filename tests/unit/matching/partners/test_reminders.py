"""Who told how much they can give is reminded before it lapses: once of each last day."""

from dataclasses import replace
from datetime import date, timedelta

from services.matching.partners.model import Partner
from shared.contracts.matching import PartnerCapacityLapsing
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import ServiceLine
from tests.support.matching.building import NOW
from tests.support.matching.partners.building import BAGS, partner
from tests.support.matching.stage import Stage

FOOD, TODAY = ServiceLine.FOOD, NOW.date()


def lapsing(until: date | None, **bent: object) -> Partner:
    return replace(partner(capacity={FOOD: replace(BAGS, valid_until=until)}), **bent)  # type: ignore[arg-type]  # what a test bends


async def reminded(stage: Stage, known: Partner) -> list[bool]:
    stage.store.state.partners[known.organisation_id] = known
    remind = stage.play.use.remind_of_capacity.remind
    return [await remind(known.organisation_id) for _ in range(2)]


async def test_once_and_nothing_a_member_types_meanwhile_is_lost(stage: Stage) -> None:
    known = lapsing(TODAY + timedelta(days=3), edition=4, version=7)

    assert await reminded(stage, known) == [True, False]

    (said,) = stage.published()
    assert isinstance(said.data, PartnerCapacityLapsing)
    assert (said.subject, said.version) == (known.subject, 8)
    assert said.data.service_lines == (FOOD,)
    after = stage.store.state.partners[known.organisation_id]
    assert (after.edition, after.version) == (4, 8)


async def test_who_says_a_later_day_is_reminded_of_that_one_too(stage: Stage) -> None:
    known = lapsing(TODAY + timedelta(days=1))
    await reminded(stage, known)

    after = stage.store.state.partners[known.organisation_id]
    later = replace(after, capacity={FOOD: replace(BAGS, valid_until=TODAY + timedelta(days=2))})
    assert await reminded(stage, later) == [True, False]


async def test_what_holds_longer_lapsed_never_lapses_or_rests_is_not_asked(stage: Stage) -> None:
    resting = replace(lapsing(TODAY), standing=PartnerStanding.PAUSED)
    for known in (
        lapsing(TODAY + timedelta(days=4)),
        lapsing(TODAY - timedelta(days=1)),
        lapsing(None),
        resting,
    ):
        assert await reminded(stage, known) == [False, False]
    assert stage.published() == []
