"""Addresses of pages are data: links of one service to another's follow the file."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.contracts.words import Language
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE

PAGES = """
[pages]
sign_in = "/{language}/in"
sign_out = "/{language}/out"
own_sessions = "/{language}/sessions"
leave_to = "https://weather.example/today"
concern = "/{language}/wrong"
about_us = "/{language}/us"
state = "/{language}/state"
privacy = "/{language}/privacy"
accessibility = "/{language}/accessibility"
one = "/{language}/list/{request_id}"
"""
MENU = """
[[menu]]
page = "list"
text = "kit.board"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "pages.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_address_is_filled_in(tmp_path: Path) -> None:
    addresses = read_addresses(written(tmp_path, PAGES))

    assert addresses.of("one", Language.SWEDISH, request_id=7) == "/sv/list/7"
    assert addresses.menu == ()
    assert addresses.leads_to == "https://weather.example"


def test_a_menu_names_pages_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="list"):
        read_addresses(written(tmp_path, PAGES + MENU))


def test_a_mark_of_the_menu_is_a_page_that_is_there(tmp_path: Path) -> None:
    menu = MENU.replace('"list"', '"one"') + 'mark = "picture"'

    with pytest.raises(ValidationError, match="picture"):
        read_addresses(written(tmp_path, PAGES + menu))


def test_nobody_can_do_without_signing_in(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="sign_in"):
        read_addresses(written(tmp_path, '[pages]\nsign_out = "/out"'))


def test_our_own_file_is_complete() -> None:
    addresses = read_addresses(PAGES_FILE)

    shown = ["board", "call_list", "calls", "lookup", "own_partner"]
    shown += ["own_purchases", "partners"]
    shown += ["imports", "concerns", "looks", "rights"]
    shown += ["reports", "project_periods", "deliveries", "troubles", "explorer"]
    shown += ["network", "staff"]
    assert [item.page for item in addresses.menu] == shown
    assert addresses.of("sign_in", Language.FINNISH) == "/fi/kirjaudu"
