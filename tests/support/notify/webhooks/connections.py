"""See every connection this process makes, and prove who a server is."""

import ssl
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_watchers: list[tuple[int, list[object]]] = []
_hooked: list[bool] = []


@contextmanager
def watched_connections() -> Iterator[list[object]]:
    """Collect the address of every socket that connects; the interpreter itself tells.

    Only of this thread: a town that other tests share is looked after in one of its own.
    """
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked.append(True)
    made: list[object] = []
    watcher = threading.get_ident(), made
    _watchers.append(watcher)
    try:
        yield made
    finally:
        _watchers.remove(watcher)


def _audit(name: str, arguments: tuple[object, ...]) -> None:
    if name == "socket.connect":
        for thread, made in _watchers:
            if thread == threading.get_ident():
                made.append(arguments[1])


@dataclass(frozen=True)
class Identity:
    """A self-signed certificate for one name, with its key."""

    pem: bytes

    @staticmethod
    def of(name: str) -> "Identity":
        """Make one that is valid today."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return Identity(private + certificate.public_bytes(serialization.Encoding.PEM))

    def server(self) -> ssl.SSLContext:
        """Give the server's side."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            Path(file.name).write_bytes(self.pem)
            context.load_cert_chain(file.name)
        return context

    def trust(self) -> ssl.SSLContext:
        """Give a client's side that trusts only this."""
        certificate = self.pem[self.pem.index(b"-----BEGIN CERTIFICATE") :]
        return ssl.create_default_context(cadata=certificate.decode())
