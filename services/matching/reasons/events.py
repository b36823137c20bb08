"""What is announced about a search that goes on: counts that name nobody."""

from services.matching.proposals.model import Decision
from services.matching.reasons.model import Progress
from shared.contracts.matching import RequestSearchReported
from shared.messaging.outbox import Announcement, Story


def search_reported(story: Story, progress: Progress) -> Announcement:
    """Say how the search stands: who fits as the last decision saw it, the asked as of now."""
    need, tried, last = progress.need, progress.tried, progress.last or Decision()
    data = RequestSearchReported(
        request_id=need.request_id,
        fitting=last.fitting,
        asked=tried.asked,
        waiting=tried.waiting,
        declined=tried.declined,
        silent=tried.silent,
        at_their_cap=last.at_cap,
        asked_enough=last.asked_enough,
        look_at=progress.look_at,
    )
    return story.say(f"need/{need.request_id}", need.version, data)
