"""What must never be found in matching's database."""

from typing import Final

OVER: Final = """
SELECT volunteers.id FROM volunteers
LEFT JOIN matches ON volunteer_id = volunteers.id AND counted
GROUP BY volunteers.id, weekly_cap, load
HAVING count(matches.id) > weekly_cap OR count(matches.id) <> load
"""
"""Whoever has more than their week holds, or whose load is not what their matches say."""
