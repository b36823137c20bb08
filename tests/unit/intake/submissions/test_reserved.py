"""Of what is not for volunteers nothing tells why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.intake.requests.model import Relation, RequestId
from services.intake.requests.rules.facts import NOT_FOR_VOLUNTEERS
from services.intake.submissions.events import created
from services.intake.submissions.model import NewRequest, Plea, Reserved
from services.intake.submissions.rules.plea import SAFE, read_plea
from services.intake.submissions.rules.reserved import why_reserved
from shared.contracts.words import (
    OFFERED,
    SENSITIVE_CATEGORIES,
    SERVICE_LINE_OF,
    Category,
    ServiceLine,
    Urgency,
)
from tests.support.activations import ACTIVATION
from tests.support.intake.submissions.building import PROMISE

ID: Final = RequestId(UUID("00000000-0000-7000-8000-0000000000ab"))
SAID_OF_ALL: Final = ("urgency", "language", "on_behalf")
"""What an event says of every request, and so may tell two apart."""


@dataclass(frozen=True)
class Answers:
    """What somebody answered, however sensitive."""

    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def plea(self) -> Plea:
        plea = read_plea(self.fields, lambda _: "491")
        assert isinstance(plea, Plea), plea
        return plea

    @property
    def reserved(self) -> frozenset[Reserved]:
        return why_reserved(self.plea)

    @property
    def event(self) -> str:
        before = RequestId(UUID(int=len(self.fields))) if self.reserved else None
        again = replace(self.plea, again_of=before)
        new = NewRequest(ID, "K7-0B11", again, ACTIVATION, "", PROMISE, self.reserved)
        return created(new).data.model_dump_json()


def one_of(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


NOBODY_CAN_BE_REACHED: Final = {
    **dict.fromkeys(("phone", "email", "asker_phone"), ""),
    "ask_at": "Kirjaston tiskillä",
}
any_answers = st.builds(
    Answers,
    st.fixed_dictionaries(
        {
            "category": one_of(*Category),
            "urgency": one_of(*Urgency),
            "language": one_of(*OFFERED),
            "postal_code": one_of("50100", "50670"),
            "phone": one_of("+358401234567"),
            "on_behalf": one_of("yes", "no"),
            "relation": one_of(*Relation),
            "consent": one_of("yes"),
        },
        optional={
            "street": one_of("Porrassalmenkatu 1"),
            "first_name": one_of("Aino"),
            "email": one_of("aino@example.org"),
            "text": one_of("Maitoa, kiitos."),
            "ask_at": one_of("Kirjaston tiskillä"),
            "asker_name": one_of("Kaisa"),
            "asker_phone": one_of("+358501112233"),
            "payment": one_of("shop_bills"),
            **dict.fromkeys((*SAFE, "address_secret", "under_18"), one_of("yes", "no", "")),
        },
    ),
)
reserved_answers = st.builds(
    lambda answers, why: Answers({**answers.fields, **why}),
    any_answers,
    st.sampled_from(
        [
            *({"category": category} for category in sorted(SENSITIVE_CATEGORIES)),
            {"address_secret": "yes"},
            {"under_18": "yes", "on_behalf": "no"},
            NOBODY_CAN_BE_REACHED,
        ]
    ),
)


@given(reserved_answers, reserved_answers)
def test_no_field_tells_two_apart_that_are_not_for_volunteers(one: Answers, other: Answers) -> None:
    alike = Answers({**one.fields, **{name: other.fields[name] for name in SAID_OF_ALL}})

    assume(alike.reserved)  # a child is not alone where another asks
    assert alike.event == other.event


@given(any_answers)
def test_an_event_has_a_category_and_a_postal_code_only_if_it_is_for_volunteers(
    answers: Answers,
) -> None:
    new = NewRequest(ID, "K7-0B11", answers.plea, ACTIVATION, "", PROMISE, answers.reserved)
    said = created(new).data.model_dump()

    is_reserved = bool(answers.reserved)
    assert said["volunteer_allowed"] is not is_reserved
    assert {name: said[name] for name in NOT_FOR_VOLUNTEERS} == (
        dict(NOT_FOR_VOLUNTEERS)
        if is_reserved
        else {
            "service_line": SERVICE_LINE_OF[answers.plea.category],
            "category": answers.plea.category,
            "also": answers.plea.also,
            "postal_code": answers.plea.postal_code,
            "min_vetting": answers.plea.min_vetting,
        }
    )


def test_the_line_that_is_said_is_one_of_ordinary_needs_too() -> None:
    ordinary = {SERVICE_LINE_OF[each] for each in set(Category) - SENSITIVE_CATEGORIES}

    assert ServiceLine.ADVICE in ordinary
    assert NOT_FOR_VOLUNTEERS["service_line"] is ServiceLine.ADVICE


@pytest.mark.parametrize("category", list(Category))
def test_what_reveals_health_is_never_for_a_volunteer(category: Category) -> None:
    answers = Answers(
        {
            "category": category,
            "urgency": "today",
            "postal_code": "50100",
            "language": "fi",
            "phone": "+358401234567",
        }
    )

    assert (Reserved.SENSITIVE in answers.reserved) is (category in SENSITIVE_CATEGORIES)
