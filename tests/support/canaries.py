"""A person who must never appear where no person may; look for her in logs, events and URLs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Canary:
    """Values that occur nowhere else, so that finding one proves a leak."""

    name: str = "Kanerva Kultarintanen"
    phone: str = "+358 50 999 0421"
    email: str = "kanerva.kultarintanen@example.org"
    street: str = "Kanarialinnuntie 7 B 3"
    text: str = "Kultarinta laulaa pimeässä kaivoksessa"

    def values(self) -> tuple[str, ...]:
        """List them all, the phone number also without its spaces."""
        compact = self.phone.replace(" ", "")
        return self.name, self.phone, compact, compact[4:], self.email, self.street, self.text

    def asking(self) -> dict[str, str]:
        """Give what she types in when she asks for help."""
        return {
            "street": self.street,
            "phone": self.phone,
            "first_name": self.name.split()[0],
            "email": self.email,
            "text": f"{self.text} {self.name}",
        }

    def found_in(self, text: str) -> list[str]:
        """List what leaked."""
        return [value for value in self.values() if value in text]
