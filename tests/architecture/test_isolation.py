"""Each service starts in an environment that holds nothing but its own lock."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.only_own_packages import Refusal, locked

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "support" / "only_own_packages.py"
SERVICES = ("intake", "matching", "notify", "reporting")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_imports_nothing_but_its_own_packages(service: str) -> None:
    words = [sys.executable, "-P", "-W", "error", str(PROGRAM), service]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert f"services.{service}.app" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("service", "stranger"),
    [
        ("intake", "typer"),
        ("intake", "services.matching"),
        ("matching", "argon2"),
        ("matching", "deploy"),
        ("reporting", "aiosmtplib"),
        ("reporting", "pytest"),
    ],
)
def test_a_strangers_package_is_refused(service: str, stranger: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=stranger):
        Refusal(service).find_spec(stranger)


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_lock_agrees_with_the_lock_of_everything(service: str) -> None:
    assert locked(service) <= locked("dev")
