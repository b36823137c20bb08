"""The policy comes from the environment, and a wrong one stops the process with its name."""

import json
from math import inf, nan

import pytest
from pydantic import ValidationError

from services.matching.engine.model import QuietHours
from services.matching.engine.rules.policy import Policy, UnusablePolicyError
from services.matching.settings import Settings
from shared.contracts.words import Urgency

NEEDED = {
    "MATCHING_POSTGRES_URL": "postgresql://localhost/matching",
    "MATCHING_RABBIT_URL": "amqp://localhost",
    "MATCHING_HTTP_PORT": "8001",
    "MATCHING_PUBLIC_URL": "http://localhost",
    "MATCHING_SEALING_KEYS": "k1:x",
    "MATCHING_NOTIFY_PUBLIC_KEY": "x",
    "MATCHING_SESSION_PUBLIC_KEYS": "x",
    "MATCHING_SESSION_STAMP_KEYS": "x",
    "MATCHING_SAME_PERSON_KEY": "x",
}
AT_ONCE = {"today": 3, "within_2_days": 2, "within_a_week": 1, "no_hurry": 1}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)


def with_policy(monkeypatch: pytest.MonkeyPatch, policy: object) -> Policy:
    monkeypatch.setenv("MATCHING_POLICY", json.dumps(policy))
    return Settings().policy


def test_without_a_word_the_nights_are_quiet() -> None:
    assert Settings().policy == Policy()
    assert Policy().quiet_hours == QuietHours(21, 8)


def test_what_is_said_replaces_and_the_rest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = with_policy(monkeypatch, {"at_once": AT_ONCE, "quiet_hours": None})

    assert policy.at_once[Urgency.TODAY] == 3
    assert policy.lifetimes == Policy().lifetimes
    assert policy.quiet_hours is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"at_once": {"today": 3}},
        {"at_once": AT_ONCE | {"today": 0}},
        {"lifetimes": AT_ONCE | {"tomorrow": 3}},
        {"forget_minutes": 0},
        {"most_at_once": -1},
        {"ask_limit": AT_ONCE | {"today": 31}},
        {"ask_limit": AT_ONCE | {"today": inf}},
    ],
)
def test_a_wrong_policy_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError, match="policy"):
        with_policy(monkeypatch, wrong)


def test_what_is_no_number_is_no_parameter() -> None:
    with pytest.raises(UnusablePolicyError):
        Policy(lifetimes=dict.fromkeys(Urgency, nan))
