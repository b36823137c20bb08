"""What is posted to partners is in the description of the interface, and is what it says."""

import json
from uuid import uuid4

from services.notify.webhooks.adapters.webhook import payload
from shared.contracts.partner_news import PARTNER_TYPES, SIGNED_BY, TRIAL_TYPES, SentNews
from tests.support.notify.building import news
from tests.support.notify.page import PageWorld


async def test_the_description_tells_what_is_posted() -> None:
    async with PageWorld().browser(None) as anybody:
        described = (await anybody.get("/openapi.json")).json()

    posted = described["webhooks"]["news"]["post"]
    types = described["components"]["schemas"]["NewsType"]["enum"]
    assert {each["name"] for each in posted["parameters"]} == set(SIGNED_BY)
    assert set(types) == {*PARTNER_TYPES, *TRIAL_TYPES}


def test_what_is_posted_is_as_described() -> None:
    said = json.loads(payload(news(uuid4()), "say-this"))

    read = SentNews.model_validate(said)

    assert said.keys() == SentNews.model_fields.keys()
    assert (str(read.id), read.challenge) == (said["id"], "say-this")
