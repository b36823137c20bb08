"""No table compares two moments: a clock may be set back, and a lock decides what came first."""

import re
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "services"
_COMPARED = re.compile(r"\w+_at\W+(?:<|>|<=|>=) .*\w+_at")


@pytest.mark.parametrize("service", ["intake", "matching", "notify", "reporting"])
def test_no_check_compares_two_moments(service: str) -> None:
    declared = (SERVICES / service / "migrations" / "schema.txt").read_text(encoding="utf-8")

    checks = [line.strip() for line in declared.splitlines() if line.strip().startswith("CHECK")]

    assert checks
    assert [line for line in checks if _COMPARED.search(line)] == []


def test_a_check_that_does_is_found() -> None:
    assert _COMPARED.search("CHECK ((closed_at >= opened_at))")
    assert not _COMPARED.search("CHECK (((used_at IS NULL) = (browser_hash IS NULL)))")
