"""Which language a page speaks, how times are said in it, and whom to call."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from shared.contracts.words import Language
from shared.web import language as languages
from shared.web.contact import read_contact
from shared.web.dates import spoken_time
from shared.web.language import in_language, preferred

DEPLOY = Path(languages.__file__).parents[2] / "deploy"


async def test_the_language_links_lead_to_the_same_page(client: httpx.AsyncClient) -> None:
    text = (await client.get("/sv/hello")).text

    assert '<a href="/fi/hello" lang="fi" hreflang="fi" rel="alternate">Suomi</a>' in text
    assert '<span aria-current="true" lang="sv">Svenska</span>' in text


async def test_a_page_without_a_language_in_its_path_links_to_the_first_pages(
    client: httpx.AsyncClient,
) -> None:
    text = (await client.get("/docs", headers={"accept-language": "en"})).text

    assert '<html lang="en"' in text
    assert '<a href="/fi" lang="fi" hreflang="fi" rel="alternate">Suomi</a>' in text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.8", "sv"),
        ("de, en;q=0.3, fi;q=0.4", "fi"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("de", "fi"),
        ("", "fi"),
        ("xx;q=a,;;;,en", "en"),
    ],
)
def test_the_browsers_wish_is_followed_where_it_can_be(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("path", "other"), [("/", "/en"), ("/fi", "/en"), ("/fi/apua/x", "/en/apua/x"), ("/a", "/en/a")]
)
def test_a_path_changes_its_language(path: str, other: str) -> None:
    assert in_language(path, Language.ENGLISH) == other


def test_times_are_those_of_helsinki_in_summer_and_winter() -> None:
    winter = datetime(2026, 11, 25, 7, 5, tzinfo=UTC)
    summer = datetime(2026, 7, 1, 7, 5, tzinfo=UTC)

    assert spoken_time(winter, Language.FINNISH) == "25.11.2026 klo 9.05"
    assert spoken_time(summer, Language.SWEDISH) == "1.7.2026 kl. 10.05"
    assert spoken_time(winter, Language.ENGLISH) == "25 November 2026 at 09:05"


def test_a_contact_file_with_a_gap_stops_the_start_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "contact.toml"
    file.write_text(
        'verified_on = 2026-11-25\n[network]\nname = "P"\nphone = "kysy"\n[emergency]\n',
        encoding="utf-8",
    )

    with pytest.raises(ValueError, match=r"network\.phone[\s\S]*emergency\.phone"):
        read_contact(file)


def test_the_committed_contact_file_can_be_read() -> None:
    contact = read_contact(DEPLOY / "contact.toml")

    assert contact.emergency_phone == "112"
    assert contact.network_tel.startswith("+358")
