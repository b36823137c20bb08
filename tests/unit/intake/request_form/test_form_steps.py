"""The order of the form's questions."""

from services.intake.request_form.rules import (
    FIELDS_OF,
    GROUPS,
    Step,
    first_unanswered,
    step_before,
)
from services.intake.submissions.rules.plea import ALL_FIELDS
from shared.contracts.words import Category
from tests.support.intake.submissions.building import FIELDS


def test_each_category_is_on_the_form_once() -> None:
    shown = [category for group in GROUPS for category in group.categories]

    assert sorted(shown) == sorted(Category)


def test_a_field_is_asked_once() -> None:
    asked = [name for names in FIELDS_OF.values() for name in names]

    assert len(asked) == len(set(asked))
    assert set(asked) <= {*ALL_FIELDS, "phone_abroad"}


def test_the_form_goes_on_where_something_is_missing() -> None:
    steps, fields = [], dict[str, str]()
    while (step := first_unanswered(fields)) is not None:
        steps.append(step)
        fields |= {name: FIELDS[name] or "x" for name in FIELDS_OF[step]}

    assert steps == list(Step)
    assert step_before(Step.URGENCY) is Step.NEED
    assert step_before(Step.NEED) is None
