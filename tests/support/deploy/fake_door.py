"""A network that only has doors: it takes what looks right, and knows again what it took."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from typing_extensions import override

from shared.contracts.activation_words import Shut

Answer = tuple[HTTPStatus, object]


@dataclass
class FakeDoor:
    """What came, by its key."""

    taken: dict[str, dict[str, object]] = field(default_factory=dict)
    forgets: bool = False
    """Whether a day has passed: what was answered is not known any more, the key is."""
    shut: Shut | None = None
    origin: str = ""

    def turned_away(self) -> Answer | None:
        """Let nobody in while it is shut."""
        return None if self.shut is None else (HTTPStatus.FORBIDDEN, {"code": self.shut})

    def answer(self, path: str, key: str, body: dict[str, object]) -> Answer:
        """Judge as the real one does, by two fields."""
        code = str(body.get("postal_code", ""))
        if len(code) != 5 or not code.isdecimal():  # a postal code
            said = {"field": "postal_code", "code": "invalid", "message": "five digits"}
            return HTTPStatus.UNPROCESSABLE_ENTITY, {"errors": [said]}
        if key in self.taken:
            return self._again(key, body)
        if path.endswith("/check"):
            return HTTPStatus.NO_CONTENT, None
        self.taken[key] = body
        return HTTPStatus.CREATED, {}

    def _again(self, key: str, body: dict[str, object]) -> Answer:
        if self.taken[key] != body:
            return HTTPStatus.CONFLICT, {"code": "other_content"}
        if self.forgets:
            return HTTPStatus.CONFLICT, {"code": "received_before"}
        return HTTPStatus.OK, {}


@contextmanager
def fake_door() -> Iterator[FakeDoor]:
    """Open it on a port of this machine."""
    door = FakeDoor()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = self.path, self.headers["Idempotency-Key"], sent
            status, content = door.turned_away() or door.answer(*asked)
            body = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        door.origin = f"http://127.0.0.1:{server.server_address[1]}"
        yield door
        server.shutdown()
