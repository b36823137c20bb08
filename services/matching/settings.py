"""What differs between installations; the only reader of the environment."""

from pathlib import Path
from typing import Literal

from pydantic import AmqpDsn, Field, HttpUrl, PostgresDsn, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.matching.engine.rules.policy import MOST_ASKS, Policy, UnusablePolicyError

_DEFAULT_CONTACT = Path(__file__).parents[2] / "deploy" / "contact.toml"


class Settings(BaseSettings):
    """Read once, at start; a missing or wrong value stops the process with its name."""

    model_config = SettingsConfigDict(
        env_prefix="MATCHING_", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    postgres_url: PostgresDsn
    rabbit_url: AmqpDsn
    http_host: str = "127.0.0.1"
    http_port: int
    public_url: HttpUrl
    log_level: str = "INFO"
    contact_file: Path = _DEFAULT_CONTACT
    sealing_keys: SecretStr
    """The key ring of what lies in the database, `k2:<base64>,k1:<base64>`; the first is active."""
    policy: Policy = Field(default_factory=Policy)
    """How many are asked at once, for how long and how often, as JSON; what is left out stays."""
    roster: Literal["memory", "database"] = "memory"
    """Where helpers are looked for: in an index of all of them, or among the nearest only."""
    notify_public_key: str
    """Letters are sealed for the holder of its private half."""

    @field_validator("policy")
    @classmethod
    def _spares_people(cls, policy: Policy) -> Policy:
        if max(policy.ask_limit.values()) > MOST_ASKS:
            name = "ask_limit"
            raise UnusablePolicyError(name)
        return policy

    @property
    def origin(self) -> str:
        """The address people open, without a slash at the end."""
        return str(self.public_url).rstrip("/")

    @property
    def is_secure(self) -> bool:
        """Say whether people come by https, so that cookies may demand it."""
        return self.public_url.scheme == "https"
