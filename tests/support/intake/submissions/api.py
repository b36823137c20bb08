"""What a client sends to `POST /api/requests`."""

from typing import Final

BODY: Final[dict[str, object]] = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "language": "fi",
    "phone": "040 123 4567",
    "first_name": "Aino",
    "text": "Maitoa ja leipää.",
    "on_behalf": False,
}
KEY: Final = {"Idempotency-Key": "a-key-of-my-own"}
ANOTHER: Final[dict[str, object]] = {
    "on_behalf": True,
    "asker_name": "Kaisa",
    "asker_phone": "050 111 2233",
    "relation": "professional",
    "consent": True,
}
