"""The use cases over the fake store: from an application to a volunteer."""

from datetime import timedelta

from services.matching.volunteers.model import Standing
from shared.contracts import words
from shared.contracts.matching import VolunteerRegistered
from shared.contracts.words import Category
from shared.reach_points import ReachKind
from tests.support.matching.stage import Stage
from tests.support.matching.volunteers.building import offer, sign_up


async def test_a_volunteer_applies_confirms_and_is_registered_once(stage: Stage) -> None:
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org"))
    token = stage.link("confirm_url")
    before = await stage.play.use.sign_up.read_confirmation(token)
    answers = [await stage.play.use.sign_up.confirm_address(token) for _ in range(2)]

    (person,) = stage.store.state.volunteers.values()
    assert {point.kind: point.is_verified for point in person.contact.reach_points} == {
        ReachKind.EMAIL: True,
        ReachKind.PHONE: False,
    }
    assert before is Standing.READY
    assert answers == [Standing.DONE, Standing.DONE]
    assert stage.facts() == [VolunteerRegistered]


async def test_a_known_address_gets_no_second_place_and_the_link_to_its_own(stage: Stage) -> None:
    await stage.play.enrol(stage.published, sign_up("veera@example.org"))

    await stage.play.use.sign_up.take_application(sign_up("VEERA@example.org"))

    assert stage.templates() == ["volunteer_confirm", "volunteer_already"]
    assert stage.facts() == [VolunteerRegistered]


async def test_a_second_form_before_the_confirmation_counts(stage: Stage) -> None:
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org"))
    first = stage.link("confirm_url")
    stage.pass_time(timedelta(seconds=1))
    changed = offer(categories=(Category.PHARMACY,))
    await stage.play.use.sign_up.take_application(sign_up("veera@example.org", changed))
    second = stage.link("confirm_url")

    assert await stage.play.use.sign_up.confirm_address(first) is Standing.EXPIRED
    assert await stage.play.use.sign_up.confirm_address(second) is Standing.DONE
    registered = stage.published()[-1].data
    assert isinstance(registered, VolunteerRegistered)
    assert registered.categories == (words.Category.PHARMACY,)


async def test_nobody_is_confirmed_by_an_unknown_link(stage: Stage) -> None:
    assert await stage.play.use.sign_up.confirm_address("guess") is Standing.UNKNOWN
