"""Everything known says its activation, and what reports count by."""

import pytest

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model.calls import CallFacts, MissedCallFacts
from services.reporting.figures.model.facts import (
    ActivityFacts,
    HoursFacts,
    Knowledge,
    MatchFacts,
    RequestFacts,
)
from shared.contracts.wire import FACTS
from tests.support.reporting.building import activity, created, helped
from tests.support.reporting.changes import (
    DRILL,
    PERSON,
    SAID_ONLY,
    drilled,
    example,
    marked,
    saying,
)

Known = RequestFacts | MatchFacts | HoursFacts | ActivityFacts | CallFacts | MissedCallFacts
COUNTED = {
    "request.created": "requests",
    "request.cancelled": "requests",
    "request.completed": "requests",
    "request.closed": "requests",
    "request.reopened": "requests",
    "request.updated": "requests",
    "match.proposed": "matches",
    "match.declined": "matches",
    "match.expired": "matches",
    "match.withdrawn": "matches",
    "volunteer.matched": "matches",
    "assignment.completed": "matches",
    "hours.logged": "hours",
    "activity.logged": "activities",
    "call.logged": "calls",
    "call.missed": "missed_calls",
    "call.missed_returned": "missed_calls",
}


def everything(knowledge: Knowledge) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {
        "requests": list(knowledge.requests),
        "matches": list(knowledge.matches),
        "hours": list(knowledge.hours),
        "activities": list(knowledge.activities),
        "calls": list(knowledge.calls),
        "missed_calls": list(knowledge.missed_calls),
    }
    return {name: facts for name, facts in found.items() if facts}


@pytest.mark.parametrize("exercise", [True, False])
@pytest.mark.parametrize(("event_type", "where"), COUNTED.items())
def test_activation_and_exercise_are_those_of_the_envelope(
    event_type: str, where: str, *, exercise: bool
) -> None:
    event = example(event_type).model_copy(update={"activationid": DRILL, "exercise": exercise})

    known = everything(knowledge_of([event]))

    assert known.keys() == {where}
    assert [(it.activation_id, it.exercise) for it in known[where]] == [(DRILL, exercise)]


@pytest.mark.parametrize("event_type", sorted({kind.event_type for kind in FACTS} - COUNTED.keys()))
def test_other_facts_are_left_to_the_log(event_type: str) -> None:
    assert everything(knowledge_of([example(event_type)])) == {}


def test_wishes_refusals_and_searches_are_among_the_others() -> None:
    assert not set(SAID_ONLY) & COUNTED.keys()


def test_a_whole_story_of_an_exercise_is_one() -> None:
    known = everything(knowledge_of(drilled(helped("one"))))

    assert known.keys() == {"requests", "matches", "hours", "activities"}
    assert {(it.activation_id, it.exercise) for all_ in known.values() for it in all_} == {
        (DRILL, True)
    }


def test_what_reports_count_by_is_kept_as_the_facts_say_it() -> None:
    known = knowledge_of(marked(helped("one")))

    request, done = known.requests[0], known.activities[0]
    assert (request.channel, request.min_vetting, request.person) == (
        "phone",
        "interviewed",
        PERSON,
    )
    assert (done.channel, done.min_vetting, done.person, done.basis) == (
        "phone",
        "interviewed",
        PERSON,
        "estimated",
    )
    assert (known.matches[0].basis, known.hours[0].basis) == ("estimated", "sampled")


def test_what_was_not_said_is_not_known() -> None:
    request = knowledge_of([created("one")]).requests[0]
    done = knowledge_of([activity("park")]).activities[0]

    assert (request.channel, request.min_vetting, request.person) == ("web", None, None)
    assert (done.channel, done.min_vetting, done.person) == (None, None, None)


def test_codes_of_a_later_version_are_kept_as_they_came() -> None:
    event = saying(created("one"), channel="radio", min_vetting="sworn", category="sauna_heating")

    request = knowledge_of([event]).requests[0]

    assert (request.channel, request.min_vetting, request.category) == (
        "radio",
        "sworn",
        "sauna_heating",
    )
