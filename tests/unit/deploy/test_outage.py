"""The pages that Caddy shows by itself."""

from pathlib import Path

import pytest

from deploy.caddy.outage import KINDS, write_pages
from shared.contracts.words import OFFERED, Language
from shared.languages import writing_of
from shared.web.contact import read_contact

CONTACT = Path(__file__).parents[3] / "deploy" / "contact.toml"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", OFFERED)
def test_every_page_has_its_language_and_both_phone_numbers(
    tmp_path: Path, kind: str, language: Language
) -> None:
    write_pages(CONTACT, tmp_path)

    page = (tmp_path / f"{kind}.{language}.html").read_text(encoding="utf-8")

    assert f'<html lang="{writing_of(language).tag}"' in page
    assert '<a href="tel:112">112</a>' in page
    assert '<a href="tel:+358150000000">+358 15 000 0000</a>' in page
    assert page.count("<h1>") == 1


def test_pages_have_no_inline_style_or_script(tmp_path: Path) -> None:
    write_pages(CONTACT, tmp_path)

    for page in tmp_path.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "style=" not in text
        assert "<style" not in text
        assert "<script" not in text


def test_what_is_in_the_contact_file_cannot_become_markup(tmp_path: Path) -> None:
    contact = tmp_path / "contact.toml"
    contact.write_text(
        CONTACT.read_text(encoding="utf-8").replace('"Porukalla"', '"Apu & <b>ilo</b>"'),
        encoding="utf-8",
    )

    write_pages(contact, tmp_path / "pages")

    page = (tmp_path / "pages" / "away.fi.html").read_text(encoding="utf-8")
    assert "Apu &amp; &lt;b&gt;ilo&lt;/b&gt;" in page


def test_the_sample_claims_of_no_number_that_somebody_rang_it() -> None:
    assert read_contact(CONTACT).verified_on is None
    assert read_contact(CONTACT).emergency_phone == "112"


def test_a_day_without_the_name_of_who_rang_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "contact.toml"
    said = CONTACT.read_text(encoding="utf-8")
    file.write_text(said.replace('verified_on = ""', "verified_on = 2026-11-29"), encoding="utf-8")

    with pytest.raises(ValueError, match="Porukalla"):
        read_contact(file)
