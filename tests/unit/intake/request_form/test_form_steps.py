"""The order of the form's questions."""

import pytest

from services.intake.request_form.rules import (
    COMMON,
    FIELDS_OF,
    GROUPS,
    SAME_HELPER,
    Step,
    first_unanswered,
    is_child_alone,
    number_of,
    questions_for,
    step_before,
    steps_for,
)
from services.intake.submissions.rules.plea import ALL_FIELDS
from shared.contracts.words import Category
from tests.support.intake.submissions.building import FIELDS


def test_each_category_is_on_the_form_once() -> None:
    shown = [*COMMON, *(category for group in GROUPS for category in group.categories)]

    assert sorted(shown) == sorted(Category)


def test_each_field_but_the_channel_is_asked_once() -> None:
    asked = [name for names in FIELDS_OF.values() for name in names]

    of_the_form = ("phone_abroad", "asker_phone_abroad", SAME_HELPER)
    assert sorted([*asked, "channel"]) == sorted([*ALL_FIELDS, *of_the_form])


ANOTHER = {
    "on_behalf": "yes",
    "asker_name": "Kaisa",
    "asker_phone": "+358501112233",
    "relation": "friend",
    "consent": "yes",
}
EVERYBODY = [Step.URGENCY, Step.WHERE, Step.CONTACT, Step.WORDS]


@pytest.mark.parametrize(
    ("bent", "first"),
    [
        ({"category": "pet_care"}, [Step.WHOM, Step.NEED]),
        ({"category": "groceries"}, [Step.WHOM, Step.NEED, Step.PAYMENT]),
        ({"category": "youth_work", "under_18": "yes"}, [Step.WHOM, Step.NEED, Step.AGE]),
        ({"category": "pet_care", **ANOTHER}, [Step.WHOM, Step.ASKER, Step.NEED]),
    ],
)
def test_only_what_matters_is_asked_and_for_whom_comes_first(
    bent: dict[str, str], first: list[Step]
) -> None:
    steps, fields, answers = [], dict[str, str](), FIELDS | bent
    while (step := first_unanswered(fields)) is not None:
        steps.append(step)
        fields |= {name: answers.get(name, "") for name in FIELDS_OF[step]}

    assert steps == [*first, *EVERYBODY] == steps_for(fields)
    assert [number_of(step, fields) for step in steps] == list(range(2, len(steps) + 2))
    assert questions_for(fields) == len(steps) + 1
    assert [step_before(step, fields) for step in steps] == [None, *steps[:-1]]


def test_who_takes_back_that_they_ask_for_another_is_asked_how_to_be_reached() -> None:
    fields = dict.fromkeys((name for names in FIELDS_OF.values() for name in names), "")
    fields |= FIELDS | ANOTHER | {"phone": "", "email": ""}

    assert first_unanswered(fields) is None
    assert first_unanswered(fields | {"on_behalf": "no"}) is Step.CONTACT


@pytest.mark.parametrize(
    ("answers", "is_alone"),
    [
        ({"under_18": "yes", "on_behalf": "no"}, True),
        ({"under_18": "yes", "on_behalf": "yes"}, False),
        ({"under_18": "no", "on_behalf": "no"}, False),
        ({}, False),
    ],
)
def test_a_child_is_alone_where_nobody_asks_for_them(
    answers: dict[str, str], is_alone: bool
) -> None:
    assert is_child_alone(answers) is is_alone
