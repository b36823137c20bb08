"""A passkey in software: answers as a person's device would, at once and as often as asked."""

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_PRESENT_AND_VERIFIED, _WITH_KEY = 0x05, 0x40
_ORDER = int("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)


@dataclass(frozen=True, slots=True)
class SoftPasskey:
    """The passkey of one name: every process of a test run has the same."""

    name: str
    origin: str

    @property
    def credential_id(self) -> bytes:
        """Give what the server knows it by."""
        return self._seed[:16]

    @property
    def public_key(self) -> bytes:
        """Give what checks it (COSE, ES256)."""
        numbers = self._key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32), numbers.y.to_bytes(32)
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def create(self, options: str) -> str:
        """Answer `navigator.credentials.create`."""
        asked = json.loads(options)
        shown = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._said(asked["rp"]["id"], _PRESENT_AND_VERIFIED | _WITH_KEY)
        statement = {"fmt": "none", "attStmt": {}, "authData": data + shown + self.public_key}
        response = {
            "clientDataJSON": _text(self._client("create", asked["challenge"])),
            "attestationObject": _text(cbor2.dumps(statement)),
        }
        return self._answer(response)

    def get(self, options: str) -> str:
        """Answer `navigator.credentials.get`."""
        asked = json.loads(options)
        data = self._said(asked["rpId"], _PRESENT_AND_VERIFIED)
        client = self._client("get", asked["challenge"])
        signed = data + hashlib.sha256(client).digest()
        response = {
            "clientDataJSON": _text(client),
            "authenticatorData": _text(data),
            "signature": _text(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        }
        return self._answer(response)

    @property
    def _seed(self) -> bytes:
        return hashlib.sha256(self.name.casefold().encode()).digest()

    @property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(self._seed) % (_ORDER - 1) + 1, ec.SECP256R1())

    def _said(self, host: str, flags: int) -> bytes:
        # a count that stays 0 says that this device counts nothing
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, way: str, challenge: str) -> bytes:
        said = {"type": f"webauthn.{way}", "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, str]) -> str:
        name = _text(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def options_on(page: str) -> str:
    """Find what a page asks of a passkey."""
    found = re.search(r'data-passkey="([^"]*)"', page)
    assert found, page
    return html.unescape(found[1])


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
