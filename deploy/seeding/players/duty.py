"""Whoever is on duty sees to those who need a person, every other hour by day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.seeding.cast import Stage
from deploy.seeding.draws import moment

_WAITING: Final = """
SELECT request_id, array_agg(id::text ORDER BY id) AS attentions, min(taken_by::text) AS former
FROM attentions WHERE settled_at IS NULL AND due_at <= network_now()
GROUP BY request_id ORDER BY min(raised_at)
"""
_HOURS: Final = range(9, 22, 2)


@dataclass(frozen=True, slots=True)
class Duty:
    """The coordinator, who rings each of them."""

    stage: Stage

    def enter(self, day: date) -> None:
        """Enter a day's looks."""
        for hour in _HOURS:
            self.stage.timetable.enter(moment(day, hour * 60), self.see_to_all)

    async def see_to_all(self) -> None:
        """Take each on by name, ring, and say that they were reached."""
        visits, coordinator = self.stage.visits, self.stage.coordinator
        for row in await self.stage.pool("intake").fetch(_WAITING):
            page, ids = f"/fi/paivystys/{row['request_id']}", " ".join(row["attentions"])
            taken = {"attentions": ids, "former": row["former"] or ""}
            await visits.post("intake", f"{page}/ota", taken, coordinator)
            done = {"attentions": ids, "former": str(coordinator.id), "outcome": "reached"}
            await visits.post("intake", f"{page}/hoidettu", done, coordinator)
            self.stage.count("people rung by whoever is on duty")
