"""Who owns a service's database: as it is given, or by the password that lies in the folder."""

from pathlib import Path

from deploy.local.folders import choose_folders
from deploy.local.record import Network
from deploy.local.secrets import Secrets
from deploy.local.which_network import owner_url

DSN = "postgresql://reporting_app:word@127.0.0.1:5432/reporting"
NETWORK = Network(
    origin="", rabbit_url="", databases={"reporting": DSN}, ports={"reporting": 1}, is_ready=True
)


def test_the_owner_is_known_by_the_folder_or_by_the_environment(tmp_path: Path) -> None:
    folders = choose_folders(tmp_path)
    folders.make()

    unknown = owner_url(folders, NETWORK, "reporting", {})
    given = owner_url(folders, NETWORK, "reporting", {"REPORTING_OWNER_URL": "postgresql://x"})
    nothing_was_made = list(folders.secrets.glob("reporting_*"))
    word = Secrets(folders.secrets).passwords("reporting").owner
    found = owner_url(folders, NETWORK, "reporting", {})

    assert (unknown, given, nothing_was_made) == (None, "postgresql://x", [])
    assert found == f"postgresql://reporting_owner:{word}@127.0.0.1:5432/reporting"
