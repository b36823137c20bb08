"""A key of the installation that every test may know."""

from shared.sealing.pseudonyms import Pseudonyms

PSEUDONYMS = Pseudonyms(b"k" * 32)


class FakePseudonymKeys:
    """Implements `PseudonymKeys`."""

    async def pseudonyms(self) -> Pseudonyms:
        """Give what makes them."""
        return PSEUDONYMS
