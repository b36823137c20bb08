"""What the doctor says about what it finds."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deploy.local.diagnosis import (
    Patient,
    caddy,
    disk,
    examine,
    help_lines,
    own_numbers,
    packages,
    who_hears_of_concerns,
    who_we_are,
)
from deploy.local.folders import Folders
from shared.web.about import read_about
from shared.web.contact import EmergencyContact, read_contact
from tests.support.help_lines import rung

TODAY = date(2026, 11, 29)
CONTACT_FILE = Path(__file__).parents[3] / "deploy" / "contact.toml"
LOCK = """\
aio-pika==10.2.1 \\
    --hash=sha256:66c8
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:0869
rich==15.0.0 \\
    --hash=sha256:0870
"""


def test_packages_as_locked_are_well_and_those_of_other_systems_are_not_missed() -> None:
    installed = {"aio-pika": "10.2.1", "rich": "15.0.0"}

    symptom = packages(LOCK, installed.get)

    assert (symptom.grade, symptom.found) == ("ok", "2 as locked")


def test_missing_and_differing_packages_are_named() -> None:
    symptom = packages(LOCK, {"rich": "14.0.0"}.get)

    assert symptom.grade == "problem"
    assert symptom.found == "missing: aio-pika; other versions: rich"
    assert symptom.advice


def test_an_old_or_missing_caddy_is_a_problem_with_advice() -> None:
    assert caddy("2.6.2\n").grade == "ok"
    assert caddy("v2.10.0 h1:abc").grade == "ok"
    assert caddy("v2.4.6").grade == "problem"
    assert caddy(None).advice == "apt-get install caddy"


def test_a_full_disk_is_a_problem() -> None:
    assert disk(5_000_000_000).grade == "ok"
    assert disk(100_000_000).grade == "problem"


def test_an_examination_looks_at_everything_and_changes_nothing(tmp_path: Path) -> None:
    symptoms = list(examine(Patient(Folders(tmp_path / "state"), port=1, today=TODAY)))

    looked_at = [symptom.what for symptom in symptoms if "help line" not in symptom.what]
    assert looked_at == [
        *("Python", "Python packages", "RabbitMQ", "PostgreSQL", "Caddy", "setpriv", "user"),
        *("state folder", "disk", "port 1", "own number", "safeguarding"),
        *("public pages", "authorities"),
    ]
    assert all(symptom.advice for symptom in symptoms if symptom.grade == "problem")
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_nobody_rang_is_named_and_is_no_problem() -> None:
    lines = rung(None)

    found = list(help_lines(lines, TODAY))

    assert [symptom.found for symptom in found] == [
        f"{line.number}: nobody has rung it" for line in lines.lines
    ]
    assert {symptom.grade for symptom in found} == {"note"}
    assert all("verified_by" in symptom.advice for symptom in found)


@pytest.mark.parametrize(
    ("on", "grade"),
    [(None, "note"), (date(2025, 11, 28), "note"), (date(2025, 11, 29), "ok")],
)
def test_the_networks_own_number_is_named_until_somebody_rang_it(
    on: date | None, grade: str
) -> None:
    contact = replace(read_contact(CONTACT_FILE), verified_on=on)

    found = own_numbers(contact, TODAY)

    assert found.grade == grade
    assert (contact.network_phone in found.found) is (grade == "note")


def test_a_number_is_rung_again_after_a_year() -> None:
    lines = rung(date(2025, 11, 29))

    assert [symptom.grade for symptom in help_lines(lines, TODAY)] == ["ok"]
    late = list(help_lines(lines, TODAY + timedelta(days=1)))
    assert late[0].found == "112: last rung 2025-11-29"
    assert len(late) == len(lines.lines)


@pytest.mark.parametrize(
    ("lead", "deputy", "found"),
    [
        ("a@example.org", "b@example.org", "lead and deputy are written to"),
        ("a@example.org", "", "no address of the deputy"),
        ("", "", "no address of the lead and deputy"),
    ],
)
def test_who_hears_of_concerns_is_named_or_missed(lead: str, deputy: str, found: str) -> None:
    contact = EmergencyContact("Porukalla", "+358 15 000 0000", "112", TODAY, lead, deputy)

    assert who_hears_of_concerns(contact).found == found


def test_what_the_public_pages_say_by_example_is_named_until_somebody_wrote_it() -> None:
    shipped, looked_up = read_about(), {"verified_on": TODAY, "verified_by": "Kokeilija"}
    real = {"example": False}
    filled = shipped.model_copy(
        update={
            "controller": shipped.controller.model_copy(update=real),
            "protection_officer": shipped.protection_officer.model_copy(update=real),
            "accessibility": shipped.accessibility.model_copy(update=real),
            "behind": tuple(one.model_copy(update=real) for one in shipped.behind),
            "authority": shipped.authority.model_copy(
                update={
                    name: getattr(shipped.authority, name).model_copy(update=looked_up)
                    for name in ("privacy", "accessibility")
                }
            ),
        }
    )

    examples, authorities = who_we_are(shipped, TODAY)
    assert "controller, protection_officer, accessibility, behind: town" in examples.found
    assert "authority.privacy, authority.accessibility" in authorities.found
    assert {examples.grade, authorities.grade} == {"note"}
    assert [each.grade for each in who_we_are(filled, TODAY)] == ["ok"]
    assert [each.what for each in who_we_are(filled, TODAY + timedelta(days=366))] == [
        "authorities"
    ]
