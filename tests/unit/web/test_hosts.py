"""A service answers under its own names, and under no other."""

import httpx
import pytest

from shared.web.hosts import own_hosts
from tests.support.web.small_service import Browse

HTTPS = own_hosts("https://avuksi.example.org", "10.0.0.5", 8001, ["monitor.internal:8001"])
LOCAL = own_hosts("http://localhost:8080", "127.0.0.1", 8001, [])


def test_the_public_name_and_the_operators_are_own() -> None:
    assert {"avuksi.example.org", "127.0.0.1:8001", "10.0.0.5:8001"} <= HTTPS
    assert "monitor.internal:8001" in HTTPS
    assert "localhost:8080" not in HTTPS
    assert {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.0.0.1:8001"} <= LOCAL


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("avuksi.example.org", 200),
        ("AVUKSI.example.org:443", 200),
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("avuksi.example.org:8080", 421),
        ("avuksi.example.org.evil.example", 421),
        ("evil.example", 421),
        ("", 421),
    ],
)
async def test_another_name_is_refused(browse: Browse, host: str, status: int) -> None:
    async with browse(secure=True, hosts=HTTPS) as client:
        answer = await client.get("/fi/hello", headers={"host": host})

    assert answer.status_code == status
    assert status == 200 or "Soita meille" in answer.text or "soita" in answer.text.lower()


async def test_a_second_name_beside_the_right_one_is_refused(browse: Browse) -> None:
    async with browse(secure=True, hosts=HTTPS) as client:
        two = httpx.Headers([("host", "avuksi.example.org"), ("host", "evil.example")])
        answer = await client.get("/fi/hello", headers=two)

    assert answer.status_code == 421
