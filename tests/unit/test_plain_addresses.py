"""What goes in clear to another machine is refused by name, unless somebody said that it may."""

import pytest
from pydantic import SecretStr, ValidationError

from services.notify.settings import Settings as NotifySettings
from services.reporting.settings import Settings
from shared.plain_addresses import is_here, plain_broker, plain_database, plain_site

WELL = {
    "rabbit_url": "amqp://u:p@127.0.0.1:5672/",
    "postgres_url": "postgresql://u:p@127.0.0.1:5432/reporting",
    "public_url": "http://localhost:8080",
    "http_port": 1,
    "session_public_keys": "x",
    "session_stamp_keys": SecretStr("x"),
}
MAIL = {
    "sealing_keys": SecretStr("x"),
    "private_keys": SecretStr("x"),
    "smtp_port": 25,
    "smtp_from": "apu@example.org",
}
PLAIN = {
    "rabbit_url": "amqp://u:p@broker.example/",
    "postgres_url": "postgresql://u:p@db.example/reporting",
    "public_url": "http://apu.example.org",
}
SAFE = {
    "rabbit_url": "amqps://u:p@broker.example/",
    "postgres_url": "postgresql://u:p@db.example/reporting?sslmode=verify-full",
    "public_url": "https://apu.example.org",
}


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.8.9.1",
        "::1",
        "[::1]",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "",
        "/run",
    ],
)
def test_this_machine_is_known(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "localhost.example.org", "127.0.0.1.example.org", "0.0.0.0", "::", "db"],  # noqa: S104  # refused
)
def test_another_machine_is_not_this_one(host: str) -> None:
    assert not is_here(host)


@pytest.mark.parametrize(
    ("url", "is_well"),
    [
        ("postgresql://u:p@db/x", False),
        ("postgresql://u:p@db/x?sslmode=require", False),
        ("postgresql://u:p@db/x?sslmode=prefer", False),
        ("postgresql://u:p@db/x?sslmode=verify-full", True),
        ("postgresql://u:p@127.0.0.1,db/x", False),
        ("postgresql://u:p@127.0.0.1:1,[::1]:2/x", True),
        ("postgresql://u:p@127.0.0.1/x?host=db", False),
        ("postgresql:///x?host=/run/postgresql", True),
    ],
)
def test_a_database_is_spoken_to_in_secret(url: str, *, is_well: bool) -> None:
    assert (plain_database(url) is None) == is_well


@pytest.mark.parametrize(
    ("url", "is_well"),
    [
        ("amqp://u:p@broker/", False),
        ("amqps://u:p@broker/", True),
        ("amqps://u:p@broker/?no_verify_ssl=1", False),
        ("amqp://u:p@localhost/", True),
    ],
)
def test_a_broker_is_spoken_to_in_secret(url: str, *, is_well: bool) -> None:
    assert (plain_broker(url) is None) == is_well


def test_people_come_by_https() -> None:
    assert plain_site("https://apu.example.org") is None
    assert plain_site("http://127.0.0.1:8080") is None
    assert plain_site("http://apu.example.org") is not None


@pytest.mark.parametrize("setting", PLAIN)
def test_a_start_stops_with_the_name_of_what_is_plain(setting: str) -> None:
    given = WELL | {setting: PLAIN[setting]}

    with pytest.raises(ValidationError, match=f"REPORTING_{setting.upper()} goes in clear") as told:
        Settings.model_validate(given)

    assert f"REPORTING_ALLOW_PLAIN={setting}" in str(told.value)
    assert "u:p" not in str(told.value)
    assert Settings.model_validate(given | {"allow_plain": setting}).plain_addresses == (setting,)
    assert Settings.model_validate(WELL | SAFE).plain_addresses == ()


def test_what_is_allowed_is_listed_by_its_name() -> None:
    allowed = Settings.model_validate(
        WELL | PLAIN | {"allow_plain": "rabbit_url, postgres_url,public_url"}
    )
    assert allowed.plain_addresses == ("postgres_url", "public_url", "rabbit_url")

    with pytest.raises(ValidationError, match="PUBLIC_URL"):
        Settings.model_validate(WELL | PLAIN | {"allow_plain": "rabbit_url,postgres_url"})


@pytest.mark.parametrize(
    ("host", "given", "used"),
    [
        ("127.0.0.1", None, "opportunistic"),
        ("mail.example", None, "starttls"),
        ("mail.example", "tls", "tls"),
        ("localhost", "opportunistic", "opportunistic"),
    ],
)
def test_letters_are_handed_over_in_secret(host: str, given: str | None, used: str) -> None:
    settings = NotifySettings.model_validate(
        WELL | MAIL | {"smtp_host": host, "smtp_security": given}
    )

    assert settings.mail_security == used


def test_letters_go_in_clear_only_where_somebody_said_so() -> None:
    given = WELL | MAIL | {"smtp_host": "mail.example", "smtp_security": "opportunistic"}

    with pytest.raises(ValidationError, match="NOTIFY_SMTP_SECURITY goes in clear"):
        NotifySettings.model_validate(given)

    allowed = NotifySettings.model_validate(given | {"allow_plain": "smtp_security"})
    assert allowed.plain_addresses == ("smtp_security",)
