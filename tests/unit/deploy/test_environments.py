"""Settings that are given to each service are settings that it takes."""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from deploy.local.environments import Surroundings, inherited, service_environment
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from shared.sealing.box import KeptOpener, new_keypair, seal_for
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path)


@pytest.fixture
def only_given() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def environment_of(service: str, secrets: Secrets) -> Mapping[str, str]:
    around = Surroundings("http://localhost:8080", "amqp://u:p@127.0.0.1:5672/", 2525, secrets)
    dsn = f"postgresql://{service}_app:p@127.0.0.1:5432/{service}"
    return service_environment(service, around, dsn, 8001)


@pytest.mark.usefixtures("only_given")
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_with_what_it_is_given(service: str, secrets: Secrets) -> None:
    kind = import_module(f"services.{service}.settings").Settings
    given = environment_of(service, secrets)
    os.environ.clear()
    os.environ.update(given)

    settings = kind()

    known = {f"{service.upper()}_{name.upper()}" for name in type(settings).model_fields}
    assert set(given) <= known


def test_what_intake_seals_notify_can_open(secrets: Secrets) -> None:
    public = KeyText(environment_of("intake", secrets)["INTAKE_NOTIFY_PUBLIC_KEY"])
    private = KeyText(environment_of("notify", secrets)["NOTIFY_PRIVATE_KEYS"])

    assert KeptOpener(private).open(seal_for(public.read(), b"letter")) == b"letter"


def test_the_key_of_an_earlier_version_is_taken_over(secrets: Secrets, tmp_path: Path) -> None:
    private, public = new_keypair()
    (tmp_path / "notify_keys").write_text(f"{private} {public}", encoding="utf-8")

    assert secrets.private_keys() == [private]
    assert secrets.public_key_file().read_text(encoding="utf-8") == public


def test_keys_and_passwords_are_made_once_and_for_their_owner_only(
    secrets: Secrets, tmp_path: Path
) -> None:
    first = environment_of("notify", secrets), secrets.passwords("notify")

    again = environment_of("notify", Secrets(tmp_path)), Secrets(tmp_path).passwords("notify")

    assert first == again
    assert KeptRing(KeyText(first[0]["NOTIFY_SEALING_KEYS"])).current().active == "k1"
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_a_process_inherits_only_what_any_process_needs_and_what_is_its_own() -> None:
    ours = {"HOME": "/h", "AWS_SECRET": "x", "INTAKE_LOG_LEVEL": "DEBUG", "NOTIFY_X": "y"}

    assert inherited(ours, "INTAKE_") == {"HOME": "/h", "INTAKE_LOG_LEVEL": "DEBUG"}
    assert inherited(ours) == {"HOME": "/h"}
