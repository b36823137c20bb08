"""A telephone system that tells of its calls, as anybody who reads the specification writes one."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from standardwebhooks import Webhook

from tests.support.intake.building import NOW

CALL_KEY: Final = "whsec_" + "dGVsZXBob25lIHN5c3RlbSBvZiB0ZXN0cyE="
RANG: Final[Mapping[str, str | None]] = {
    "call": "pbx-1",
    "state": "missed",
    "number": "+358401234567",
    "at": NOW.isoformat(),
    "line": "apunumero",
}


def notice(**bent: str | None) -> str:
    """Write what it says of one call."""
    return json.dumps({**RANG, **bent})


def sealed(body: str, key: str = CALL_KEY, at: datetime = NOW, name: str = "n1") -> dict[str, str]:
    """Sign it."""
    seal = Webhook(key).sign(msg_id=name, timestamp=at, data=body)
    moment = str(int(at.timestamp()))
    return {"webhook-id": name, "webhook-timestamp": moment, "webhook-signature": seal}
