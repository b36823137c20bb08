"""Keys of sessions are changed while everybody works, and those of before end."""

from datetime import UTC, datetime
from pathlib import Path

from deploy.local.secrets import Secrets
from shared.contracts.words import StaffRole
from shared.sealing.key_text import KeyText
from shared.web.passes import PassReader, PassWriter
from shared.web.session_cookies import CookieIssuer, Entry, SessionCookies
from shared.web.stamps import Stamps
from tests.support.web.staff import none_closed, someone

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


def text(file: Path) -> KeyText:
    return KeyText(f"file:{file}")


def issued(secrets: Secrets) -> str:
    passes = PassWriter(text(secrets.session_private_keys_file()))
    stamps = Stamps(text(secrets.session_stamp_keys_file()))
    issuer = CookieIssuer(passes, stamps, lambda: NOW, 1)
    return issuer.issue("token", someone(StaffRole.REPORTER))


async def test_who_is_signed_in_stays_so_over_one_change_and_not_over_two(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    reading = SessionCookies(
        PassReader(text(secrets.session_public_keys_file())),
        Stamps(text(secrets.session_stamp_keys_file())),
        none_closed,
        lambda: NOW,
    )
    before = issued(secrets)
    first = await reading.read(before)

    secrets.rotate_session_keys()
    kept, new = await reading.read(before), await reading.read(issued(secrets))
    secrets.rotate_session_keys()

    assert all(isinstance(each, Entry) for each in (first, kept, new))
    assert await reading.read(before) == "nobody"
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
