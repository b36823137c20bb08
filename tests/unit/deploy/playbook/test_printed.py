"""What is printed says what the real forms and the network's files say, and can be read by all."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.playbook.contact_tree import PRINTED
from deploy.playbook.files import CONTACT_TREE, SHIPPED, files_of
from deploy.playbook.printed.bundle import printed, sheets_of
from deploy.playbook.printed.sheets import Sheet
from deploy.playbook.printed.words import words_in
from services.intake.request_form.rules import FIELDS_OF
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category, Language, Urgency
from shared.languages import writing_of

TODAY = date(2026, 11, 30)
SAID_OTHERWISE = {
    "also": "several needs are ticked in one list",
    "asker_phone_abroad": "whoever types it in is asked",
    "category": "under need.title",
    "payment": "under payment.title",
    "phone_abroad": "whoever types it in is asked",
    "same_helper": "asked only where the network knows an earlier request",
    "under_18": "under age.title",
    "urgency": "under urgency.title",
    "may_ring": "a box under safe.phone",
    "may_text": "a box under safe.phone",
    "may_leave_message": "a box under safe.phone",
    "may_write": "a box under safe.email",
    "consent": "a box of its own",
}
"""Fields of the form without a label `field.…` on paper, and where they are instead."""


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return files_of(SHIPPED / "none of its own")


def words_on(sheet: Sheet) -> set[str]:
    found = {sheet.title}
    for block in sheet.blocks:
        found |= {block.text, block.hint, *block.options, *block.heads}
        found |= {part for row in block.rows for cell in row for part in cell.split("\n")}
    return found


def sheet(files: Mapping[str, bytes], code: str, language: Language) -> Sheet:
    return next(each for each in sheets_of(files, language, TODAY) if each.code == code)


@pytest.mark.parametrize("language", PRINTED)
def test_each_file_is_tagged_and_says_its_title_and_language(
    files: Mapping[str, bytes], language: Language
) -> None:
    made = printed(files, language, TODAY)

    codes = [each.code for each in sheets_of(files, language, TODAY)]
    assert set(made) == {f"{code}.{language}.pdf" for code in ("all", *codes)}
    for name, content in made.items():
        assert f"/Lang({writing_of(language).tag})".encode() in content, name
        assert b"<pdfuaid:part>1<" in content, name
        assert b"/MarkInfo" in content, name
        assert b"<dc:title>" in content, name


def test_the_same_day_prints_the_same(files: Mapping[str, bytes]) -> None:
    assert printed(files, Language.FINNISH, TODAY) == printed(files, Language.FINNISH, TODAY)


@pytest.mark.parametrize("language", PRINTED)
def test_the_paper_asks_for_help_as_the_pages_do(
    files: Mapping[str, bytes], language: Language
) -> None:
    said, form = words_on(sheet(files, "request-form", language)), words_in(language).form
    fields = {name for names in FIELDS_OF.values() for name in names}

    labels = {form(f"field.{name}") for name in fields - SAID_OTHERWISE.keys()}
    kinds = {form(f"category.{each}") for each in Category}
    others = {form(f"{name}.title") for name in ("danger", "need", "payment", "urgency", "age")}
    boxes = {form(f"{name}.yes") for name in SAID_OTHERWISE if name.startswith("may_")}
    assert labels | kinds | others | boxes | {form(f"urgency.{each}") for each in Urgency} <= said
    assert form("consent.yes") in said


@pytest.mark.parametrize("language", PRINTED)
def test_the_paper_offers_what_the_volunteers_page_offers(
    files: Mapping[str, bytes], language: Language
) -> None:
    said, join = words_on(sheet(files, "volunteer-form", language)), words_in(language).join

    fields = {join(f"field.{name}") for name in ("name", "email", "phone", "postal_code")}
    titles = {join(f"offer.{name}") for name in ("where", "what", "languages", "cap", "consent")}
    assert fields | titles | {join(f"category.{each}") for each in VOLUNTEER_CATEGORIES} <= said


def test_who_is_rung_stands_where_the_tree_has_them(files: Mapping[str, bytes]) -> None:
    named = files[CONTACT_TREE].replace(
        b'person = ""\nnumber = ""', b'person = "Kaisa K."\nnumber = "040 123"', 1
    )
    tree = sheet({**files, CONTACT_TREE: named}, "phone-tree", Language.FINNISH)
    table = tree.blocks[-1]

    assert table.rows[0][1] == "Kaisa K.\n040 123"
    assert table.rows[1][1] == ""
    contacts = tomllib.loads(files[CONTACT_TREE].decode())["contact"]
    assert sorted(row[0].split("\n")[0] for row in table.rows) == sorted(
        each["role"]["fi"] for each in contacts
    )
    assert table.indents[:4] == [0, 1, 2, 2]


def test_every_line_of_help_is_there_and_which_nobody_has_rung(files: Mapping[str, bytes]) -> None:
    rung = files["help_lines.toml"].replace(
        b'verified_on = ""', b'verified_on = 2026-11-01\nverified_by = "K"', 1
    )
    table = sheet({**files, "help_lines.toml": rung}, "help-lines", Language.ENGLISH).blocks[-2]

    numbers = [row[0] for row in table.rows]
    assert numbers[0] == "112"
    assert all(number.endswith(" *") for number in numbers[1:])
    assert len(numbers) == rung.count(b"[[line]]")


def test_the_command_prints_in_the_languages_of_the_tree_or_those_that_are_asked(
    tmp_path: Path,
) -> None:
    words = ["network", "print", str(tmp_path / "out"), "--state", str(tmp_path / "none")]

    one = CliRunner().invoke(app, [*words, "--language", "sv"])
    wrong = CliRunner().invoke(app, [*words, "--language", "ar"])

    assert one.exit_code == Exit.OK
    assert {file.name.split(".")[1] for file in (tmp_path / "out").iterdir()} == {"sv"}
    assert (tmp_path / "out" / "all.sv.pdf").read_bytes().startswith(b"%PDF-")
    assert wrong.exit_code == Exit.FAILED
    assert "--language: What is printed is said in fi, sv or en. (ar)" in wrong.output


def test_a_network_with_a_broken_file_prints_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own" / "network"
    own.mkdir(parents=True)
    (own / "hours.toml").write_text("x = 1\n")

    done = CliRunner().invoke(
        app, ["network", "print", str(tmp_path / "out"), "--state", str(own.parent)]
    )

    assert done.exit_code == Exit.FAILED
    assert "hours.toml, line 1: x: is not known here" in done.output
    assert not (tmp_path / "out").exists()
