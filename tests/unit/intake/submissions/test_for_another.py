"""Two people: the one who is helped and the one who asks, each reached in their own way."""

import pytest

from services.intake.requests.model import Circumstances, Relation
from services.intake.requests.rules.people import people_of
from services.intake.submissions.model import Plea, Reserved
from services.intake.submissions.rules.content import parts_of
from services.intake.submissions.rules.person import person_of
from services.intake.submissions.rules.plea import read_plea
from services.intake.submissions.rules.reserved import why_reserved
from services.intake.submissions.rules.ways import as_said_before
from shared.contracts.words import VettingLevel
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, Whose, reached_by_letter
from tests.support.intake.submissions.building import FIELDS, FOR_ANOTHER, municipality_of

KEY = bytes(32)


def read(**bent: str) -> Plea | tuple[Problem, ...]:
    return read_plea({**FIELDS, "payment": "", **bent}, municipality_of)


def taken(**bent: str) -> Plea:
    plea = read(**bent)
    assert isinstance(plea, Plea)
    return plea


def test_each_of_the_two_has_a_name_and_a_number() -> None:
    plea = taken(**FOR_ANOTHER)

    people = people_of(plea.contact, plea.reach_points, plea.circumstances.relation)
    assert people.asker is not None
    assert people.asker.phone is not None
    assert people.helped.phone is not None
    assert (people.helped.name, people.helped.phone.address) == ("Aino", "+358401234567")
    assert (people.asker.name, people.asker.phone.address) == ("Kaisa", "+358501112233")
    assert people.relation is Relation.RELATIVE
    assert people.number_to_ring == people.helped.phone


def test_letters_about_a_request_go_to_whoever_asked() -> None:
    theirs = reached_by_letter(taken(**FOR_ANOTHER).reach_points)
    only_helped = reached_by_letter(taken(**FOR_ANOTHER | {"asker_email": ""}).reach_points)

    assert theirs is not None
    assert only_helped is not None
    assert (theirs.whose, only_helped.whose) == (Whose.ASKER, Whose.HELPED)


def test_who_asks_for_themselves_is_alone() -> None:
    plea = taken(**FOR_ANOTHER | {"on_behalf": "no"})

    people = people_of(plea.contact, plea.reach_points, plea.circumstances.relation)
    assert people.asker is None
    assert {point.whose for point in plea.reach_points} == {Whose.HELPED}
    assert plea.contact.asker_name == ""


@pytest.mark.parametrize("name", ["relation", "consent"])
def test_who_asks_for_another_says_who_they_are_and_that_it_was_agreed(name: str) -> None:
    assert read(**FOR_ANOTHER | {name: ""}) == (Problem(name, "missing"),)


def test_without_consent_nobody_is_asked_for() -> None:
    assert read(**FOR_ANOTHER | {"consent": "no"}) == (Problem("consent", "missing"),)


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ("phone", "+358401234567"),
        ("email", "aino@example.org"),
        ("ask_at", "Kirjaston tiskillä arkisin kello 12"),
    ],
)
def test_one_way_to_be_reached_is_enough(way: str, value: str) -> None:
    plea = taken(**dict.fromkeys(("phone", "email"), "") | {way: value})

    (point,) = plea.reach_points
    assert (point.kind, point.address) == (way, value)


def test_who_cannot_be_reached_at_all_is_asked_how() -> None:
    assert read(phone="", email="") == (Problem("phone", "missing"),)


def test_who_asks_for_another_may_be_the_only_one_who_is_reached() -> None:
    plea = taken(**FOR_ANOTHER | {"phone": "", "email": "", "asker_email": ""})

    (point,) = plea.reach_points
    assert (point.key, point.kind) == ("asker_phone", ReachKind.PHONE)


def test_what_is_safe_is_kept_with_the_number_it_is_about() -> None:
    plea = taken(may_ring="no", may_text="yes", may_leave_message="yes", may_write="no")

    phone, email = plea.reach_points
    assert (phone.may_ring, phone.may_text, phone.may_leave_message) == (False, True, True)
    assert not email.may_write
    assert reached_by_letter(plea.reach_points) is None


def test_a_form_that_was_left_unticked_allows_no_message() -> None:
    plea = taken(may_ring="yes", may_text="", may_leave_message="", may_write="")

    phone, email = plea.reach_points
    assert (phone.may_ring, phone.may_text, phone.may_leave_message) == (True, False, False)
    assert not email.may_write


def test_a_number_that_may_not_be_rung_is_not_given_to_a_helper() -> None:
    plea = taken(**FOR_ANOTHER | {"may_ring": "no"})

    people = people_of(plea.contact, plea.reach_points, plea.circumstances.relation)
    assert people.number_to_ring == (people.asker and people.asker.phone)


def test_a_client_that_knows_one_number_gives_that_of_whoever_asks() -> None:
    plea = read_plea(
        as_said_before({**FIELDS, "payment": "", "on_behalf": "yes", "consent": "no"}),
        municipality_of,
    )

    assert isinstance(plea, Plea)
    assert [point.key for point in plea.reach_points] == ["asker_phone", "asker_email"]
    assert plea.circumstances == Circumstances(Relation.OTHER)


def test_only_the_helped_person_is_counted() -> None:
    own = person_of(taken(), KEY)

    assert person_of(taken(**FOR_ANOTHER), KEY) == own is not None
    assert person_of(taken(**FOR_ANOTHER | {"phone": "", "email": ""}), KEY) is None


def test_a_secret_address_is_sealed_as_a_whole() -> None:
    plea = taken(address_secret="yes")

    assert plea.circumstances.address_secret
    assert plea.contact.street == "Porrassalmenkatu 1, 50100"


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
def test_whether_somebody_is_under_18_may_stay_unasked(said: str, kept: bool | None) -> None:
    plea = taken(category="outdoor_company", under_18=said)

    assert plea.circumstances.under_18 is kept
    assert plea.min_vetting is (VettingLevel.CHECKED if kept else VettingLevel.NONE)


@pytest.mark.parametrize(("category", "kept"), [("pharmacy", "shop_bills"), ("pet_care", "")])
def test_how_it_is_paid_is_kept_where_something_is_bought(category: str, kept: str) -> None:
    assert taken(category=category, payment="shop_bills").circumstances.payment == kept


def test_what_was_sent_before_these_questions_is_known_again() -> None:
    before = (
        *("groceries", "today", "50100", "fi", "web", "False", "+358401234567", "Aino"),
        *("aino@example.org", "Porrassalmenkatu 1", "", "Maitoa ja leipää, kiitos."),
    )

    assert parts_of(taken()) == before


@pytest.mark.parametrize(
    "bent",
    [
        {"may_ring": "no"},
        {"may_write": "no"},
        {"may_leave_message": "yes"},
        {"ask_at": "Kirjastossa"},
        {"address_secret": "yes"},
        {"under_18": "no"},
        {"payment": "shop_bills"},
        FOR_ANOTHER,
        FOR_ANOTHER | {"asker_name": "Kerttu"},
        FOR_ANOTHER | {"asker_phone": "+358501112234"},
        FOR_ANOTHER | {"relation": "friend"},
    ],
)
def test_another_answer_is_another_request(bent: dict[str, str]) -> None:
    others = [{}, FOR_ANOTHER] if bent != FOR_ANOTHER else [{}]

    assert parts_of(taken(**bent)) not in [parts_of(taken(**other)) for other in others]


@pytest.mark.parametrize(
    ("bent", "why"),
    [
        ({"address_secret": "yes"}, {Reserved.ADDRESS_SECRET}),
        (FOR_ANOTHER | {"address_secret": "yes"}, {Reserved.ADDRESS_SECRET}),
        ({"under_18": "yes"}, {Reserved.CHILD_ALONE}),
        (FOR_ANOTHER | {"under_18": "yes"}, set()),
        ({"under_18": "no"}, set()),
        ({"phone": "", "email": "", "ask_at": "Kirjastossa"}, {Reserved.NO_CHANNEL}),
        ({"may_ring": "no", "may_write": "no"}, {Reserved.NO_CHANNEL}),
        ({"may_ring": "no", "may_text": "yes", "may_write": "no"}, set()),
        (FOR_ANOTHER | {"may_ring": "no", "may_write": "no"}, set()),
    ],
)
def test_who_would_be_hurt_by_it_is_no_task_of_a_volunteer(
    bent: dict[str, str], why: set[Reserved]
) -> None:
    assert why_reserved(taken(**bent)) == why
