"""A partner's receiver made with the official Standard Webhooks library: it believes no other."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from standardwebhooks import Webhook, WebhookVerificationError
from typing_extensions import override


@dataclass
class OfficialReceiver:
    """What came, and whether the library believed it; it holds one secret at a time."""

    url: str = ""
    secret: str = ""
    later: str = ""
    """Of a rotation: what it is to hold next."""
    believed: list[tuple[str, str]] = field(default_factory=list)
    """Type and link of what was signed by the secret held then."""
    refused: list[bytes] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        """Give the types in the order in which they came."""
        return [kind for kind, _ in self.believed]

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[HTTPStatus, bytes]:
        """Do as a partner does who read the library's page."""
        try:
            Webhook(self.secret).verify(body, headers)
        except (WebhookVerificationError, RuntimeError):
            self.refused.append(body)
            return HTTPStatus.UNAUTHORIZED, b""
        news = json.loads(body)
        self.believed.append((news["type"], news["link"]))
        challenge = news.get("challenge")
        if challenge:
            return HTTPStatus.OK, challenge.encode()
        return HTTPStatus.NO_CONTENT, b""


@contextmanager
def receiving() -> Iterator[OfficialReceiver]:
    """Listen on loopback."""
    receiver = OfficialReceiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            status, said = receiver.answer(headers, body)
            self.send_response(status)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
