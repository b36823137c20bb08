"""Whoever asked corrects their request: what is said of it, and to whom."""

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.contact_access.model import View
from services.intake.corrections.model import Outcome
from services.intake.requests.model import RequestId
from shared.contracts.intake import RequestUpdated
from shared.contracts.words import Category, Urgency, WithdrawalReason
from shared.fields.problem import Problem
from tests.support.intake.requests.building import promises
from tests.support.intake.scene import Scene
from tests.support.same_person import SAME_PERSON


async def correct(scene: Scene, **typed: str) -> object:
    return await scene.corrections.correct_request(scene.link, typed)


async def test_names_of_fields_are_said_and_what_matching_searches_by() -> None:
    scene = Scene()
    await scene.open()

    kept = await correct(scene, category="pharmacy", urgency="today", phone="040 765 4321")

    (said,) = scene.said(RequestUpdated)
    assert kept is Outcome.KEPT
    assert set(said.changed) == {"category", "phone"}
    assert (said.category, said.urgency) == (Category.PHARMACY, Urgency.TODAY)
    assert said.postal_code == "50100"
    # an id and hashes are drawn anew each time, and may hold any three digits
    assert "765" not in str(said.model_dump(exclude={"request_id", "not_for"}))
    assert "7654321" not in str(said)
    assert scene.request.stored.version == 2


async def test_where_nothing_is_searched_by_no_fact_is_said() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, street="Maaherrankatu 9", text="Ovikoodi on 1234.")

    (said,) = scene.said(RequestUpdated)
    assert (said.volunteer_allowed, said.category) == (None, None)
    contact = scene.request.plea.contact
    assert contact.street == "Maaherrankatu 9"
    assert contact.text == "Maitoa ja leipää, kiitos.\n\nOvikoodi on 1234."


async def test_what_no_volunteer_may_know_any_more_goes_to_a_person_and_nothing_says_why() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, category="crisis_support")
    await correct(scene, phone="040 765 4321")

    first, second = scene.said(RequestUpdated)
    assert (first.volunteer_allowed, first.category, first.postal_code) == (False, None, None)
    assert (first.changed, second.changed, second.volunteer_allowed) == ((), (), None)
    called = [each.attention.reason for each in scene.store.state.attentions.values()]
    assert called == [AttentionReason.SENSITIVE]


async def test_all_needs_are_said_as_they_are_now_and_nothing_beside_what_reveals_health() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, category="groceries transport")
    await correct(scene, category="transport")
    await correct(scene, category="transport crisis_support")

    said = scene.said(RequestUpdated)
    assert [(each.category, each.also) for each in said] == [
        (Category.GROCERIES, (Category.TRANSPORT,)),
        (Category.TRANSPORT, ()),
        (None, ()),
    ]
    assert [each.changed for each in said] == [("category",), ("category",), ()]


async def test_the_helper_sees_it_at_once() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.access(), story.matched())
    await scene.contact.use_link("access-token", "browser")

    await correct(scene, phone="040 765 4321", street="Maaherrankatu 9")

    visit = await scene.contact.show_contact("access-token", "browser")
    assert visit.card is not None
    assert visit.card.contact.street == "Maaherrankatu 9"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"postal_code": "99999999"}, Problem("postal_code", "invalid")),
        ({"postal_code": "00100"}, Problem("postal_code", "unknown")),
        ({"phone": "soita"}, Problem("phone", "invalid")),
        ({"text": "x" * 4_990}, Problem("text", "long")),
        ({"ask_at": "x" * 201}, Problem("ask_at", "long")),
        ({"language": "xx"}, Problem("language", "invalid")),
        ({"category": "groceries exercise"}, Problem("under_18", "missing")),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    typed: dict[str, str], problem: Problem
) -> None:
    scene = Scene()
    await scene.open()

    assert await correct(scene, **typed, first_name="Aili") == (problem,)
    assert scene.request.plea.contact.first_name == "Aino"
    assert scene.said(RequestUpdated) == []


async def test_what_is_as_it_was_is_no_correction() -> None:
    scene = Scene()
    await scene.open()

    assert await correct(scene, category="groceries", phone="+358 40 123 4567", street=" ") is (
        Outcome.NOTHING_NEW
    )
    assert scene.said(RequestUpdated) == []


async def test_words_that_are_sent_twice_are_added_once() -> None:
    scene = Scene()
    await scene.open()

    outcomes = [await correct(scene, text="Ovikoodi on 1234.") for _ in range(2)]

    assert outcomes == [Outcome.KEPT, Outcome.NOTHING_NEW]
    assert scene.request.plea.contact.text == "Maitoa ja leipää, kiitos.\n\nOvikoodi on 1234."


async def test_what_has_ended_is_not_corrected() -> None:
    scene = Scene()
    await scene.open()
    await scene.following.cancel_request(scene.link)

    assert await correct(scene, phone="040 765 4321") is Outcome.OVER
    assert await scene.corrections.correct_request("a guess", {"phone": "1"}) is None
    assert scene.said(RequestUpdated) == []


async def test_turvakielto_holds_at_once_and_nothing_more_is_said_of_the_place() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.access(), story.matched())
    await scene.contact.use_link("access-token", "browser")
    letters = scene.letters()

    await correct(scene, address_secret="yes")
    at_once = await scene.contact.show_contact("access-token", "browser")
    await scene.hear(story.withdrawn(WithdrawalReason.REQUEST_CHANGED))

    (said,) = scene.said(RequestUpdated)
    plea = scene.request.plea
    assert (said.volunteer_allowed, said.changed, said.not_for) == (False, (), ())
    assert (plea.postal_code, plea.contact.street) == ("", "Porrassalmenkatu 1, 50100")
    assert (at_once.view, at_once.card) == (View.CLOSED, None)
    assert reasons(scene) == {AttentionReason.ADDRESS_SECRET}
    assert scene.letters() == letters


@pytest.mark.parametrize(
    ("typed", "may", "level"),
    [({"under_18": "yes"}, False, "none"), ({"under_18": "no"}, True, "none")],
)
async def test_a_child_who_asks_alone_goes_to_a_person(
    typed: dict[str, str], may: bool, level: str
) -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, **typed)

    said = scene.said(RequestUpdated)[-1]
    assert said.volunteer_allowed in {may, None}
    assert said.min_vetting in {level, None}
    assert (AttentionReason.CHILD_ALONE in reasons(scene)) is not may


async def test_what_protects_somebody_is_taken_away_by_a_person_alone() -> None:
    scene = Scene()
    await scene.open()
    await correct(scene, address_secret="yes", under_18="yes")

    kept = await correct(scene, address_secret="no", under_18="no", street="Katu 2")

    known = scene.request.plea.circumstances
    assert kept is Outcome.NOTHING_NEW
    assert (known.address_secret, known.under_18) == (True, True)


async def test_where_no_way_is_safe_any_more_a_person_finds_out_how() -> None:
    scene = Scene()
    await scene.open(email="")

    await correct(scene, may_ring="no")

    (point,) = scene.request.plea.reach_points
    (said,) = scene.said(RequestUpdated)
    assert (point.may_ring, said.volunteer_allowed) == (False, False)
    assert reasons(scene) == {AttentionReason.NO_CHANNEL}


@pytest.mark.parametrize(("typed", "may"), [({}, False), ({"may_write": "yes"}, True)])
async def test_a_mail_address_that_is_added_is_written_to_only_where_that_is_said_to_be_safe(
    typed: dict[str, str], may: bool
) -> None:
    scene = Scene()
    await scene.open(email="")
    await correct(scene, may_leave_message="yes")

    await correct(scene, email="uusi@example.org", phone="040 765 4321", **typed)

    number, mail = scene.request.plea.reach_points
    assert mail.may_write is may
    assert (number.may_ring, number.may_leave_message) == (True, False)


async def test_how_it_is_paid_goes_with_what_is_bought() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, payment="shop_bills")
    paid = scene.request.plea.circumstances.payment
    await correct(scene, category="phone_company", under_18="no", payment="shop_bills")

    assert (paid, scene.request.plea.circumstances.payment) == ("shop_bills", "")


async def test_an_errand_at_a_till_that_is_new_asks_how_it_is_paid_once() -> None:
    scene = Scene()
    await scene.open()
    await correct(scene, category="pet_care")

    asked = await correct(scene, category="pet_care groceries")
    kept = await correct(scene, category="pet_care groceries", payment="shop_bills")
    again = await correct(scene, category="groceries pharmacy")

    assert asked == (Problem("payment", "missing"),)
    assert (kept, again) == (Outcome.KEPT, Outcome.KEPT)
    assert scene.request.plea.circumstances.payment == "shop_bills"


@pytest.mark.parametrize(("age", "may"), [("yes", False), ("no", True)])
async def test_a_need_that_brings_helper_and_child_together_asks_the_age_once(
    age: str, may: bool
) -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, category="youth_work", under_18=age)
    kept = await correct(scene, category="family_support youth_work", first_name="Aili")

    assert kept is Outcome.KEPT
    assert scene.request.plea.circumstances.under_18 is not may
    assert (AttentionReason.CHILD_ALONE in reasons(scene)) is not may


async def test_another_language_is_that_of_helper_and_letters() -> None:
    scene = Scene()
    await scene.open()

    await correct(scene, language="sv")
    again = await correct(scene, language="sv")

    (said,) = scene.said(RequestUpdated)
    plea = scene.request.plea
    assert (said.changed, said.language, again) == (("language",), "sv", Outcome.NOTHING_NEW)
    assert {plea.language, *(point.language for point in plea.reach_points)} == {"sv"}


async def test_whom_to_ask_and_when_is_corrected_and_added() -> None:
    scene = Scene()
    await scene.open()

    for said in ("Kirjaston tiskiltä kello 12", "Kirjaston tiskiltä kello 15"):
        await correct(scene, ask_at=said)

    last = scene.request.plea.reach_points[-1]
    assert (last.kind, last.address) == ("ask_at", "Kirjaston tiskiltä kello 15")
    assert len(scene.request.plea.reach_points) == 3


async def test_who_is_not_asked_follows_a_new_number() -> None:
    scene = Scene()
    story = await scene.open()

    await correct(scene, phone="040 765 4321")

    (said,) = scene.said(RequestUpdated)
    points = scene.request.plea.reach_points
    assert said.not_for == SAME_PERSON.marks(story.request_id, points)
    assert said.category is Category.GROCERIES


@pytest.mark.parametrize(("urgency", "sooner"), [(Urgency.NO_HURRY, False), (Urgency.TODAY, True)])
async def test_more_urgent_is_promised_sooner_and_less_urgent_never_later(
    urgency: Urgency, sooner: bool
) -> None:
    scene = Scene()
    story = await scene.open()
    await correct(scene, urgency=Urgency.WITHIN_A_WEEK)
    request_id = RequestId(story.request_id)
    usual = promises().first(Urgency.WITHIN_A_WEEK, scene.request.plea.reach_points)
    scene.store.state.promises[request_id] = usual

    await correct(scene, urgency=urgency)

    now = scene.store.state.promises[request_id]
    assert (now.heard_by < usual.heard_by) is sooner
    assert (now == usual) is not sooner


def reasons(scene: Scene) -> set[AttentionReason]:
    return {each.attention.reason for each in scene.store.state.attentions.values()}
