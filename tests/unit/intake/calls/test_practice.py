"""Whoever is new practises with made-up callers: nothing is kept, and what was missed is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from services.intake.calls.adapters.coded import SPOKEN_BY_STAFF
from services.intake.calls.adapters.practice import PRACTICE_FILE, read_practice
from services.intake.calls.adapters.triage import read_triage
from services.intake.calls.model.practice import Caller, Miss
from services.intake.calls.rules.practice import Done, missed
from services.intake.calls.rules.triage import judge, questions_for
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Urgency
from shared.network_file import LineError

CALLERS: Final[Mapping[str, Caller]] = {each.code: each for each in read_practice()}
TRIAGE: Final = read_triage()
RIGHT: Final[Mapping[str, Mapping[str, str]]] = {
    "groceries": {
        "category": "groceries",
        "urgency": "within_2_days",
        "t-food_left": "no",
        "postal_code": "50100",
        "phone": "040 123 4567",
        "notice": "yes",
    },
    "medicine": {
        "category": "pharmacy",
        "urgency": "within_2_days",
        "t-controlled_medicine": "yes",
        "postal_code": "50100",
        "phone": "050 123 4567",
        "notice": "yes",
    },
    "danger": {"phone": "040 765 4321", "t-danger_now": "yes"},
    "silent": {"phone": "050 765 4321", "t-danger_now": "yes"},
    "known": {"phone": "040 222 3344", "urgency": "today", "notice": "yes"},
}
"""What stands on the screen of an operator who misses nothing."""


def done(fields: Mapping[str, str], outcome: CallOutcome | None, *, handed: bool = False) -> Done:
    chosen = fields.get("urgency", "")
    questions = questions_for(TRIAGE, [fields.get("category", "")])
    judged = judge(questions, fields, Urgency(chosen) if chosen else None)
    return Done(fields, judged, handed, outcome)


def misses(code: str, what: Done) -> set[Miss]:
    return {one.what for one in missed(CALLERS[code].expected, what)}


def test_there_are_callers_enough_of_each_kind_and_their_right_way_is_known() -> None:
    assert set(CALLERS) == set(RIGHT)
    assert any(each.known for each in CALLERS.values())
    assert sum(each.expected.danger for each in CALLERS.values()) >= 2


@pytest.mark.parametrize("code", RIGHT)
def test_who_does_all_that_a_caller_needs_misses_nothing(code: str) -> None:
    expected = CALLERS[code].expected

    found = done(RIGHT[code], expected.outcomes[0], handed=expected.danger)

    assert misses(code, found) == set()


@pytest.mark.parametrize(
    ("field", "said", "miss"),
    [
        ("category", "pharmacy", Miss.NEED),
        ("t-food_left", "yes", Miss.QUESTION),
        ("postal_code", "50190", Miss.PLACE),
        ("phone", "040 123 4568", Miss.PHONE),
    ],
)
def test_what_is_wrong_is_told(field: str, said: str, miss: Miss) -> None:
    found = done({**RIGHT["groceries"], field: said}, CallOutcome.NEW_REQUEST)

    assert miss in misses("groceries", found)


def test_what_is_more_urgent_than_was_found_out_is_told() -> None:
    asked = {**RIGHT["groceries"], "t-food_left": "yes"}

    assert misses("groceries", done(asked, CallOutcome.NEW_REQUEST)) == {
        Miss.QUESTION,
        Miss.URGENCY,
    }


def test_the_sentence_about_privacy_danger_and_the_end_are_not_forgotten() -> None:
    unsaid = {name: said for name, said in RIGHT["known"].items() if name != "notice"}

    assert misses("known", done(unsaid, CallOutcome.ADDED)) == {Miss.NOTICE}
    assert misses("danger", done(RIGHT["danger"], CallOutcome.HANDED_OVER)) == {Miss.DANGER}
    assert misses("groceries", done(RIGHT["groceries"], None)) == {Miss.NO_OUTCOME}
    assert misses("known", done(RIGHT["known"], CallOutcome.ADVISED)) == {Miss.OUTCOME}


@pytest.mark.parametrize("code", CALLERS)
def test_a_made_up_caller_speaks_the_languages_of_the_staff(code: str) -> None:
    caller = CALLERS[code]

    for words in (caller.title, caller.says, *(each.says for each in caller.answers)):
        assert all(words[language].strip() for language in SPOKEN_BY_STAFF)


@pytest.mark.parametrize("code", CALLERS)
def test_what_is_expected_can_be_answered_on_the_screen(code: str) -> None:
    known = {each.code: {reply.code for reply in each.replies} for each in TRIAGE.questions}

    for question, reply in CALLERS[code].expected.replies.items():
        assert reply in known[question]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('phone: "+358401234567"', 'phone: "12"', 33),
        ("urgencies: [today]", "urgencies: [soon]", 36),
        ("code: medicine", "code: groceries", 14),
        ("expects:", "expected:", 14),
        ("says: {", "says: [", 22),
    ],
)
def test_a_wrong_file_stops_a_start_by_its_line(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    text = PRACTICE_FILE.read_text("utf-8")
    file = tmp_path / "practice.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(LineError, match=rf"^practice\.yaml, line {line}: "):
        read_practice(file)
