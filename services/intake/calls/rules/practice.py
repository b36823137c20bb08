"""What somebody who practises missed: compared with what the made-up caller would have needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.intake.calls.model.practice import Expected, Miss, Missed
from services.intake.calls.model.triage import Judged
from shared.contracts.call_words import CallOutcome
from shared.fields.phone import international


@dataclass(frozen=True, slots=True)
class Done:
    """What stands on the screen at the end, and what was done."""

    fields: Mapping[str, str] = field(repr=False)
    judged: Judged
    handed: bool
    outcome: CallOutcome | None


def missed(expected: Expected, done: Done) -> tuple[Missed, ...]:
    """Give all of it, the gravest first; empty: all was well."""
    return (*_of_safety(expected, done), *_of_fields(expected, done), *_of_end(expected, done))


def _of_safety(expected: Expected, done: Done) -> Iterator[Missed]:
    if expected.danger and not done.handed:
        yield Missed(Miss.DANGER)
    if expected.notice and "notice" not in done.fields:
        yield Missed(Miss.NOTICE)
    for question, reply in expected.replies.items():
        if done.judged.answers.get(question) != reply:
            yield Missed(Miss.QUESTION, (question,))


def _of_fields(expected: Expected, done: Done) -> Iterator[Missed]:
    said = done.fields
    if expected.needs and said.get("category") not in expected.needs:
        yield Missed(Miss.NEED, expected.needs)
    if expected.urgencies and done.judged.urgency not in expected.urgencies:
        yield Missed(Miss.URGENCY, expected.urgencies)
    if expected.postal_code and said.get("postal_code", "").strip() != expected.postal_code:
        yield Missed(Miss.PLACE, (expected.postal_code,))
    if expected.phone and international(said.get("phone", "")) != expected.phone:
        yield Missed(Miss.PHONE, (expected.phone,))


def _of_end(expected: Expected, done: Done) -> Iterator[Missed]:
    if done.outcome is None:
        yield Missed(Miss.NO_OUTCOME, expected.outcomes)
    elif done.outcome not in expected.outcomes:
        yield Missed(Miss.OUTCOME, expected.outcomes)
