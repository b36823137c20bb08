"""What the services listen to: few queues, each bound to types that are named."""

from collections.abc import Sequence

import pytest

from deploy.local.services import SERVICES, all_queues, queues_of
from shared.contracts.wire import BY_TYPE
from shared.messaging.topology import WorkQueue

MOST = 50


def on_the_broker(queues: Sequence[WorkQueue]) -> list[str]:
    """Name all that one consumer's queues are: with ladder and parked queue."""
    return [
        name
        for queue in queues
        for name in (queue.name, queue.parked, *map(queue.retry, queue.delays))
    ]


def test_there_are_few_queues_and_each_has_its_own_name() -> None:
    names = on_the_broker(all_queues())

    assert len(names) == len(set(names))
    assert len(names) <= MOST


def test_former_names_are_nobodys_name_now() -> None:
    former = [name for queue in all_queues() for name in queue.former]

    assert len(former) == len(set(former))
    assert not set(former) & set(on_the_broker(all_queues()))


@pytest.mark.parametrize("service", SERVICES)
def test_a_type_comes_to_a_service_by_one_queue_and_is_a_known_one(service: str) -> None:
    types = [event_type for queue in queues_of(service) for event_type in queue.types]

    assert set(types) <= set(BY_TYPE)
    assert len(types) == len(set(types))
