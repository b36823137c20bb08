"""Real passwords."""

from services.intake.staff.adapters import Argon2Passwords

PASSWORD = "correct horse battery"


async def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Argon2Passwords()
    stored = await passwords.hash_of(PASSWORD)

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.matches(PASSWORD, stored)
    assert not await passwords.matches("another", stored)
    assert not await passwords.matches("nobody has this password", None)
