"""What is shipped passes the check; each kind of broken file is named with what would be right."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from deploy.local.own_files import SETTINGS
from deploy.local.services import SERVICES
from deploy.playbook.check import READERS, faults_in
from deploy.playbook.dangers import dangers_in
from deploy.playbook.files import FILES, FOLDERS, OF_THE_RELEASE, SHIPPED, files_of
from deploy.playbook.people import people_left, without_people

BROKEN: Final = (
    ("hours.toml", '"8.00-20.00"', '"8-20"', "line 7: week monday 1: Hours are written 8.00-20.00"),
    ("hours.toml", "monday =", "moonday =", "week monday: is missing; write it"),
    ("hours.toml", "monday =", "moonday =", "week moonday: is not known here"),
    ("hours.toml", "[week]", "[week", "line 6: no TOML: "),
    ("town.toml", '"491"', '"4911"', "write the three digits of a municipality"),
    ("town.toml", '"178"', '"999"', "serves: there is no municipality of the code 999"),
    ("doors.toml", "a_day = 10", "a_day = 0", "same_person a_day: Input should be greater than 0"),
    (
        "help_lines.toml",
        'number = "112"',
        'number = "x"',
        "line 19: line 1 number: write a phone number",
    ),
    (
        "help_lines.toml",
        'verified_on = ""',
        "verified_on = 2026-11-01",
        "confirmed by a day and by who",
    ),
    ("funding.toml", "last = 2027-12-31", "last = 2020-12-31", "The last day is before the first"),
    (
        "funding.toml",
        '"example.svg"',
        '"other.svg"',
        "names a file that is not there: emblems/other.svg",
    ),
    ("projects.toml", 'funding = "ESIMERKKI-1"', 'funding = "X"', "funding.toml has no project X"),
    ("theme.toml", "#", '[day]\nlink = "#ffffff"\n#', "contrast 1.00, 4.5 is needed"),
    ("theme.toml", "#", '[day]\nlink = "white"\n#', "day link: "),
    ("triage.yaml", "  - code: danger_now", "  - code: [x", "triage.yaml, line "),
    ("triage.yaml", "    sv:", "    se:", "line "),
    ("practice.yaml", "callers:", "callrs:", "callers: is missing"),
    ("agreement.toml", "first = 2026-11-01", "first = 1.11.2026", "no TOML"),
    ("contact.toml", 'name = "Porukalla"', 'name = ""', "network name: "),
    ("payment.toml", 'code = "agree"', 'code = "Agree now"', "way 3 code: "),
    (
        "about.toml",
        'status = "partly"',
        'status = "mostly"',
        "statement status: Input should be 'fully'",
    ),
    ("promises.toml", "minutes_late = 10", "minutes_late = soon", "no TOML"),
    ("open_picture.toml", "closes_at_hour = 4", "closes_at_hour = 25", "closes_at_hour: "),
    ("contact_tree.toml", 'first = "duty_officer"', 'first = "nobody"', "no contact of this code"),
    ("contact_tree.toml", 'calls = ["food_aid", "parish"]', 'calls = ["food_aid"]', "(parish)"),
    ("contact_tree.toml", '"parish"]', '"parish", "food_aid"]', "called by exactly one contact"),
    ("contact_tree.toml", '"parish"]', '"parish", "partner_lead"]', "called by exactly one"),
    ("contact_tree.toml", 'code = "parish"', 'code = "food_aid"', "this code"),
    ("contact_tree.toml", 'languages = ["fi"', 'languages = ["ar"', "printed in fi, sv or en"),
    ("contact_tree.toml", ', en = "The parish"', "", "contact 10 organisation: It is said in"),
    ("checklists/alert.toml", 'who = "partner_lead"', 'who = "boss"', "contact tree has no boss"),
    ("checklists/phone.toml", "order = 3", "", "order: is missing"),
    ("directory.toml", "shown = true", "shown = 'perhaps'", "shown: "),
)


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, bytes]:
    return files_of(Path("nothing of its own"))


def told(shipped: Mapping[str, bytes], name: str, was: str, becomes: str) -> list[str]:
    text = shipped[name].decode()
    assert was in text
    return [
        str(each) for each in faults_in({**shipped, name: text.replace(was, becomes, 1).encode()})
    ]


def test_what_is_shipped_passes(shipped: Mapping[str, bytes]) -> None:
    assert faults_in(shipped) == []


def test_every_shipped_file_travels_or_stays_for_a_reason() -> None:
    found = {place.name for place in SHIPPED.iterdir()}

    assert found == {*FILES, *FOLDERS, *OF_THE_RELEASE} - {"contact.toml"}


def test_what_each_service_is_told_of_is_read_by_the_check() -> None:
    assert {*FILES, *FOLDERS} - {"emblems"} == set(READERS)


@pytest.mark.parametrize("service", SERVICES)
def test_each_setting_of_a_file_is_one_that_the_service_takes(service: str) -> None:
    from importlib import import_module  # noqa: PLC0415  # the module depends on the service

    kind = import_module(f"services.{service}.settings").Settings
    told = {setting.lower() for setting, whose in SETTINGS.values() if service in whose}

    assert told <= set(kind.model_fields)


@pytest.mark.parametrize(("name", "was", "becomes", "reason"), BROKEN)
def test_a_broken_file_is_named_with_what_would_be_right(
    shipped: Mapping[str, bytes], name: str, was: str, becomes: str, reason: str
) -> None:
    faults = told(shipped, name, was, becomes)

    assert any(reason in fault for fault in faults), faults
    assert all(fault.startswith(name) for fault in faults), faults


def test_everything_is_told_at_once(shipped: Mapping[str, bytes]) -> None:
    broken = {
        "hours.toml": shipped["hours.toml"].replace(b"8.00-20.00", b"8-20"),
        "theme.toml": b"x = 1\n",
        "town.toml": b"municipality = 491\n",
    }

    faults = faults_in({**shipped, **broken})

    assert [fault.file for fault in faults] == [
        *["hours.toml"] * 5,
        "theme.toml",
        *["town.toml"] * 3,
    ]


def test_a_missing_file_is_told(shipped: Mapping[str, bytes]) -> None:
    rest = {name: text for name, text in shipped.items() if name != "triage.yaml"}

    assert [str(fault) for fault in faults_in(rest)] == ["triage.yaml: is missing"]


def test_an_outline_of_no_area_of_its_town_is_named_by_its_file(
    shipped: Mapping[str, bytes],
) -> None:
    text = b'municipality: "491"\nview_box: "0 0 9 9"\nareas:\n  "00100": "M0 0"\n'

    faults = faults_in({**shipped, "outlines/491.yaml": text})

    reason = "An outline is of no postal area of its municipality (00100)"
    assert [str(fault) for fault in faults] == [f"outlines/491.yaml, line 4: areas: {reason}"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("triage.yaml", b"-----BEGIN " + b"PRIVATE KEY-----", "holds a private key"),
        (
            "about.toml",
            b'x = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"',
            "holds a secret of a webhook",
        ),
        ("about.toml", b'x = "amqp://intake:hunter2@broker/"', "holds an address with a password"),
        ("contact.toml", b'\nsmtp_password = "hunter2"', "line 2: holds a password"),
        ("hours.toml", b"k1:" + b"A" * 44, "holds a ring of keys"),
        ("hours.toml", b"\n\xe4", "line 2: is not in UTF-8"),
        ("outlines/491.yaml", b"x" * 1_000_001, "is larger than 1 MB"),
        ("emblems/a.png", b"GIF89a", "is no PNG"),
        ("emblems/a.svg", b"<svg><script>", "does something or fetches"),
        ("emblems/a.svg", b'<svg onload="x()">', "does something or fetches"),
        ("emblems/a.svg", b'<svg><image href="https://x.invalid/"/>', "does something or fetches"),
    ],
)
def test_secrets_and_pictures_that_act_do_not_travel(
    name: str, content: bytes, reason: str
) -> None:
    faults = [str(fault) for fault in dangers_in(name, content)]

    assert len(faults) == 1
    assert reason in faults[0]
    assert "hunter2" not in faults[0]


def test_who_of_the_staff_did_what_stays_at_home(shipped: Mapping[str, bytes]) -> None:
    rung = shipped["help_lines.toml"].replace(
        b'verified_on = ""', b'verified_on = 2026-11-01\nverified_by = "Kaisa K."'
    )
    readers = shipped["projects.toml"].replace(
        b"[project.targets]",
        b'readers = ["0192d3c4-0000-7000-8000-000000000001"]\n[project.targets]',
    )
    files = {**shipped, "help_lines.toml": rung, "projects.toml": readers}

    kept = without_people(files, "Mikkeli")

    assert b"Kaisa" not in b"".join(kept.values())
    assert b'verified_on = 2026-11-01\nverified_by = "Mikkeli"' in kept["help_lines.toml"]
    assert b"0192d3c4" not in kept["projects.toml"]
    assert list(people_left(kept, "Mikkeli")) == []
    assert faults_in(kept) == []


def test_a_name_that_cannot_be_left_out_is_told(shipped: Mapping[str, bytes]) -> None:
    text = shipped["contact.toml"].replace(b'verified_by = ""', b'verified_by = """\nKaisa"""')

    kept = without_people({**shipped, "contact.toml": text}, "Mikkeli")

    assert [fault.file for fault in people_left(kept, "Mikkeli")] == ["contact.toml"]
