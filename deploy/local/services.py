"""The four services, and what the deploy steps take from each."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the supervisor names services, and needs no library of theirs
    from collections.abc import Sequence

    from shared.messaging.topology import WorkQueue
    from shared.migrations import Components

SERVICES = ("intake", "matching", "notify", "reporting")


def components_of(service: str) -> "Components":
    """Give the service's migrations, in order."""
    found: Components = import_module(f"services.{service}.migrations").COMPONENTS
    return found


def queues_of(service: str) -> "Sequence[WorkQueue]":
    """Give the queues the service listens to."""
    found: Sequence[WorkQueue] = import_module(f"services.{service}.queues").QUEUES
    return found


def all_queues() -> "list[WorkQueue]":
    """Give the queues of every service."""
    return [queue for service in SERVICES for queue in queues_of(service)]
