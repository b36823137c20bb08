"""What differs between installations; the only reader of the environment."""

from pydantic_settings import SettingsConfigDict

from shared.service_settings import ServiceSettings


class Settings(ServiceSettings):
    """What every service is told, and nothing of its own."""

    model_config = SettingsConfigDict(env_prefix="REPORTING_")
