"""What the doctor says about what it finds."""

from pathlib import Path

from deploy.local.diagnosis import Patient, caddy, disk, examine, packages
from deploy.local.folders import Folders

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
    symptoms = list(examine(Patient(Folders(tmp_path / "state"), port=1)))

    looked_at = [symptom.what for symptom in symptoms]
    assert looked_at == [
        *("Python", "Python packages", "RabbitMQ", "PostgreSQL", "Caddy", "setpriv", "user"),
        *("state folder", "disk", "port 1"),
    ]
    assert all(symptom.advice for symptom in symptoms if symptom.grade == "problem")
    assert list(tmp_path.iterdir()) == []
