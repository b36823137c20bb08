"""Codes that people type: those that a phone makes anew twice a minute, and spare ones."""

import base64
import hashlib
from datetime import datetime
from typing import Final

import pyotp

from services.intake.sign_in.model import Totp

STEP_SECONDS: Final = 30
RECOVERY_CODES: Final = 10
MOST_TRIES: Final = 5
"""Of one half-open sign-in; then the password is asked for again, and its waits count."""
_NEAR: Final = (0, -1, 1)
"""The phone's clock may be half a minute off."""
_DIGITS: Final = 6
_SECRET_BYTES, _CODE_BYTES = 20, 15
_GROUP: Final = 4


def totp_secret(token: str) -> str:
    """Make the secret of a code app from 256 random bits."""
    return base64.b32encode(_bytes_of(token, _SECRET_BYTES)).decode()


def totp_address(secret: str, name: str, network: str) -> str:
    """Write the secret as the address that opens a code app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=network)


def fitting_step(totp: Totp, code: str, moment: datetime) -> int | None:
    """Say of which half minute a code is; None for a wrong one and for one used before."""
    digits = "".join(code.split())
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    generator, now = pyotp.TOTP(totp.secret), int(moment.timestamp()) // STEP_SECONDS
    steps = [now + near for near in _NEAR if now + near > totp.last_step]
    return next((step for step in steps if generator.generate_otp(step) == digits), None)


def recovery_code(token: str) -> str:
    """Make a code of 120 bits from 256 random ones, in groups that one can read out."""
    letters = base64.b32encode(_bytes_of(token, _CODE_BYTES)).decode().lower()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read_recovery_code(typed: str) -> str:
    """Bring a code to the form it was given in, however it is typed."""
    letters = "".join(sign for sign in typed.lower() if sign.isalnum())
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _bytes_of(token: str, number: int) -> bytes:
    return hashlib.sha256(token.encode()).digest()[:number]
