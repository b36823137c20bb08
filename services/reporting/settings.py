"""What differs between installations; the only reader of the environment."""

from pathlib import Path

from pydantic import AmqpDsn, HttpUrl, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict

_DEFAULT_CONTACT = Path(__file__).parents[2] / "deploy" / "contact.toml"


class Settings(BaseSettings):
    """Read once, at start; a missing or wrong value stops the process with its name."""

    model_config = SettingsConfigDict(
        env_prefix="REPORTING_", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    postgres_url: PostgresDsn
    rabbit_url: AmqpDsn
    http_host: str = "127.0.0.1"
    http_port: int
    public_url: HttpUrl
    log_level: str = "INFO"
    contact_file: Path = _DEFAULT_CONTACT
