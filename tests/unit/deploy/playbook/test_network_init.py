"""A new town gets all of its files from a few answers, and they pass the check."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.local.folders import Folders
from deploy.local.own_files import sender_of, settings_of_town
from deploy.playbook.check import faults_in
from deploy.playbook.files import FILES, SHIPPED, files_in, files_of
from deploy.playbook.new_town import NewTown, files_for, spans, town_called
from deploy.playbook.payer import Payer
from shared.areas import municipalities
from shared.contracts.words import Language

ANSWERS = {
    "--name": "Juvan apu",
    "--town": "Juva",
    "--serves": "Puumala, 491",
    "--languages": "fi,sv",
    "--phone": "015 755 1000",
    "--hours": "9-15",
    "--weekend": "",
    "--sender": "apua@juva.fi",
    "--safeguarding": "turva@juva.fi",
}
DAYS = "2027-01-01/2028-02-29"
NOTHING = SHIPPED / "none of its own"


def run(state: Path, **others: str) -> tuple[int, str]:
    answers = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in others.items()}
    words = [word for pair in answers.items() for word in pair]
    result = CliRunner().invoke(app, ["network", "init", "--state", str(state), *words])
    return result.exit_code, result.output


def test_a_new_town_has_every_file_and_says_where_each_is_changed(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "juva")

    code, said = run(folders.state)

    files = files_in(folders.network)
    assert code == Exit.OK
    assert {*FILES} <= {*files}
    assert faults_in(files) == []
    assert all(name in said for name in ("contact.toml", "hours.toml", "about.toml", "triage.yaml"))
    assert f"./porukalla up --state {folders.state}" in said


def test_what_was_answered_stands_in_its_files(tmp_path: Path) -> None:
    run(tmp_path / "juva")

    read = {
        name: tomllib.loads(content.decode())
        for name, content in files_in(tmp_path / "juva" / "network").items()
        if name.endswith(".toml")
    }
    assert read["town.toml"]["municipality"] == "178"
    assert read["town.toml"]["serves"] == ["178", "623", "491"]
    assert read["contact.toml"]["network"]["name"] == "Juvan apu"
    assert read["contact.toml"]["safeguarding"] == {"email": "turva@juva.fi"}
    assert read["hours.toml"]["week"]["monday"] == ["9.00-15.00"]
    assert read["hours.toml"]["week"]["sunday"] == []
    assert read["contact_tree.toml"]["languages"] == ["fi", "sv"]
    assert "funder" not in read["funding.toml"]
    assert "project" not in read["projects.toml"]


def test_nothing_of_the_demonstration_is_left_but_what_says_so(tmp_path: Path) -> None:
    run(tmp_path / "juva")

    files = files_in(tmp_path / "juva" / "network")
    about = tomllib.loads(files["about.toml"].decode())

    assert all(each["example"] for each in about["behind"])
    assert about["controller"]["example"]
    for name in ("contact.toml", "town.toml", "hours.toml", "funding.toml", "projects.toml"):
        lines = [line for line in files[name].decode().split("\n") if not line.startswith("#")]
        assert not any("Esimerkki" in line or "demo.invalid" in line for line in lines), name


def test_a_town_of_its_own_has_quiet_nights_and_no_demo(tmp_path: Path) -> None:
    run(tmp_path / "juva")
    own = tmp_path / "juva" / "network"

    assert sender_of(own) == "apua@juva.fi"
    assert settings_of_town(own, "matching") == {"MATCHING_POLICY": "{}"}
    assert settings_of_town(own, "intake") == {"INTAKE_DEMO_STAFF": "false"}
    assert settings_of_town(own, "notify") == {"NOTIFY_SMTP_FROM": "apua@juva.fi"}
    assert settings_of_town(tmp_path / "other", "notify") == {}


def test_the_doctor_names_the_towns_own_files(tmp_path: Path) -> None:
    run(tmp_path / "juva")

    said = CliRunner().invoke(app, ["doctor", "--state", str(tmp_path / "juva")]).output

    own = tmp_path / "juva" / "network"
    assert f"write verified_on and verified_by in {own / 'help_lines.toml'}" in said
    assert f"write the real thing in {own / 'about.toml'}" in said
    assert "015 755 1000: nobody has rung it" in said


def test_who_pays_is_in_both_files(tmp_path: Path) -> None:
    code, _ = run(tmp_path / "j", funder="Säätiö", funding_code="SÄ 1/27", funding_days=DAYS)

    files = files_in(tmp_path / "j" / "network")
    assert code == Exit.OK
    assert tomllib.loads(files["funding.toml"].decode())["funder"][0]["project"] == "SÄ 1/27"
    project = tomllib.loads(files["projects.toml"].decode())["project"][0]
    assert project["keep_until"] == date(2038, 2, 28)


@pytest.mark.parametrize(
    ("answer", "value", "reason"),
    [
        (
            "town",
            "Juvva",
            "--town: There is no municipality of this name or code. (Juvva; Juva 178",
        ),
        ("serves", "Puumala,999", "--serves: There is no municipality"),
        ("languages", "fi,ar", "--languages: What is printed is said in fi, sv or en. (ar)"),
        ("hours", "9to15", "--hours: Hours are written 8-16"),
        ("hours", "16-8", "hours.toml, line 7: week monday 1: Hours are written"),
        ("phone", "puhelin", "contact.toml, line 11: network phone: write a phone number"),
        ("sender", "Apu <a@b.fi>", "not exactly one plain mail address"),
        ("name", '"', "network name: "),
        ("funder", "Säätiö", "--funding-code is missing"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(
    tmp_path: Path, answer: str, value: str, reason: str
) -> None:
    code, said = run(tmp_path / "juva", **{answer: value})

    assert code == Exit.FAILED
    assert reason in said
    assert not (tmp_path / "juva").exists()


def test_a_folder_that_has_a_network_is_refused(tmp_path: Path) -> None:
    run(tmp_path / "juva")

    code, said = run(tmp_path / "juva", town="Puumala")

    assert code == Exit.FAILED
    assert "has a network already" in said
    assert b'municipality = "178"' in files_in(tmp_path / "juva" / "network")["town.toml"]


def test_a_region_shares_one_playbook_and_nothing_that_is_one_towns_own(tmp_path: Path) -> None:
    shared = tmp_path / "region.toml"
    own = Folders(tmp_path / "own")
    own.network.mkdir(parents=True)
    files = files_of(own.network)
    changes = {
        "triage.yaml": (b'"2026-11-30.2"', b'"region-7"'),
        "about.toml": (b"Esimerkkikaupunki", b"Mikkelin kaupunki"),
        "contact_tree.toml": (b'person = ""', b'person = "Raija R."'),
        "funding.toml": (b"example.svg", b"region.svg"),
    }
    for name, (was, becomes) in changes.items():
        assert was in files[name]
        (own.network / name).write_bytes(files[name].replace(was, becomes))
    (own.network / "emblems").mkdir()
    (own.network / "emblems" / "region.svg").write_bytes(files["emblems/example.svg"])
    words = ["network", "export", str(shared), "--with-names", "--state", str(own.state)]
    assert CliRunner().invoke(app, words).exit_code == Exit.OK

    code, _ = run(
        tmp_path / "juva",
        **{"from": str(shared), "funder": "Säätiö", "funding_code": "A", "funding_days": DAYS},
    )

    made = files_in(tmp_path / "juva" / "network")
    assert code == Exit.OK
    assert b'"region-7"' in made["triage.yaml"]
    assert b"Mikkelin kaupunki" not in made["about.toml"]
    assert b"Raija" not in b"".join(made.values())
    assert "emblems/region.svg" not in made


@given(st.sampled_from(list(municipalities().values())), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=15, deadline=None)
def test_any_town_and_any_words_give_files_that_pass_or_are_told(
    town: object, name: str, funder: str
) -> None:
    payer = Payer(funder, "A-1", date(2027, 1, 1), date(2027, 12, 31))
    place = town_called(getattr(town, "code", ""))
    new = NewTown(
        *(f"x {name}", place, [], [Language.FINNISH], "112", spans("8-16"), [], "a@b.fi"),
        payer=payer if funder.strip() else None,
    )

    faults = faults_in(files_for(new, files_of(NOTHING)))

    assert {fault.file for fault in faults} <= {"funding.toml", "projects.toml", "about.toml"}
    assert not any(fault.reason.startswith("no TOML") for fault in faults)
