"""Keys and passwords of one installation: made once, in files that only their owner reads."""

import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.databases import Passwords, as_role
from deploy.local.kept_text import kept_text, replace_text
from shared.sealing.box import new_keypair, public_half
from shared.sealing.cipher import new_key
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.web.passes import new_pass_key, public_pass_keys

SEALING_SERVICES = ("intake", "matching", "notify")


@dataclass(frozen=True, slots=True)
class Secrets:
    """A folder of small files, one a secret."""

    folder: Path

    def sealing_keys_file(self, service: str) -> Path:
        """Give the file of the key ring of what the service seals in its database."""
        file = self.folder / f"{service}_sealing_keys"
        kept_text(file, lambda: new_ring_key("k1"))
        return file

    def sealing_keys(self, service: str) -> str:
        """Give the service's key ring as it is now."""
        return self.sealing_keys_file(service).read_text(encoding="utf-8")

    def rings_at_hand(self) -> dict[str, KeyRing]:
        """Give the key rings that are here already; none is made."""
        files = {name: self.folder / f"{name}_sealing_keys" for name in SEALING_SERVICES}
        return {
            name: KeyRing.from_text(file.read_text(encoding="utf-8"))
            for name, file in files.items()
            if file.is_file()
        }

    def private_keys_file(self) -> Path:
        """Give the file of what opens letters: notify's private keys, the newest first."""
        return self._kept("notify_private_keys", self._first_private_key)

    def private_keys(self) -> list[str]:
        """Give notify's private keys as they are now."""
        return self.private_keys_file().read_text(encoding="utf-8").split(",")

    def public_key_file(self) -> Path:
        """Give the file of what letters are sealed for, made anew when it is not the newest."""
        return self._current("notify_public_key", public_half(self.private_keys()[0]))

    def session_private_keys_file(self) -> Path:
        """Give the file of what signs passes of staff: intake's, the newest first."""
        return self._kept("session_private_keys", new_pass_key)

    def session_public_keys_file(self) -> Path:
        """Give the file by which passes are believed, made anew when it is not the newest."""
        private = self.session_private_keys_file().read_text(encoding="utf-8")
        return self._current("session_public_keys", public_pass_keys(private))

    def session_stamp_keys_file(self) -> Path:
        """Give the file by which services believe each other when a browser was last used."""
        return self._kept("session_stamp_keys", _password)

    def same_person_key_file(self) -> Path:
        """Give the file of what tells intake and matching that they speak of one person."""
        return self._kept("same_person_key", _password)

    def rotate_session_keys(self) -> None:
        """Put new keys of sessions first; of those before, only the last is still believed.

        Sessions under it go on, and end within half a day. Done twice, nobody is signed in.
        """
        private, stamps = self.session_private_keys_file(), self.session_stamp_keys_file()
        before = private.read_text(encoding="utf-8").split(",")[0]
        signing = f"{new_pass_key()},{before}"
        # believed before the first pass is signed with it
        replace_text(self.session_public_keys_file(), public_pass_keys(signing))
        replace_text(private, signing)
        replace_text(stamps, f"{_password()},{stamps.read_text(encoding='utf-8').split(',')[0]}")

    def passwords(self, service: str) -> Passwords:
        """Give the passwords of the service's database roles."""
        return Passwords(
            *(
                kept_text(self.folder / f"{service}_{kind}_password", _password)
                for kind in Passwords._fields
            )
        )

    def owner_url(self, service: str, dsn: str) -> str | None:
        """Give the address of the database's owner, from the service's own; None of another's."""
        if not (self.folder / f"{service}_owner_password").is_file():
            return None
        return as_role(dsn, f"{service}_owner", self.passwords(service).owner)

    def ledgers(self, databases: Mapping[str, str]) -> dict[str, str]:
        """Give by which address `verify` asks each database, from the service's own."""
        return {
            service: as_role(dsn, f"{service}_verify", self.passwords(service).verify)
            for service, dsn in databases.items()
        }

    def import_key(self) -> bytes:
        """Give the key under which imported rows are known by those who import here."""
        return bytes.fromhex(kept_text(self.folder / "import_key", lambda: new_key().hex()))

    def import_pass(self) -> str:
        """Give the word by which intake knows that staff of this installation import."""
        return kept_text(self.folder / "import_pass", _password)

    def call_key_file(self) -> Path:
        """Give the file of the key by which a telephone system signs what it tells of calls."""
        return self._kept("call_key", _webhook_secret)

    def broker_password(self, user: str) -> str:
        """Give the password of a user of the broker."""
        return kept_text(self.folder / f"broker_{user}_password", _password)

    def partner_secret(self) -> str:
        """Give the demo partner's webhook secret."""
        return kept_text(self.folder / "partner_secret", _webhook_secret)

    def staff_password(self, name: str) -> str:
        """Give the password of a demo account."""
        return kept_text(self.folder / f"staff_{name}_password", lambda: secrets.token_urlsafe(12))

    def staff_totp(self, name: str) -> str:
        """Give the secret of a demo account's code app."""
        return kept_text(self.folder / f"staff_{name}_totp", _totp_secret)

    def _kept(self, name: str, make: Callable[[], str]) -> Path:
        file = self.folder / name
        kept_text(file, make)
        return file

    def _current(self, name: str, text: str) -> Path:
        """Give the file of what follows from another, written anew when it says something else."""
        file = self.folder / name
        if kept_text(file, lambda: text) != text:
            replace_text(file, text)
        return file

    def _first_private_key(self) -> str:
        """Take the key over from the file of before, which had its public half beside it."""
        former = self.folder / "notify_keys"
        return (
            former.read_text(encoding="utf-8").split()[0] if former.exists() else new_keypair()[0]
        )


def _password() -> str:
    return secrets.token_urlsafe(24)


def _totp_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _webhook_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"
