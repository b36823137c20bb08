"""Each service starts in an environment that holds nothing but its own lock."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.only_own_packages import Refusal, locked, plain

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "support" / "only_own_packages.py"
SERVICES = ("intake", "matching", "notify", "reporting")


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_imports_nothing_but_its_own_packages(service: str) -> None:
    words = [sys.executable, "-P", "-W", "error", str(PROGRAM), service]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert f"services.{service}.app" in done.stdout.splitlines()


@pytest.mark.long
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


@pytest.mark.parametrize("service", SERVICES)
def test_a_lock_is_as_new_as_what_the_project_asks_for(service: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"][service]]

    names = {plain(re.split(r"[\[<>=~! ]", text)[0]) for text in asked}

    assert names <= locked(service), "run `make lock`"
