"""What the pages name is what the service provides."""

import asyncpg
from pydantic import AmqpDsn, HttpUrl, PostgresDsn, SecretStr

from services.matching.app import SERVICE
from services.matching.settings import Settings
from shared.sealing.box import new_keypair
from shared.sealing.keyring import new_ring_key
from shared.service import Opened
from tests.support.matching.page import CONTACT
from tests.support.web.staff import PUBLIC_PASS_KEYS, STAMP_KEYS
from tests.support.web.wiring import named_and_provided

SETTINGS = Settings(
    postgres_url=PostgresDsn("postgresql://localhost/none"),
    rabbit_url=AmqpDsn("amqp://localhost/none"),
    http_port=1,
    public_url=HttpUrl("http://localhost:8080"),
    session_public_keys=PUBLIC_PASS_KEYS,
    session_stamp_keys=SecretStr(STAMP_KEYS),
    sealing_keys=SecretStr(new_ring_key("k1")),
    notify_public_key=new_keypair()[1],
)


async def test_every_page_is_given_its_use_case() -> None:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    opened = Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), hint=lambda: None)

    named = named_and_provided(SERVICE.routers, SERVICE.wire(opened).use_cases)

    assert named == [
        "AnswerProposals",
        "ExplainNeeds",
        "FollowUpTroubles",
        "SettleAssignments",
        "SignUpVolunteers",
    ]
