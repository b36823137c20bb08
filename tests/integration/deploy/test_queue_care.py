"""What a service says is missing is declared again, told once, and tried until it works."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from typing_extensions import override

from deploy.local.ports import free_port
from deploy.local.queue_care import QueueCare
from shared.telemetry import metrics


class Service(BaseHTTPRequestHandler):
    """Answers as /metrics of a service does."""

    body: ClassVar[bytes] = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def missing() -> Iterator[None]:
    """Have the service miss a queue, in the words of our own metrics."""
    metrics.queues_missing.clear()  # of other tests in this process
    for name, value in (("test.gone", 1), ("test.there", 0)):
        metrics.queues_missing.labels(name).set(value)
    Service.body = metrics.render()[0]
    yield
    metrics.queues_missing.clear()
    Service.body = b""


@pytest.mark.usefixtures("missing")
def test_what_is_missing_is_declared_and_told_once(port: int) -> None:
    declared, told = [], list[str]()
    care = QueueCare([port, free_port()], lambda: declared.append("all"), told.append)

    care.look()
    care.look()

    assert declared == ["all", "all"]
    assert told == ["test.gone was gone and is declared again; see `replay`"]


@pytest.mark.usefixtures("missing")
def test_a_broker_that_refuses_is_told_and_asked_again(port: int) -> None:
    told: list[str] = []

    def refuse() -> None:
        raise ConnectionError

    care = QueueCare([port], refuse, told.append)
    care.look()
    care.look()

    assert len(told) == 1
    assert told[0].startswith("test.gone missing on the broker and not declared:")


def test_where_nothing_is_missing_nothing_is_done(port: int) -> None:
    def never() -> None:
        raise AssertionError

    QueueCare([port, free_port()], never, lambda _: never()).look()


def test_it_ends_when_told_whether_it_was_started_or_not(port: int) -> None:
    never, care = QueueCare([port], int, print), QueueCare([port], int, print)
    care.start()

    never.stop()
    care.stop()
