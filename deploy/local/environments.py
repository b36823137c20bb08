"""What each service is told at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.broker_users import as_user
from deploy.local.folders import CLONE
from deploy.local.secrets import SEALING_SERVICES, Secrets

CONTACT_FILE = CLONE / "deploy" / "contact.toml"
SENDER = "porukalla@demo.invalid"
NIGHTS_COUNT = '{"quiet_hours": null}'
"""A demonstration also asks at night."""
KEY_SETTINGS = ("_SEALING_KEYS", "_PRIVATE_KEYS", "_NOTIFY_PUBLIC_KEY")
"""Ends of the settings by which services are given their keys."""
_INHERITED = frozenset(
    {"HOME", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR", "VIRTUAL_ENV"}
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all services share."""

    origin: str
    rabbit_url: str
    """Where the broker is; each service has a user of its own."""
    smtp_port: int
    secrets: Secrets
    contact_file: Path = CONTACT_FILE


def service_environment(
    service: str, around: Surroundings, postgres_url: str, http_port: int
) -> dict[str, str]:
    """Give a service's settings, by the names its settings module reads."""
    settings = {
        "POSTGRES_URL": postgres_url,
        "RABBIT_URL": as_user(around.rabbit_url, service, around.secrets),
        "HTTP_HOST": "127.0.0.1",
        "HTTP_PORT": str(http_port),
        "PUBLIC_URL": around.origin,
        "CONTACT_FILE": str(around.contact_file),
        "SESSION_PUBLIC_KEYS": f"file:{around.secrets.session_public_keys_file()}",
        "SESSION_STAMP_KEYS": f"file:{around.secrets.session_stamp_keys_file()}",
    }
    if service in SEALING_SERVICES:
        settings["SEALING_KEYS"] = f"file:{around.secrets.sealing_keys_file(service)}"
    if service in {"intake", "matching"}:
        settings["NOTIFY_PUBLIC_KEY"] = f"file:{around.secrets.public_key_file()}"
        settings["SAME_PERSON_KEY"] = f"file:{around.secrets.same_person_key_file()}"
    if service == "intake":
        settings["DEMO_STAFF"] = "true"
        settings["SESSION_PRIVATE_KEYS"] = f"file:{around.secrets.session_private_keys_file()}"
        settings["IMPORT_PASS"] = around.secrets.import_pass()
        settings["IMPORT_KEY"] = around.secrets.import_key().hex()
        settings["CALL_KEY"] = f"file:{around.secrets.call_key_file()}"
    if service == "matching":
        settings["POLICY"] = NIGHTS_COUNT
    if service == "notify":
        settings |= {
            "PRIVATE_KEYS": f"file:{around.secrets.private_keys_file()}",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(around.smtp_port),
            "SMTP_FROM": SENDER,
            "ALLOW_LOOPBACK_ENDPOINTS": "true",
        }
    return {f"{service.upper()}_{name}": value for name, value in settings.items()}


def inherited(environ: Mapping[str, str], *prefixes: str) -> dict[str, str]:
    """Pass on only what any process needs of ours, and what is meant for this one by its prefix."""
    return {
        name: value
        for name, value in environ.items()
        if name in _INHERITED or name.startswith(prefixes)
    }
