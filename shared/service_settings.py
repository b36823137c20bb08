"""What every service is told at its start, and what follows from it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import AmqpDsn, HttpUrl, PostgresDsn, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.contracts.words import Language
from shared.funding.file import FUNDING_FILE
from shared.help_lines import HELP_LINES_FILE
from shared.plain_addresses import allowed, plain_broker, plain_database, plain_site
from shared.retention.inventory import INVENTORY_FILE
from shared.sealing.key_text import KeyText
from shared.web.hosts import own_hosts
from shared.web.pages import PAGES_FILE, THEME_FILE
from shared.web.permissions import PERMISSIONS_FILE
from shared.web.stamps import Stamps

_DEFAULT_CONTACT = Path(__file__).parents[1] / "deploy" / "contact.toml"


class ServiceSettings(BaseSettings):
    """What every service is told; read once, at start, from variables with its own prefix.

    A missing or wrong value stops the process with its name.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    postgres_url: PostgresDsn
    rabbit_url: AmqpDsn
    http_host: str = "127.0.0.1"
    http_port: int
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses or networks of what stands in front: these alone say where a person comes from."""
    other_hosts: tuple[str, ...] = ()
    """Further names, with their ports, by which it is asked: a monitor's, or a second domain."""
    public_url: HttpUrl
    log_level: str = "INFO"
    contact_file: Path = _DEFAULT_CONTACT
    pages_file: Path = PAGES_FILE
    permissions_file: Path = PERMISSIONS_FILE
    retention_file: Path = INVENTORY_FILE
    help_lines_file: Path = HELP_LINES_FILE
    funding_file: Path = FUNDING_FILE
    """Who pays, and how that is shown at the foot of pages and letters."""
    theme_file: Path = THEME_FILE
    """The town's own colours."""
    preview_languages: frozenset[Language] = frozenset()
    """Shown though not all is said in them; letters are not written in them."""
    session_public_keys: str
    """By which passes of staff are believed, the newest first; like the next it may be `file:`."""
    session_stamp_keys: SecretStr
    """By which services believe each other when a browser was last used."""
    allow_plain: Annotated[frozenset[str], NoDecode] = frozenset()
    """Comma list of the addresses that may go in clear to another machine, such as `rabbit_url`."""

    @field_validator("allow_plain", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return [part.strip() for part in value.split(",")] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _goes_nowhere_in_clear(self) -> Self:
        _ = self.plain_addresses
        return self

    @property
    def plain_addresses(self) -> tuple[str, ...]:
        """Name the settings that go in clear because they may; raises PlainAddressError."""
        prefix = str(self.model_config.get("env_prefix", ""))
        return allowed(self.instead_of_plain(), self.allow_plain, prefix)

    def instead_of_plain(self) -> Mapping[str, str | None]:
        """Say of each address what to write instead, or that it is well."""
        return {
            "rabbit_url": plain_broker(str(self.rabbit_url)),
            "postgres_url": plain_database(str(self.postgres_url)),
            "public_url": plain_site(str(self.public_url)),
        }

    @property
    def origin(self) -> str:
        """The address people open, without a slash at the end."""
        return str(self.public_url).rstrip("/")

    @property
    def hosts(self) -> set[str]:
        """The names under which it answers."""
        return own_hosts(self.origin, self.http_host, self.http_port, self.other_hosts)

    @property
    def is_secure(self) -> bool:
        """Say whether people come by https, so that cookies may demand it."""
        return self.public_url.scheme == "https"

    @property
    def stamps(self) -> Stamps:
        """Give what says when a browser was last used."""
        return Stamps(KeyText(self.session_stamp_keys.get_secret_value()))
