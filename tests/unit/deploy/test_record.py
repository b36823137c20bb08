"""Other commands find what runs, and only what runs."""

from pathlib import Path

import pytest

from deploy.local.folders import CLONE, Folders, choose_folders
from deploy.local.port_book import PortBook
from deploy.local.ports import free_port
from deploy.local.record import Network, forget_network, running_network, write_network
from deploy.local.single_supervisor import alone
from deploy.local.which_network import NoNetworkError, find_network

NETWORK = Network(
    origin="http://localhost:8080",
    rabbit_url="amqp://u:p@127.0.0.1:5672/",
    databases={"intake": "postgresql://u:p@127.0.0.1/intake"},
    ports={"intake": 8001},
)
GIVEN = {
    "PORUKALLA_RABBIT_URL": "amqp://u:p@broker/",
    "INTAKE_POSTGRES_URL": "postgresql://u:p@db/intake",
    "MATCHING_POSTGRES_URL": "postgresql://u:p@db/matching",
    "NOTIFY_POSTGRES_URL": "postgresql://u:p@db/notify",
    "REPORTING_POSTGRES_URL": "postgresql://u:p@db/reporting",
    "INTAKE_HTTP_PORT": "8001",
    "INTAKE_PUBLIC_URL": "https://apu.example.org/",
}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    folders.make()
    return folders


def test_a_running_network_is_found(folders: Folders) -> None:
    with alone(folders):
        write_network(folders, NETWORK)

        assert running_network(folders) == NETWORK
        assert find_network(folders, {}) == NETWORK


def test_the_record_holds_passwords_and_is_its_owners_alone(folders: Folders) -> None:
    write_network(folders, NETWORK)

    assert (folders.run / "network.json").stat().st_mode & 0o777 == 0o600


def test_a_network_whose_supervisor_was_killed_does_not_run(folders: Folders) -> None:
    write_network(folders, NETWORK)

    assert running_network(folders) is None
    with pytest.raises(NoNetworkError):
        find_network(folders, {})


def test_a_stopped_network_is_forgotten(folders: Folders) -> None:
    with alone(folders):
        write_network(folders, NETWORK)
        forget_network(folders)

        assert running_network(folders) is None


def test_without_one_here_the_addresses_in_the_environment_are_taken(folders: Folders) -> None:
    asked = "postgresql://intake_verify:v@db/intake"
    network = find_network(folders, GIVEN | {"INTAKE_VERIFY_URL": asked})

    assert network.origin == "https://apu.example.org"
    assert network.databases["reporting"] == "postgresql://u:p@db/reporting"
    assert network.ports == {"intake": 8001}
    assert network.ledgers["intake"] == asked


def test_half_of_the_addresses_are_none(folders: Folders) -> None:
    with pytest.raises(NoNetworkError):
        find_network(folders, GIVEN | {"NOTIFY_POSTGRES_URL": ""})


def test_ports_stay_the_same_from_start_to_start(tmp_path: Path) -> None:
    first = PortBook(tmp_path / "ports.json").port_of("intake")

    assert PortBook(tmp_path / "ports.json").port_of("intake") == first


def test_a_port_that_somebody_took_is_given_up(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415  # only this test opens one

    taken = free_port()
    (tmp_path / "ports.json").write_text(f'{{"intake": {taken}}}', encoding="utf-8")
    with socket.create_server(("127.0.0.1", taken)):
        assert PortBook(tmp_path / "ports.json").port_of("intake") != taken


def test_state_lies_where_it_is_asked_to(tmp_path: Path) -> None:
    assert choose_folders(tmp_path).state == tmp_path
    assert choose_folders().state.name.startswith("var")
    assert CLONE.joinpath("deploy").is_dir()
