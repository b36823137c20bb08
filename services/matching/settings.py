"""What differs between installations; the only reader of the environment."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from services.matching.engine.rules.policy import MOST_ASKS, Policy, UnusablePolicyError
from services.matching.partners.adapters import AGREEMENT_FILE
from services.matching.referrals.rules.terms import Terms
from services.matching.supply.adapters import TOWN_FILE
from shared.service_settings import ServiceSettings


class Settings(ServiceSettings):
    """What matching is told beside what every service is."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_")

    sealing_keys: SecretStr
    """The key ring of what lies in the database, `k2:<base64>,k1:<base64>`; the first is active.

    Or `file:` and where it lies: then it may change while the service runs. So may the next.
    """
    policy: Policy = Field(default_factory=Policy)
    """How many are asked at once, for how long and how often, as JSON; what is left out stays."""
    referral_terms: Terms = Field(default_factory=Terms)
    """How long a partner organisation has to answer and to help, as JSON, as in the policy."""
    roster: Literal["memory", "database"] = "memory"
    """Where helpers are looked for: in an index of all of them, or among the nearest only."""
    notify_public_key: str
    """Letters are sealed for the holder of its private half."""

    same_person_key: SecretStr
    """By which intake and matching tell that who asks and who helps are one; nobody else has it."""

    town_file: Path = TOWN_FILE
    """Where the network is and helps: of these towns it is said how much help there is."""

    agreement_file: Path = AGREEMENT_FILE
    """What organisations agree to, by version."""

    @field_validator("policy")
    @classmethod
    def _spares_people(cls, policy: Policy) -> Policy:
        if max(policy.ask_limit.values()) > MOST_ASKS:
            name = "ask_limit"
            raise UnusablePolicyError(name)
        return policy
