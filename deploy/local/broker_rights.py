"""Who may do what on the broker: a user a service, and one that deploys; as definitions hold it.

A service says its own types and nothing else, puts messages back for itself, and reads its own
queues. Not its own exchange: who may read one and write to `events` could lead the one into the
other, past the types it may say. It declares nothing. The deploy user declares and moves; it may
speak for others, so no service has its password. Expressions match anywhere unless anchored.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deploy.local.rabbit_files import user_with
from shared.contracts.wire import SENDERS
from shared.messaging.former_returns import FORMER
from shared.messaging.topology import EVENTS, WorkQueue, specs_of
from shared.messaging.users import DEPLOY, user_of

NOTHING: Final = "^$"
Definition = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rights:
    """What one user may configure, write and read, and which types it may say and bind."""

    user: str
    configure: str
    write: str
    read: str
    says: str
    binds: str
    tags: str = ""
    connections: int = 100
    """More than many processes of a service need, fewer than would take the broker's room."""
    channels: int = 500


def rights_of(queues: Mapping[str, Sequence[WorkQueue]]) -> tuple[Rights, ...]:
    """Give the rights of each service, by what it listens to, and of the deploy user."""
    services = [_of_service(service, own) for service, own in queues.items()]
    return (*services, _of_deploy(list(queues)))


def _of_service(service: str, queues: Sequence[WorkQueue]) -> Rights:
    types = SENDERS.get(service, frozenset())
    returns = f"{service}.returns"
    return Rights(
        user=user_of(service),
        configure=NOTHING,
        write=_any_of([EVENTS, returns] if types else [returns]),
        read=_any_of(spec.name for queue in queues for spec in specs_of(queue)),
        says=_any_of(types) if types else NOTHING,
        binds=NOTHING,
    )


def _of_deploy(services: Sequence[str]) -> Rights:
    ours = rf"({'|'.join(services)})\.[a-z0-9_.]+|porukalla\.limits\.[0-9a-f.]+"
    exchanges = rf"{re.escape(EVENTS)}|{re.escape(FORMER)}"
    return Rights(
        user=user_of(DEPLOY),
        configure=rf"^({exchanges}|{ours})$",
        write=rf"^(amq\.default|{ours})$",
        read=rf"^({exchanges}|{ours})$",
        says=NOTHING,
        binds=".*",
        tags="impersonator",
    )


def _any_of(names: Iterable[str]) -> str:
    return f"^({'|'.join(map(re.escape, sorted(names)))})$"


def definitions(
    rights: Sequence[Rights], passwords: Mapping[str, str], vhost: str
) -> dict[str, list[Definition]]:
    """Give what `import_definitions` and `load_definitions` take; passwords only as hashes."""
    return {
        "users": [_user(one, passwords[one.user]) for one in rights],
        "permissions": [
            {
                "user": one.user,
                "vhost": vhost,
                "configure": one.configure,
                "write": one.write,
                "read": one.read,
            }
            for one in rights
        ],
        "topic_permissions": [
            {
                "user": one.user,
                "vhost": vhost,
                "exchange": EVENTS,
                "write": one.says,
                "read": one.binds,
            }
            for one in rights
        ],
    }


def _user(rights: Rights, password: str) -> Definition:
    limits = {"max-connections": rights.connections, "max-channels": rights.channels}
    return {**user_with(rights.user, password, rights.tags), "limits": limits}
