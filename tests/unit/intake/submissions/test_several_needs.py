"""One request may ask for some things that one helper can do together."""

from dataclasses import replace

import pytest

from services.intake.requests.rules.facts import facts_of
from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.events import created
from services.intake.submissions.model import Plea, Reserved
from services.intake.submissions.rules.content import parts_of
from services.intake.submissions.rules.needs import in_order
from services.intake.submissions.rules.plea import as_stored, read_plea
from services.intake.submissions.rules.reserved import why_reserved
from shared.contracts.intake import RequestCreated
from shared.contracts.words import Category, HelpKind, ServiceLine, VettingLevel
from shared.fields.problem import Problem
from tests.support.intake.submissions.building import FIELDS, municipality_of, new_request


def asked(*needs: str, **bent: str) -> Plea:
    plea = read_plea(as_stored(FIELDS | bent | {"category": " ".join(needs)}), municipality_of)
    assert isinstance(plea, Plea)
    return plea


def said_of(plea: Plea) -> RequestCreated:
    new = replace(new_request(), plea=plea, reserved=why_reserved(plea))
    data = created(new).data
    assert isinstance(data, RequestCreated)
    return data


@pytest.mark.parametrize(
    ("chosen", "ordered"),
    [
        (("transport", "groceries", "pharmacy"), ("groceries", "pharmacy", "transport")),
        (("groceries", "youth_work"), ("youth_work", "groceries")),
        (
            ("youth_work", "crisis_support", "groceries"),
            ("crisis_support", "youth_work", "groceries"),
        ),
        (("pharmacy", "pharmacy"), ("pharmacy",)),
    ],
)
def test_the_main_need_is_what_restricts_most_and_else_the_first_of_the_list(
    chosen: tuple[str, ...], ordered: tuple[str, ...]
) -> None:
    assert in_order(chosen) == ordered
    assert asked(*chosen).needs == ordered


def test_all_that_is_asked_for_is_said_to_matching() -> None:
    data = said_of(asked("groceries", "transport"))

    assert (data.category, data.also) == (Category.GROCERIES, (Category.TRANSPORT,))
    assert data.service_line is ServiceLine.ERRANDS


def test_one_need_that_reveals_health_reserves_all_and_nothing_tells() -> None:
    plea, alone = asked("groceries", "crisis_support"), asked("crisis_support")

    assert why_reserved(plea) == {Reserved.SENSITIVE}
    assert said_of(plea).also == ()
    assert facts_of(plea, volunteer_allowed=False) == facts_of(alone, volunteer_allowed=False)


def test_a_helper_must_be_known_as_well_as_the_strictest_need_demands() -> None:
    assert asked("groceries", "family_support").min_vetting is VettingLevel.CHECKED
    assert asked("groceries", "pharmacy").min_vetting is VettingLevel.NONE


def test_how_to_pay_is_kept_where_any_need_is_paid() -> None:
    assert asked("transport", "pharmacy").circumstances.payment == "shop_bills"
    assert not asked("transport", "pet_care").circumstances.payment


def test_lines_of_help_fit_any_need() -> None:
    kinds = help_kinds(asked("substance_support", "crisis_support").needs)

    assert {HelpKind.SUBSTANCE, HelpKind.VIOLENCE} <= {*kinds}


def test_more_than_four_are_too_many_for_one_helper() -> None:
    many = "groceries pharmacy transport pet_care supplies"
    refused = read_plea(as_stored(FIELDS | {"category": many}), municipality_of)

    assert refused == (Problem("category", "many"),)


def test_what_nobody_knows_is_refused_beside_as_alone() -> None:
    refused = read_plea(as_stored(FIELDS | {"category": "groceries gold"}), municipality_of)

    assert refused == (Problem("category", "invalid"),)


def test_with_another_need_it_is_another_plea() -> None:
    assert parts_of(asked("groceries")) != parts_of(asked("groceries", "pharmacy"))
