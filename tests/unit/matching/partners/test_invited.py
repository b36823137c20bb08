"""Whom intake invited is there, once, whatever comes twice."""

from uuid import uuid4

import pytest

from services.matching.partners.model import OrganisationId, Partner
from services.matching.partners.use_cases.change import UnknownPartnerError
from services.matching.referrals.model import Loads
from services.matching.referrals.rules.choosing import candidate_of
from tests.support.activations import EXERCISE
from tests.support.matching.partners.building import organisation_invited, reach_changed
from tests.support.matching.stage import Stage


async def test_an_organisation_is_there_once_someone_of_it_is_invited(stage: Stage) -> None:
    which, keep = OrganisationId(uuid4()), stage.play.use.keep_invited
    event = organisation_invited(which, activation=EXERCISE)

    for each in (event, event, organisation_invited(which, 2)):
        await keep.react_to_organisation_invited(each)

    partners = stage.store.state.partners
    assert partners == {which: Partner(which, EXERCISE, changed_at=stage.store.state.now)}
    assert stage.published() == []


async def test_whether_letters_reach_it_is_known_by_the_newest_that_was_said(stage: Stage) -> None:
    which, keep = OrganisationId(uuid4()), stage.play.use.keep_invited
    with pytest.raises(UnknownPartnerError):
        await keep.react_to_reach_changed(reach_changed(which, 2, is_reached=False))
    await keep.react_to_organisation_invited(organisation_invited(which))

    seen = []
    for number, is_reached in ((3, False), (2, True), (4, True)):
        await keep.react_to_reach_changed(reach_changed(which, number, is_reached=is_reached))
        partner = stage.store.state.partners[which]
        seen.append(candidate_of(partner, Loads(), stage.store.state.now.date()).is_reached)

    assert seen == [False, False, True]
