"""What a person needs to know once the network runs: what to try, where it is, and who signs in."""

from collections.abc import Iterator

from deploy.local.demo_town import STAFF
from deploy.local.folders import Folders
from deploy.local.record import Network
from deploy.local.secrets import Secrets

_PAGES = (
    ("ask for help", "/fi"),
    ("mails", "/_posti"),
    ("volunteer", "/fi/vapaaehtoinen"),
    ("partner", "/_kumppani"),
    ("staff", "/fi/kirjaudu"),
)
_WIDTH = max(len(name) for name, _ in _PAGES) + 2


def announcement(folders: Folders, network: Network) -> Iterator[str]:
    """Give the lines to print; demo accounts only where the demo was made."""
    yield "Try first: ask for help, with any e-mail address, then read the mails."
    yield ""
    for name, path in _PAGES:
        yield _line(name, f"{network.origin}{path}")
    yield from _accounts(folders)
    yield ""
    yield _line("data, logs", str(folders.state))


def _accounts(folders: Folders) -> Iterator[str]:
    secrets = Secrets(folders.secrets)
    there = [
        (
            member.role,
            member.name,
            secrets.staff_password(member.name),
            secrets.staff_totp(member.name),
        )
        for member in STAFF
        if (folders.secrets / f"staff_{member.name}_password").exists()
    ]
    if there:
        yield _line("", "role, name, password, and secret for a code app (TOTP):")
    widths = [max(map(len, column)) for column in zip(*there, strict=True)]
    for row in there:
        yield _line("", "  ".join(map(str.ljust, row, widths)).rstrip())


def _line(name: str, text: str) -> str:
    return f"  {name:<{_WIDTH}}{text}"
