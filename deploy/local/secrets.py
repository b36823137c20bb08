"""Keys and passwords of one installation: made once, in files that only their owner reads."""

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

from deploy.local.databases import Passwords
from deploy.local.kept_text import kept_text
from shared.sealing.box import new_keypair
from shared.sealing.keyring import new_ring_key

SEALING_SERVICES = ("intake", "matching", "notify")


@dataclass(frozen=True, slots=True)
class Secrets:
    """A folder of small files, one a secret."""

    folder: Path

    def sealing_keys(self, service: str) -> str:
        """Give the key ring of what the service seals in its database."""
        return kept_text(self.folder / f"{service}_sealing_keys", lambda: new_ring_key("k1"))

    def notify_keys(self) -> tuple[str, str]:
        """Give notify's private and public key, in this order."""
        private, public = kept_text(
            self.folder / "notify_keys", lambda: " ".join(new_keypair())
        ).split()
        return private, public

    def passwords(self, service: str) -> Passwords:
        """Give the passwords of the service's two database roles."""
        return Passwords(
            owner=kept_text(self.folder / f"{service}_owner_password", _password),
            app=kept_text(self.folder / f"{service}_app_password", _password),
        )

    def partner_secret(self) -> str:
        """Give the demo partner's webhook secret."""
        return kept_text(self.folder / "partner_secret", _webhook_secret)

    def staff_password(self, name: str) -> str:
        """Give the password of a demo account."""
        return kept_text(self.folder / f"staff_{name}_password", lambda: secrets.token_urlsafe(12))


def _password() -> str:
    return secrets.token_urlsafe(24)


def _webhook_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"
