"""What bounds our queues, as RabbitMQ's policies: they change without a queue being made anew.

A policy can only be loaded by whoever runs the broker (a definitions file, RabbitMQ's own tools):
our private node does at its start, for a server that is given `./porukalla definitions` prints it.
Only one policy applies to a queue, so one of somebody else may take the place of ours. That is why
nothing here keeps a message from being lost: that is in the queues' arguments (`topology.py`).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from secrets import token_hex

import aio_pika
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import DeliveryError

MAX_LENGTH = 1_000_000
"""Messages in a queue; a full one refuses, and what is refused stays in the outbox."""
DELIVERY_LIMIT = 20
"""Crash guard only: a killed consumer burns its whole prefetch window, so real attempts are
counted in a header (`attempts`) by the consumer."""

Definition = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for the queues whose names match."""

    name: str
    pattern: str
    definition: Definition


_WORK: Definition = {"max-length": MAX_LENGTH, "delivery-limit": DELIVERY_LIMIT}
_DETOUR: Definition = {"max-length": MAX_LENGTH}
_FULL: Definition = {"max-length": 0, "overflow": "reject-publish"}


def policies(consumers: Sequence[str], *, prefix: str = "porukalla") -> tuple[Policy, ...]:
    """Give the limits of these consumers' queues; a consumer may be an expression."""
    names = rf"^({'|'.join(consumers)})\.[a-z_]+"
    return (
        Policy(f"{prefix}-work", rf"{names}$", _WORK),
        Policy(f"{prefix}-detours", rf"{names}\.(retry\.[0-9]+|parked)$", _DETOUR),
    )


def proof(limits: Sequence[Policy]) -> Policy:
    """Give a policy by which a client sees that exactly these limits were loaded.

    A client cannot read policies. It can see that a queue named after them refuses its first
    message, which no other queue does.
    """
    name = re.escape(_named_after(limits))
    return Policy("porukalla-limits", rf"^{name}\.[0-9a-f]+$", _FULL)


def definitions(limits: Sequence[Policy], vhost: str) -> dict[str, list[dict[str, object]]]:
    """Give what RabbitMQ's `import_definitions` and `load_definitions` take."""
    common = {"vhost": vhost, "apply-to": "queues", "priority": 0}
    return {"policies": [{**common, **asdict(limit)} for limit in limits]}


async def are_loaded(connection: AbstractConnection, limits: Sequence[Policy]) -> bool:
    """Say whether the broker has exactly these limits."""
    name = f"{_named_after(limits)}.{token_hex(8)}"
    async with connection.channel(publisher_confirms=True) as channel:
        queue = await channel.declare_queue(name, exclusive=True)
        try:
            await channel.default_exchange.publish(aio_pika.Message(b""), name)
        except DeliveryError:
            return True
        finally:
            await queue.delete(if_unused=False, if_empty=False)
    return False


def _named_after(limits: Sequence[Policy]) -> str:
    text = json.dumps([asdict(limit) for limit in limits], sort_keys=True)
    return f"porukalla.limits.{hashlib.sha256(text.encode()).hexdigest()[:16]}"
