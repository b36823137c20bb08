"""Where the pages about a request are."""

from dataclasses import dataclass

from shared.contracts.words import Language


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages about a request."""

    public_url: str

    def status_url(self, language: Language, token: str) -> str:
        """Give the address of one request's own page."""
        return f"{self.public_url}/{language}/p/{token}"

    def progress_url(self, language: Language, token: str) -> str:
        """Give the address of what somebody close sees of one request."""
        return f"{self.public_url}/{language}/seuraa/{token}"
