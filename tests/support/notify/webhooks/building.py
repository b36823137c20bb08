"""Where a partner reads on."""

from services.notify.webhooks.model import Links

ORIGIN = "https://apu.example"
LINKS = Links(
    f"{ORIGIN}/fi/raportit",
    lambda request_id: f"{ORIGIN}/fi/raportit/pyynto/{request_id}",
    lambda organisation_id, event_id: (
        f"{ORIGIN}/fi/uutiset/{organisation_id}/tapahtumat/{event_id}"
    ),
)
