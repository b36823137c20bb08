"""The broker's users of one installation: their passwords, and the addresses that hold them."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from shared.messaging.users import DEPLOY, user_of


def passwords(secrets: Secrets) -> Mapping[str, str]:
    """Give the password of each service's user, and of the one that deploys."""
    return {user_of(name): secrets.broker_password(name) for name in (*SERVICES, DEPLOY)}


def as_user(address: str, name: str, secrets: Secrets) -> str:
    """Give the broker's address for the user of a service, whoever it names now."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    user = f"{user_of(name)}:{secrets.broker_password(name)}"
    return parts._replace(netloc=f"{user}@{place}").geturl()


def as_deployer(address: str, secrets: Secrets) -> str:
    """Give the address for the user that deploys; one that names a user stays as it is."""
    return address if "@" in urlsplit(address).netloc else as_user(address, DEPLOY, secrets)
