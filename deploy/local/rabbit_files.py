"""The files and environment that keep a private RabbitMQ away from the machine's own."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from deploy.local.account import Account, give, make_folder
from deploy.local.kept_text import kept_text

OWNER = "porukalla"
_PARTS = "parts"

_CONFIGURATION = """\
listeners.tcp.default = 127.0.0.1:{port}
load_definitions = definitions.json
log.console = true
log.console.level = error
log.file = rabbit.log
log.file.level = info
log.file.rotation.size = 10485760
log.file.rotation.count = 2
disk_free_limit.absolute = 50MB
raft.wal_max_size_bytes = 67108864
"""

_IN_CLUSTER = """\
cluster_partition_handling = pause_minority
cluster_formation.peer_discovery_backend = classic_config
"""

_INSTALLED = Path("/usr/lib/rabbitmq/lib")
_TRIED = "rabbitmq_server-3.10.*/plugins/*"
_PLUGIN, _NO_PLUGIN = "rabbitmq_", "rabbitmq_prelaunch"
"""How names of plugins begin, and that of a part of the server which is called like one."""

# On few cores a busy-waiting scheduler only takes time from the services.
_NO_BUSY_WAIT = "+sbwt none +sbwtdcpu none +sbwtdio none"
_LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false"

# What comes back from the ladder and is refused, or whose queue just changed its leader, is
# brought again after this time: three minutes if nothing is said.
_COMES_BACK = "-rabbit dead_letter_worker_publisher_confirm_timeout 10000"
_ARGUMENTS = f"-noinput {_NO_BUSY_WAIT} {_LOOPBACK_ONLY} {_COMES_BACK}"


class Ports(NamedTuple):
    """Where the node listens: for clients, for its own tools, and its port mapper."""

    amqp: int
    tools: int
    mapper: int


@dataclass(frozen=True, slots=True)
class Place:
    """A node's name, and the names of its cluster where it is not alone."""

    name: str = "porukalla"
    cluster: tuple[str, ...] = ()
    mapper: int | None = None
    """The port of the mapper that another node runs; None where it runs its own."""

    @property
    def node(self) -> str:
        """The name that RabbitMQ's own tools use."""
        return _node(self.name)

    @property
    def configuration(self) -> str:
        """Say who belongs together, and that a part without a majority stops."""
        nodes = [
            f"cluster_formation.classic_config.nodes.{number} = {_node(name)}\n"
            for number, name in enumerate(self.cluster, 1)
        ]
        return _IN_CLUSTER + "".join(nodes) if nodes else ""


def _node(name: str) -> str:
    return f"{name}@localhost"


Definitions = Mapping[str, Sequence[Mapping[str, object]]]
"""As RabbitMQ's definitions file has them: `policies` and more, each a list."""


def write_files(
    folder: Path, account: Account | None, ports: Ports, place: Place, definitions: Definitions
) -> str:
    """Write configuration and secrets into the node's folder; returns its administrator's password.

    It has one, who may speak for others, only where the definitions name no users: in tests.
    """
    for name in ("data", "home", "log", _PARTS):
        make_folder(folder / name, account)
    _link_parts(folder / _PARTS)
    cookie = folder / "home" / ".erlang.cookie"
    kept_text(cookie, lambda: secrets.token_hex(20))
    cookie.chmod(0o400)
    configuration = folder / "rabbitmq.conf"
    configuration.touch(mode=0o600)
    text = _CONFIGURATION.format(port=ports.amqp) + place.configuration
    configuration.write_text(text, encoding="utf-8")
    told = folder / "definitions.json"
    told.touch(mode=0o600)
    has_users = "users" in definitions
    password = "" if has_users else kept_text(folder / "password", _new_password)
    owner = {} if has_users else _owner(password)
    vhosts = {"vhosts": [{"name": "/"}]}
    told.write_text(json.dumps({**vhosts, **owner, **definitions}), encoding="utf-8")
    plugins = folder / "enabled_plugins"
    plugins.write_text("[].\n", encoding="utf-8")
    give([cookie, configuration, told, plugins], account)
    return password


def _link_parts(place: Path) -> None:
    """Show the node its own parts and no plugin: to read of all of them takes a third of a start.

    Of versions that nobody tried this with it sees what is installed.
    """
    for link in place.iterdir():
        link.unlink()
    for part in _INSTALLED.glob(_TRIED):
        if part.name.startswith(_NO_PLUGIN) or not part.name.startswith(_PLUGIN):
            (place / part.name).symlink_to(part)


def _new_password() -> str:
    return secrets.token_urlsafe(24)


def _owner(password: str) -> Definitions:
    """Make the administrator: with a definitions file RabbitMQ makes no user itself."""
    return {
        "users": [user_with(OWNER, password, "administrator,impersonator")],
        "permissions": [
            {"user": OWNER, "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}
        ],
    }


def user_with(name: str, password: str, tags: str) -> dict[str, object]:
    """Give a user as definitions have it, the password as a hash."""
    salt = secrets.token_bytes(4)
    salted = salt + hashlib.sha256(salt + password.encode()).digest()
    return {
        "name": name,
        "password_hash": base64.b64encode(salted).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tags,
    }


def environment(folder: Path, ports: Ports, place: Place) -> Mapping[str, str]:
    """Say everything that would otherwise come from the machine's own configuration."""
    parts = folder / _PARTS
    seen = {"RABBITMQ_PLUGINS_DIR": str(parts)} if parts.is_dir() and any(parts.iterdir()) else {}
    return seen | {
        "HOME": str(folder / "home"),
        "RABBITMQ_NODENAME": place.node,
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_PID_FILE": str(folder / "data" / "pid"),
        "RABBITMQ_DIST_PORT": str(ports.tools),
        # With input allowed the start script becomes the server instead of waiting beside it,
        # so that our child is the server itself; -noinput takes the shell away again.
        "RABBITMQ_ALLOW_INPUT": "1",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": _ARGUMENTS,
        "ERL_EPMD_PORT": str(ports.mapper),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }
