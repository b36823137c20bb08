"""Where the records to be compared are."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deploy.local.services import SERVICES
from deploy.verifying.anchors import Anchors
from shared.messaging.topology import WorkQueue


def queues_of_services() -> dict[str, tuple[WorkQueue, ...]]:
    """Read from each service what it listens to."""
    return {
        service: importlib.import_module(f"services.{service}.queues").QUEUES
        for service in SERVICES
    }


@dataclass(frozen=True, slots=True)
class Places:
    """The services' databases, the broker, and who listens to what."""

    dsns: Mapping[str, str]
    rabbit_url: str
    queues: Mapping[str, Sequence[WorkQueue]] = field(default_factory=queues_of_services)
    anchors: Anchors | None = None
    """What is known of the audits outside their databases."""

    def owners(self) -> dict[str, str]:
        """Give the service of each queue by the queue's name, or one of its former names."""
        return {
            name: service
            for service, queues in self.queues.items()
            for queue in queues
            for name in (queue.name, *queue.former)
        }

    def consumers_of(self, event_type: str) -> list[str]:
        """Name the services that bind a type."""
        return [
            service
            for service, queues in self.queues.items()
            if any(event_type in queue.types for queue in queues)
        ]
