"""Second factors, sign-ins that wait for one, and invitations."""

from dataclasses import dataclass, field
from datetime import datetime

from services.intake.staff.model import StaffId


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key that a person's device keeps; nothing of it is secret here."""

    credential_id: bytes
    public_key: bytes
    sign_count: int = 0
    """As the device said last; one that stands still or goes back is a copy."""


@dataclass(frozen=True, slots=True)
class Totp:
    """The secret of a person's code app, and the last half minute whose code was used."""

    secret: str = field(repr=False)
    last_step: int = 0


@dataclass(frozen=True, slots=True)
class Factors:
    """By what someone can prove who they are, beside the password."""

    passkeys: tuple[Passkey, ...] = ()
    totp: Totp | None = None
    recovery_codes: int = 0
    """How many are left."""

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.passkeys or self.totp or self.recovery_codes)


@dataclass(frozen=True, slots=True)
class HalfOpen:
    """The password was right; the second factor is still to come."""

    staff_id: StaffId
    buckets: tuple[str, ...]
    """Where wrong tries are counted, forgotten when the sign-in is whole."""
    challenge: bytes
    """What a passkey has to sign, once."""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """By what somebody who signs in may go on."""

    passkey_options: str
    """JSON for the browser; empty without a passkey."""
    has_totp: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What someone gave as a second factor: a passkey's answer or a code."""

    answer: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """What an invited person chose, and what they are shown to choose a second factor by."""

    password_hash: str = field(repr=False)
    challenge: bytes
    totp_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which one person sets up their account, again when they lost what they had."""

    staff_id: StaffId
    name: str
    expires_at: datetime
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invited person can make their second factor of."""

    creation_options: str
    """JSON for the browser."""
    totp_secret: str
