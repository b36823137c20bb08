"""Answers on the phone may only raise caution, and a file that is wrong is never asked from."""

import itertools
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.calls.adapters.triage import (
    TRIAGE_FILE,
    TriageFile,
    read_triage,
)
from services.intake.calls.model.triage import Question, Reply, Route
from services.intake.calls.rules.triage import judge, questions_for
from shared.contracts.words import Category, Language, Urgency
from shared.network_file import LineError

TRIAGE: Final = read_triage()
WORDS = dict.fromkeys(Language, "words")
URGENCIES, ROUTES = list(Urgency), list(Route)

replies = st.builds(
    Reply,
    code=st.just("other"),
    words=st.just(WORDS),
    urgency=st.none() | st.sampled_from(Urgency),
    route=st.none() | st.sampled_from(Route),
    danger=st.booleans(),
    say=st.none() | st.just(WORDS),
)
asked = st.lists(replies, max_size=6).map(
    lambda given: [
        Question(f"q{number}", frozenset(), WORDS, [Reply("usual", WORDS), reply])
        for number, reply in enumerate(given)
    ]
)
chosen = st.none() | st.sampled_from(Urgency)


@given(asked, chosen, st.data())
def test_no_answer_lowers_the_urgency_that_was_chosen_or_the_caution_of_another(
    questions: list[Question], urgency: Urgency | None, data: st.DataObject
) -> None:
    said = {each.field: data.draw(st.sampled_from(["usual", "other"])) for each in questions}
    before = judge(questions, said, urgency)

    for each in questions:
        after = judge(questions, {**said, each.field: "other"}, urgency)
        for known in (urgency, before.urgency):
            if known is not None:
                assert after.urgency is not None
                assert URGENCIES.index(after.urgency) <= URGENCIES.index(known)
        own = each.replies[1].route or Route.VOLUNTEER
        for route in (before.route, own):
            assert ROUTES.index(after.route) >= ROUTES.index(route)
        assert after.danger >= before.danger


@given(asked, chosen)
def test_one_answer_that_tells_of_danger_always_wins(
    questions: list[Question], urgency: Urgency | None
) -> None:
    said = {each.field: "other" for each in questions}

    judged = judge(questions, said, urgency)

    assert judged.danger is any(each.replies[1].danger for each in questions)


@given(asked, chosen)
def test_usual_answers_change_nothing(questions: list[Question], urgency: Urgency | None) -> None:
    judged = judge(questions, {"t-q0": "a reply of an older version"}, urgency)

    assert (judged.urgency, judged.route, judged.danger) == (urgency, Route.VOLUNTEER, False)
    assert not judged.say


def test_what_is_asked_depends_on_the_need() -> None:
    asked_of = {
        need: {each.code for each in questions_for(TRIAGE, [need])} for need in ("pharmacy", "")
    }

    assert "medicine_left" in asked_of["pharmacy"]
    assert asked_of[""] == {"danger_now", "safe_home"}
    named = itertools.chain.from_iterable(each.needs for each in TRIAGE.questions)
    assert {*named} <= {*Category}


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("urgency: today", "urgency: tomorrow", 56),
        ('code: "no"\n        words', 'code: "NO"\n        words', 36),
        ("danger: true", "dangerous: true", 40),
        ('sv: "Är någon i fara just nu?"', "", 30),
        ('version: "2026-11-30.2"', "version: [", 14),
        ("code: safe_home", "code: danger_now", 30),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(
    tmp_path: Path, wrong: str, right: str, line: int
) -> None:
    text = TRIAGE_FILE.read_text("utf-8")
    assert wrong in text
    file = tmp_path / "triage.yaml"
    file.write_text(text.replace(wrong, right, 1), "utf-8")

    with pytest.raises(LineError, match=rf"^triage\.yaml, line {line}: "):
        TriageFile(file)


def test_a_file_that_turns_wrong_while_calls_go_on_leaves_the_version_before(
    tmp_path: Path,
) -> None:
    file = tmp_path / "triage.yaml"
    text = TRIAGE_FILE.read_text("utf-8")
    file.write_text(text, "utf-8")
    kept = TriageFile(file)

    file.write_text("questions: [", "utf-8")
    broken = kept.current().version
    file.write_text(text.replace("2026-11-30.2", "2026-12-01", 1), "utf-8")

    assert broken == "2026-11-30.2"
    assert kept.current().version == "2026-12-01"
