"""What our queues are by argument and by policy: the same on every RabbitMQ, seen without one."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.local.broker_definitions import LIMITS, definitions_of
from deploy.local.secrets import Secrets
from deploy.local.services import all_queues
from shared.messaging.limits import Policy, policies, proof
from shared.messaging.topology import QueueSpec, specs_of

SPECS = [spec for queue in all_queues() for spec in specs_of(queue)]
NAMES = [spec.name for spec in SPECS]
CONSUMERS = {queue.consumer for queue in all_queues()}
PARKED = [spec for spec in SPECS if spec.name.endswith(".parked")]
BY_ARGUMENT = {
    "x-queue-type",
    "x-overflow",
    "x-dead-letter-exchange",
    "x-dead-letter-routing-key",
    "x-dead-letter-strategy",
    "x-message-ttl",
    "x-delivery-limit",
}
BY_POLICY = {"max-length", "delivery-limit", "overflow"}
"""What 3.10 and 4 both know as keys of a policy for quorum and classic queues."""

names = some.from_regex(r"[a-z0-9_.-]{1,40}", fullmatch=True)


def applying(name: str) -> list[Policy]:
    return [policy for policy in LIMITS if re.search(policy.pattern, name)]


@pytest.mark.parametrize("spec", SPECS, ids=NAMES)
def test_each_queue_is_replicated_refuses_and_drops_nothing(spec: QueueSpec) -> None:
    assert spec.arguments["x-queue-type"] == "quorum"
    assert spec.arguments["x-overflow"] == "reject-publish"
    assert spec.arguments.keys() <= BY_ARGUMENT


@pytest.mark.parametrize(
    "spec", [spec for spec in SPECS if spec not in PARKED], ids=lambda spec: spec.name
)
def test_what_leaves_a_queue_by_itself_goes_to_one_that_is_there(spec: QueueSpec) -> None:
    assert (spec.arguments["x-dead-letter-exchange"],) == spec.returns
    assert spec.returns == (f"{spec.name.partition('.')[0]}.returns",)
    assert spec.arguments["x-dead-letter-strategy"] == "at-least-once"
    assert spec.arguments["x-dead-letter-routing-key"] in NAMES


@pytest.mark.parametrize("spec", PARKED, ids=lambda spec: spec.name)
def test_what_is_parked_stays_however_often_one_looks(spec: QueueSpec) -> None:
    assert spec.arguments["x-delivery-limit"] == 1_000_000
    assert "x-dead-letter-exchange" not in spec.arguments


@pytest.mark.parametrize("name", NAMES)
def test_exactly_one_policy_bounds_each_queue(name: str) -> None:
    (policy,) = applying(name)

    assert policy.definition["max-length"] == 1_000_000
    assert ("delivery-limit" in policy.definition) is (name.count(".") == 1)


@given(name=names)
def test_no_policy_touches_a_queue_of_others(name: str) -> None:
    assert not applying(name) or name.split(".", maxsplit=1)[0] in CONSUMERS
    assert not applying(f"{name}.renewal")


def test_policies_use_only_what_every_version_knows() -> None:
    for policy in (*LIMITS, proof(LIMITS)):
        assert policy.definition.keys() <= BY_POLICY


def test_other_limits_have_another_proof() -> None:
    others = policies(("intake", "somebody"))

    assert proof(others).pattern != proof(LIMITS).pattern


def test_the_definitions_are_of_the_virtual_host_and_hold_no_password(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    told = definitions_of("help", secrets)

    assert set(told) == {"policies", "users", "permissions", "topic_permissions"}
    for kind in told.keys() - {"users"}:
        assert {one["vhost"] for one in told[kind]} == {"help"}
    kept = [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()]
    assert len(kept) == len(told["users"]) == 5
    assert not any(password in json.dumps(told) for password in kept)
    assert all(policy["apply-to"] == "queues" for policy in told["policies"])
