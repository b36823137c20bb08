"""A town's own colours: readable by day and by night, or refused by name."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.web.pages import STATIC, THEME_FILE, assets
from shared.web.town_theme import (
    UnknownColourError,
    UnreadableColoursError,
    contrast,
    read_theme,
    shipped,
    unreadable,
)
from tests.support.serving import browser_of
from tests.support.web.showcase import showcase

SHEET = (STATIC / assets()["porukalla.css"]).read_text("utf-8")
DAY, NIGHT = shipped(SHEET)


def told(folder: Path, text: str) -> Path:
    file = folder / "theme.toml"
    file.write_text(text, encoding="utf-8")
    return file


def another_town() -> str:
    """Give the ten lines that the shipped file shows."""
    lines = THEME_FILE.read_text("utf-8").splitlines()
    return "\n".join(line.removeprefix("#").strip() for line in lines if line.startswith("#   "))


def test_the_kits_own_colours_are_read_by_day_and_by_night() -> None:
    assert len(DAY) == 19
    assert set(NIGHT) < set(DAY)
    assert list(unreadable(DAY)) == []
    assert list(unreadable({**DAY, **NIGHT})) == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_town_without_colours_has_the_kits() -> None:
    assert read_theme(THEME_FILE, SHEET).sheet == ""


async def test_another_town_is_ten_lines(tmp_path: Path) -> None:
    text = another_town()
    said = tomllib.loads(text)
    app = showcase(told(tmp_path, text))

    async with browser_of(app) as client:
        page = (await client.get("/fi")).text
        sheet = await client.get(f"/assets/{app.state.pages.theme.file}")

    assert len(said["day"]) + len(said["night"]) == 9
    assert app.state.pages.theme.file in page
    assert sheet.headers["content-type"].startswith("text/css")
    assert all(f"--pk-{name}:{colour}" in sheet.text for name, colour in said["day"].items())
    assert "prefers-color-scheme: dark" in sheet.text


@pytest.mark.parametrize("time", ["day", "night"])
def test_what_nobody_could_read_is_refused(tmp_path: Path, time: str) -> None:
    with pytest.raises(UnreadableColoursError, match=f"on-brand on brand by {time}"):
        read_theme(told(tmp_path, f'[{time}]\nbrand = "#ffee99"\n'), SHEET)


def test_a_colour_that_no_page_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownColourError, match="brnad"):
        read_theme(told(tmp_path, '[day]\nbrnad = "#000000"\n'), SHEET)


@pytest.mark.parametrize("colour", ["red", "#12", "#0b5345;}body{display:none"])
def test_nothing_but_a_colour_gets_into_the_sheet(tmp_path: Path, colour: str) -> None:
    with pytest.raises(ValidationError):
        read_theme(told(tmp_path, f'[day]\nbrand = "{colour}"\n'), SHEET)
