"""Between the kept answer and its text."""

import json

from services.intake.requests.model import State
from services.intake.submissions.model import Answer


def sealable(answer: Answer) -> str:
    """Write an answer as text to be sealed."""
    return json.dumps([answer.reference, answer.status_url, answer.state])


def answer_of(text: str) -> Answer:
    """Read an answer from unsealed text; one of an earlier version does not say how it stood."""
    reference, status_url, *state = json.loads(text)
    return Answer(reference, status_url, State(*state) if state else State.RECEIVED)
