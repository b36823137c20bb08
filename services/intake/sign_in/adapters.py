"""Passkeys by WebAuthn, for the one origin people come by."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from services.intake.sign_in.model import Passkey
from services.intake.staff.model import StaffId

NETWORK: Final = "Porukalla"
LONGEST_ANSWER: Final = 20_000
_COMMON: Final = Path(__file__).with_name("common_passwords.txt")


class WebauthnPasskeys:
    """Implements the port `PasskeyChecks`. A passkey is bound to the host name of the origin."""

    def __init__(self, origin: str) -> None:
        """Take the origin as browsers say it."""
        self._origin = origin
        self._host = urlsplit(origin).hostname or ""

    def request_options(self, challenge: bytes, passkeys: Sequence[Passkey]) -> str:
        """Write the options of `navigator.credentials.get`."""
        options = generate_authentication_options(
            rp_id=self._host,
            challenge=challenge,
            allow_credentials=[
                PublicKeyCredentialDescriptor(id=each.credential_id) for each in passkeys
            ],
        )
        return options_to_json(options)

    def creation_options(self, challenge: bytes, staff_id: StaffId, name: str) -> str:
        """Write the options of `navigator.credentials.create`."""
        options = generate_registration_options(
            rp_id=self._host,
            rp_name=NETWORK,
            user_id=staff_id.bytes,
            user_name=name,
            challenge=challenge,
        )
        return options_to_json(options)

    def verified(
        self, answer: str, challenge: bytes, passkeys: Sequence[Passkey]
    ) -> Passkey | None:
        """Check the signature; whatever is wrong with the answer is the same no."""
        try:
            said = _read(answer)
            credential_id = base64url_to_bytes(str(said["id"]))
            (passkey,) = [each for each in passkeys if each.credential_id == credential_id]
            found = verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
            )
        except _WRONG:
            return None
        return Passkey(credential_id, passkey.public_key, found.new_sign_count)

    def created(self, answer: str, challenge: bytes) -> Passkey | None:
        """Check a new passkey; who made the device is not asked."""
        try:
            found = verify_registration_response(
                credential=_read(answer),
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
            )
        except _WRONG:
            return None
        return Passkey(found.credential_id, found.credential_public_key, found.sign_count)


def read_common_passwords() -> frozenset[str]:
    """Read the list beside this file."""
    lines = _COMMON.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


_WRONG = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
"""What parsing and checking raise for an answer that a stranger may have written."""


def _read(answer: str) -> dict[str, object]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError
    said = json.loads(answer)
    return dict(said)
