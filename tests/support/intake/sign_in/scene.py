"""Kaisa signs in by both halves, over a fake store and with a passkey of her own."""

from datetime import datetime
from uuid import uuid4

from services.intake.sign_in.adapters import WebauthnPasskeys, read_common_passwords
from services.intake.sign_in.model import Factors, Passkey, Proof
from services.intake.sign_in.use_cases.enrol import EnrolStaff
from services.intake.sign_in.use_cases.prove import ProveSecondFactor, Refused
from services.intake.staff.model import Staff, StaffId
from services.intake.staff.use_cases import (
    Caller,
    KnowDevices,
    PasswordFits,
    Refusal,
    SignedIn,
    SignIn,
)
from shared.contracts.words import StaffRole
from tests.support.activations import FakeCurrent
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.staff.fakes import FakePasswords
from tests.support.passkey import SoftPasskey
from tests.support.pseudonyms import FakePseudonymKeys

ADDRESS = "192.0.2.1"
ROLES = StaffRole.COORDINATOR, StaffRole.REPORTER
ORGANISATION = uuid4()


class SignInScene:
    """One member of staff, and the use cases by which she comes in."""

    def __init__(self, *, is_demo: bool = False, with_demo: bool = False) -> None:
        chance, self.store, self.passwords = Drawn().chance(), FakeStore(), FakePasswords()
        self.phone_time = NOW
        self.kaisa = Staff(
            StaffId(uuid4()), "Kaisa", "hash of oikea", ROLES, ORGANISATION, is_demo=is_demo
        )
        self.passkey = SoftPasskey("Kaisa", PUBLIC_URL)
        self.store.state.staff["kaisa"] = self.kaisa
        stored = Passkey(self.passkey.credential_id, self.passkey.public_key)
        self.store.state.factors[self.kaisa.id] = Factors((stored,))
        current, passkeys = FakeCurrent(), WebauthnPasskeys(PUBLIC_URL)
        self.devices = KnowDevices(FakePseudonymKeys(), chance, lambda: NOW)
        self.sign_in = SignIn(
            self.store, self.passwords, self.devices, lambda: NOW, chance, current, with_demo
        )
        self.proving = ProveSecondFactor(
            self.store, self.sign_in, passkeys, self._phone, chance, current
        )
        self.enrolling = EnrolStaff(
            self.store, self.passwords, read_common_passwords(), passkeys, self._phone, chance
        )

    def _phone(self) -> datetime:
        return self.phone_time

    async def whole(
        self, name: str, password: str, address: str = ADDRESS, device: str = ""
    ) -> SignedIn | Refused | Refusal | None:
        """Sign in by password and passkey."""
        fits = await self.sign_in.check_password(Caller(name, address, device), password)
        if isinstance(fits, Refusal):
            return fits
        token = await self.proving.begin(fits)
        return None if token is None else await self.proving.prove(token, await self.signed(token))

    async def half(self) -> str:
        """Give the right password; gives the browser's token."""
        fits = await self.sign_in.check_password(Caller("Kaisa", ADDRESS), "oikea")
        assert isinstance(fits, PasswordFits)
        token = await self.proving.begin(fits)
        assert token is not None
        return token

    async def signed(self, token: str) -> Proof:
        """Have the passkey sign what is asked now."""
        offer = await self.proving.offer(token)
        assert offer is not None
        return Proof(answer=self.passkey.get(offer.passkey_options))
