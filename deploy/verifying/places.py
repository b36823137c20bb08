"""Where the records to be compared are."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.services import SERVICES
from deploy.verifying.anchors import Anchors
from shared.messaging.topology import WorkQueue
from shared.sealing.keyring import KeyRing


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
    """The addresses by which `verify` asks the services' ledgers."""
    rabbit_url: str
    """Empty where services were handed what was said without a broker."""
    queues: Mapping[str, Sequence[WorkQueue]] = field(default_factory=queues_of_services)
    rings: Mapping[str, KeyRing] = field(default_factory=dict)
    """What opens a service's sealed data, where it is at hand: some of it is opened then."""
    anchors: Anchors | None = None
    """What is known of the audits outside their databases."""
    anchor: Path | None = None
    """The file outside the databases that remembers what was said each day."""

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
