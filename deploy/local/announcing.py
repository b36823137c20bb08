"""What a person needs to know once the network runs: addresses, accounts, and where things lie."""

from collections.abc import Iterator

from deploy.local.demo_town import STAFF
from deploy.local.folders import Folders
from deploy.local.record import Network
from deploy.local.secrets import Secrets

_PAGES = (
    ("ask for help", "/fi"),
    ("volunteer", "/fi/vapaaehtoinen"),
    ("staff", "/fi/kirjaudu"),
    ("mails", "/_posti"),
    ("partner", "/_kumppani"),
)


def announcement(folders: Folders, network: Network) -> Iterator[str]:
    """Give the lines to print; demo accounts only where the demo was made."""
    for name, path in _PAGES:
        yield f"  {name:<14}{network.origin}{path}"
    secrets = Secrets(folders.secrets)
    for member in STAFF:
        if (folders.secrets / f"staff_{member.name}_password").exists():
            yield f"  {member.role:<14}{member.name}  {secrets.staff_password(member.name)}"
    yield f"  {'state':<14}{folders.state}"
