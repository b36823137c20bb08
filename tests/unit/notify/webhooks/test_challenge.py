"""Who answers a challenge, and what only sounds like it."""

import json
from uuid import uuid4

import pytest

from services.notify.deliveries.model import Accepted
from services.notify.webhooks.adapters.webhook import echoed, payload
from tests.support.notify.building import news

WHOLE = payload(news(uuid4()), "say-this")


@pytest.mark.parametrize(
    "answer", ["say-this", " say-this\n", '{"challenge": "say-this"}', '"say-this"']
)
def test_who_says_the_challenge_back_has_answered(answer: str) -> None:
    assert echoed("say-this", answer.encode(), Accepted("200")) == Accepted("200")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "ok",
        "say-that",
        WHOLE,
        "<html>say-this</html>",
        '{"challenge": null}',
        "[1]",
        "\x00\xff",
    ],
)
def test_what_gives_back_something_else_or_everything_has_not(answer: str) -> None:
    found = echoed("say-this", answer.encode("latin-1"), Accepted("200"))

    assert found != Accepted("200")


def test_only_a_challenge_carries_one() -> None:
    assert json.loads(WHOLE)["challenge"] == "say-this"
    assert "challenge" not in json.loads(payload(news()))
