"""What differs between installations; the only reader of the environment."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict
from typing_extensions import override

from services.notify.letters.adapters.smtp import Security
from shared.fields.mail_address import split_address
from shared.plain_addresses import is_here
from shared.service_settings import ServiceSettings


class Settings(ServiceSettings):
    """What every service is told; besides keys, the mail server and how partners are called."""

    model_config = SettingsConfigDict(env_prefix="NOTIFY_")

    sealing_keys: SecretStr
    """The key ring of what lies in the database, `k2:<base64>,k1:<base64>`; the first is active.

    Or `file:` and where it lies: then it may change while the service runs. So may the next.
    """
    private_keys: SecretStr
    """Comma list; they open what other services seal for notify, the newest first."""

    smtp_host: str
    smtp_port: int
    smtp_security: Security | None = None
    """Left out it is `starttls`, and for a server on this machine `opportunistic`."""
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str
    """The sender of every letter."""

    allow_loopback_endpoints: bool = False
    """Development only: partners' endpoints may be on this machine, without TLS."""
    denied_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    """Comma list of the installation's own public ranges, where no webhook may go."""
    letters_in_flight: int = Field(default=8, ge=1)
    calls_in_flight: int = Field(default=64, ge=1)
    calls_per_endpoint: int = Field(default=4, ge=1)

    @property
    def mail_security(self) -> Security:
        """How letters are handed over."""
        return self.smtp_security or ("opportunistic" if is_here(self.smtp_host) else "starttls")

    @override
    def instead_of_plain(self) -> Mapping[str, str | None]:
        """Add the mail server: letters hold links that open things."""
        is_plain = self.mail_security == "opportunistic" and not is_here(self.smtp_host)
        instead = "say starttls or tls" if is_plain else None
        return {**super().instead_of_plain(), "smtp_security": instead}

    @field_validator("denied_networks", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("smtp_from")
    @classmethod
    def _one_address(cls, value: str) -> str:
        split_address(value)
        return value
