"""Privacy, accessibility and who stands behind the network: by the data the product obeys."""

import gzip
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from pydantic import ValidationError

from services.intake import site
from services.intake.app import SERVICE
from services.intake.site.pages.about import SEEING
from services.intake.site.use_cases import TOLD
from shared.contracts.words import Language
from shared.retention.inventory import INVENTORY_FILE, Inventory, read_inventory
from shared.web.about import Contact, read_about
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE
from shared.web.permissions import PERMISSIONS_FILE
from tests.support.intake.page_world import PageWorld
from tests.support.intake.seen import Seen
from tests.support.web.page_world import pages_of

PATHS: Final = ("tietosuoja", "saavutettavuus", "keita-olemme", "tila")
LATER_PAGE: Final = 5_000
SCENE: Final = Path(site.__file__).with_name("templates") / "scene.html"
OF_STAFF: Final = frozenset(
    {
        *(
            "activation_steps",
            "call_steps",
            "call_round_steps",
            "refusals_taken_back",
            "caller_searches",
            "concern_looks",
            "duties",
            "event_looks",
            "figure_keys",
            "key_uses",
            "half_open_sign_ins",
            "held_decisions",
            "request_acts",
            "import_steps",
        ),
        *("invitations", "look_alarms", "passkeys", "recovery_codes", "shifts"),
        *("sign_in_tries", "staff"),
        *("staff_changes", "staff_searches", "totp_secrets", "trouble_decisions"),
        "partner_steps",
        "organisation_steps",
        "wish_steps",
        *("count_confirmations", "entered_counts", "jobs", "report_texts", "report_versions"),
    }
)
"""About those who work here: they are told by their employer."""
NAMES_NOBODY: Final = frozenset(
    {
        *(
            "activities",
            "board_changes",
            "caller_changes",
            "briefings",
            "partner_capacities",
            "partner_mornings",
            "closed_counts",
            "daily_counts",
            "right_steps",
            "unanswered_calls",
            *("directions", "entered_periods", "log_links", "reports"),
            "hours",
            "matches",
            "open_picture_days",
            "picture_counts",
            "picture_heard",
            "picture_requests",
            "picture_volunteers",
            "recipient_kinds",
        ),
        *("purchase_deliveries", "phone_notices", "requests", "supplies", "supply", "used_proofs"),
    }
)
"""Figures and ids; in reporting also what is called as what intake and matching keep."""
OTHERWISE: Final = {
    "call_rounds": "what a coordinator says of a round, and counts of its people",
    "endpoints": "addresses of organisations",
    "member_links": "a hash of a link, which lives for minutes",
    "organisations": "what coordinators call an organisation by",
    "letter_wishes": "the address that an organisation gave for its own letters, sealed",
    "organisation_news": "codes and places; names nobody",
    "partner_lines": "what an organisation does",
    "partners": "what an organisation publishes of itself",
    "plans": "what organisations plan for whoever comes, and how many would like to",
    "purchase_terms": "what was agreed with a supplier, and which of the staff agreed",
    "purchases": "what services an organisation sells",
    "recalls": "ids of who was erased, so that no letter goes",
}


async def shown(path: str, world: PageWorld | None = None) -> str:
    async with (world or PageWorld()).visitor() as visitor:
        answer = await visitor.get(path)
    assert answer.status_code == 200
    return answer.text


def changed(folder: Path, file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    (folder / file.name).write_text(text.replace(old, new), encoding="utf-8")
    return folder / file.name


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_about_the_network_is_light_and_in_every_language(
    path: str, language: str
) -> None:
    page = await shown(f"/{language}/{path}")

    seen = Seen(page)
    assert (seen.lang, len(seen.headings)) == (language, 1)
    assert seen.headings[0] in seen.title
    assert len(gzip.compress(page.encode())) <= LATER_PAGE
    assert "<script" not in page


@pytest.mark.parametrize("path", PATHS)
async def test_an_address_without_a_language_leads_to_the_readers_own(path: str) -> None:
    async with PageWorld().visitor() as visitor:
        answer = await visitor.get(f"/{path}", headers={"Accept-Language": "sv"})

    assert answer.headers["location"] == f"/sv/{path}"


async def test_an_age_that_changes_changes_the_page(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        INVENTORY_FILE,
        'days = 90, job = "forget_requests"',
        'days = 77, job = "forget_requests"',
    )

    before = await shown("/fi/tietosuoja")
    after = await shown("/fi/tietosuoja", PageWorld(read_inventory(file)))

    assert "90 päivää siitä, kun pyyntö päättyi" in before
    assert "77 päivää siitä, kun pyyntö päättyi" in after


async def test_an_age_of_years_is_told_in_years(language: str) -> None:
    words = {"fi": "2 vuotta", "sv": "2 år", "en": "2 years"}

    assert words[language] in await shown(f"/{language}/tietosuoja")


async def test_a_role_that_may_see_more_is_named_for_it(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        PERMISSIONS_FILE,
        'looks = { roles = ["safeguarding_lead",',
        'looks = { roles = ["reporter", "safeguarding_lead",',
    )
    world = PageWorld()
    before = await shown("/fi/tietosuoja", world)
    world.app.state.pages = pages_of(SERVICE, permissions_file=file)
    after = await shown("/fi/tietosuoja", world)

    what = "Kuka on katsonut tietoja"
    assert "raportoija" not in line_of(before, what).lower()
    assert "raportoija" in line_of(after, what).lower()


def line_of(page: str, words: str) -> str:
    (line,) = [line for line in page.splitlines() if words in line]
    return line


def test_every_page_of_the_staffs_menu_is_told() -> None:
    menu = {item.page for item in read_addresses(PAGES_FILE).menu}

    assert menu <= set(SEEING), "say in SEEING and `privacy.sees.…` what staff see there"


def test_every_table_about_people_is_told_or_said_why_not() -> None:
    inventory = read_inventory()
    told = {table for tables in TOLD.values() for table in tables}
    reasoned = OF_STAFF | NAMES_NOBODY | OTHERWISE.keys()
    own = {service: set(inventory.tables[service]) for service in TOLD}

    untold = {
        f"{service}.{table}"
        for service, tables in own.items()
        for table in tables
        if end_of(inventory, service, table) not in told | reasoned
    }
    assert untold == set(), "say in TOLD and `privacy.kept.…` how long it is kept, or here why not"
    assert all(set(tables) <= own[service] for service, tables in TOLD.items())


def end_of(inventory: Inventory, service: str, table: str) -> str:
    """Give the table whose rows take those of another with them."""
    entry = inventory.tables[service][table]
    return end_of(inventory, service, entry.ends_with) if entry.ends_with else table


def words_of(table: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    if {str(language) for language in Language} & table.keys():
        yield table
    for value in table.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Mapping):
                yield from words_of(each)


def test_what_ships_speaks_finnish_swedish_and_english() -> None:
    shipped = tomllib.loads((PAGES_FILE.parent / "about.toml").read_text(encoding="utf-8"))
    spoken = list(words_of(shipped))

    assert len(spoken) >= 12
    assert all({"fi", "sv", "en"} <= words.keys() for words in spoken)


def test_words_fall_back_to_finnish_and_need_it() -> None:
    contact = Contact.model_validate({"name": {"fi": "Kaupunki"}})

    assert contact.name[Language.SWEDISH] == "Kaupunki"
    with pytest.raises(ValidationError, match="name"):
        Contact.model_validate({"name": {"sv": "Staden"}})


async def test_the_front_page_names_who_stands_behind_and_is_drawn_in_two_kilobytes() -> None:
    page = await shown("/fi")

    assert "Verkoston takana: Esimerkkikaupunki, Esimerkkijärjestö ry" in page
    assert 500 < len(page[page.index('<div class="pk-scene"') : page.index("</svg>")]) <= 2048


async def test_an_example_is_called_one_until_it_is_the_real_thing() -> None:
    shipped = read_about()
    real = shipped.model_copy(
        update={"accessibility": shipped.accessibility.model_copy(update={"example": False})}
    )

    before = await shown("/fi/saavutettavuus")
    after = await shown("/fi/saavutettavuus", PageWorld(about=real))

    assert "Tämä on esimerkki" in before
    assert "Tämä on esimerkki" not in after


async def test_the_statement_says_what_the_law_asks_for() -> None:
    page = await shown("/fi/saavutettavuus")

    about = read_about()
    assert "14 päivän kuluessa" in page
    assert "osittain" in page
    assert all(shortfall[Language.FINNISH] in page for shortfall in about.statement.shortfall)
    assert f"mailto:{about.accessibility.email}" in page
    assert str(about.authority.accessibility.page) in Seen(page).links
    assert "29.11.2026" in page


async def test_privacy_names_who_answers_and_whom_to_complain_to() -> None:
    page = await shown("/en/tietosuoja")

    about = read_about()
    for contact in (about.controller, about.protection_officer, about.authority.privacy):
        assert contact.name[Language.ENGLISH] in page
        assert f"mailto:{contact.email}" in Seen(page).links


async def test_the_first_page_names_the_town_and_the_partners_and_its_picture_is_small(
    language: str,
) -> None:
    page = await shown(f"/{language}")

    behind = [one.name[Language(language)] for one in read_about().behind]
    assert len(behind) > 1
    assert ", ".join(behind) in page
    assert SCENE.stat().st_size <= 2_048
