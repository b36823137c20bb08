"""A project is played in a folder of its own, and once; its network's own files are found there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.folders import Folders
from deploy.local.own_files import settings_of_files
from deploy.local.postgres import PostgresServer
from deploy.seeding.seed import (
    NotEmptyError,
    PlayedAlreadyError,
    Seed,
    UnknownProjectError,
    projects,
)
from services.reporting.projects.adapters import read_projects
from shared.funding.file import read_funding
from tests.support.deploy.played import SHIPPED
from tests.support.servers import temporary_folder


@pytest.fixture
def folders() -> Iterator[Folders]:
    with temporary_folder() as folder:
        found = Folders(folder / "state")
        found.make()
        yield found


def test_a_project_that_was_played_is_not_played_again(folders: Folders) -> None:
    folders.network.mkdir()
    played = {"project": "porukalla-2020", "counts": {"activities": 1}}
    (folders.network / "played.json").write_text(json.dumps(played))

    with pytest.raises(PlayedAlreadyError):
        Seed(folders, "porukalla-2020", 7).run()


def test_another_network_is_left_alone(folders: Folders) -> None:
    data = PostgresServer(folders.postgres, 1).data
    data.mkdir(parents=True)
    (data / "PG_VERSION").touch()

    with pytest.raises(NotEmptyError):
        Seed(folders, "porukalla-2020", 7).run()

    assert (data / "PG_VERSION").exists()


def test_a_project_that_there_is_not_is_refused_with_those_there_are(folders: Folders) -> None:
    with pytest.raises(UnknownProjectError) as refused:
        Seed(folders, "nobody-knows", 7).run()

    assert refused.value.args == ("nobody-knows", *projects())


def test_files_of_a_network_of_its_own_are_told_to_those_who_read_them(tmp_path: Path) -> None:
    (tmp_path / "projects.toml").touch()
    (tmp_path / "funding.toml").touch()

    told = {name: settings_of_files(tmp_path, name) for name in ("intake", "reporting")}

    assert told == {
        "intake": {"INTAKE_FUNDING_FILE": str(tmp_path / "funding.toml")},
        "reporting": {
            "REPORTING_FUNDING_FILE": str(tmp_path / "funding.toml"),
            "REPORTING_PROJECTS_FILE": str(tmp_path / "projects.toml"),
        },
    }


@pytest.mark.parametrize("name", projects())
def test_a_played_project_says_that_it_is_simulated(name: str) -> None:
    network = SHIPPED.with_name(name) / "network"
    funding = read_funding(network / "funding.toml")

    read = read_projects(network / "projects.toml", funding=funding)

    assert [(each.code, each.simulated) for each in read.all] == [(name, True)]
