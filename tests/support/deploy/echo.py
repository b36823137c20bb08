"""Services that only say who they are and what they were asked."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


class EchoServer(ThreadingHTTPServer):
    """A service that only says its name."""

    service = ""

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about a caller that hung up."""


class Echo(BaseHTTPRequestHandler):
    """Answers who it is and what it was asked."""

    server: EchoServer

    def do_GET(self) -> None:
        if self.headers.get("transfer-encoding") == "chunked":
            while length := int(self.rfile.readline() or b"0", 16):
                self.rfile.read(length + 2)
        self.rfile.read(int(self.headers.get("content-length") or 0))
        body = f"{self.headers['x-forwarded-proto']} {self.path}".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-type", "text/plain")
        self.send_header("x-service", self.server.service)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_POST = do_HEAD = do_GET  # noqa: N815  # the library's name

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class echoing:  # noqa: N801  # used as a verb
    """Serve one echo in the background."""

    def __init__(self, name: str, port: int) -> None:
        self.server = EchoServer(("127.0.0.1", port), Echo)
        self.server.service = name
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
