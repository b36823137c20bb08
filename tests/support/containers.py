"""Servers in containers, where a Docker engine answers and the image is there or may be pulled.

`PORUKALLA_TEST_PULL=1` allows pulling; the images can be named by settings of their own.
"""

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from testcontainers.core.container import DockerContainer

RABBIT_IMAGE = os.environ.get("PORUKALLA_TEST_RABBIT_IMAGE", "rabbitmq:4")
POSTGRES_IMAGE = os.environ.get("PORUKALLA_TEST_POSTGRES_IMAGE", "postgres:17")

_SOCKET = Path("/var/run/docker.sock")
_SECRET = "tests"


@cache
def has_image(image: str) -> bool:
    """Say whether a container of this image can be started here."""
    if not os.environ.get("DOCKER_HOST") and not _SOCKET.exists():
        return False
    import docker  # noqa: PLC0415  # slow to import, and needed by few machines
    from docker.errors import DockerException, ImageNotFound  # noqa: PLC0415

    try:
        client = docker.from_env(timeout=5)
        client.ping()
        client.images.get(image)
    except ImageNotFound:
        return os.environ.get("PORUKALLA_TEST_PULL") == "1"
    except DockerException:
        return False
    return True


@contextmanager
def rabbit(definitions: Mapping[str, object]) -> Iterator[str]:
    """Run RabbitMQ with these definitions in a container and give its address."""
    given = {"RABBITMQ_DEFAULT_USER": _SECRET, "RABBITMQ_DEFAULT_PASS": _SECRET}
    with _running(RABBIT_IMAGE, 5672, given, "Server startup complete") as (container, address):
        load = f"echo {shlex.quote(json.dumps(definitions))} | rabbitmqctl import_definitions"
        container.exec(["sh", "-c", load])
        tags = ["administrator", "impersonator"]  # as who relays and consumes in the name of each
        container.exec(["rabbitmqctl", "set_user_tags", _SECRET, *tags])
        yield f"amqp://{_SECRET}:{_SECRET}@{address}/"


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL in a container and give the administrator's address."""
    # It starts once to make its data and once more to serve; only the second one listens on TCP.
    ready = r"listening on IPv4 address(.|\n)*ready to accept connections"
    with _running(POSTGRES_IMAGE, 5432, {"POSTGRES_PASSWORD": _SECRET}, ready) as (_, address):
        yield f"postgresql://postgres:{_SECRET}@{address}/postgres"


@contextmanager
def _running(
    image: str, port: int, given: dict[str, str], ready: str
) -> Iterator[tuple["DockerContainer", str]]:
    from testcontainers.core.config import testcontainers_config  # noqa: PLC0415
    from testcontainers.core.container import DockerContainer  # noqa: PLC0415
    from testcontainers.core.wait_strategies import LogMessageWaitStrategy  # noqa: PLC0415

    # The reaper is one image more to pull, and the context removes the container anyway.
    testcontainers_config.ryuk_disabled = True
    container = DockerContainer(image).with_exposed_ports(port)
    for name, value in given.items():
        container = container.with_env(name, value)
    with container.waiting_for(LogMessageWaitStrategy(ready)) as started:
        yield started, f"{started.get_container_host_ip()}:{started.get_exposed_port(port)}"
