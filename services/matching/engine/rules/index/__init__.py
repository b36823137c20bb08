"""The roster in memory."""

from services.matching.engine.rules.index.found import Found
from services.matching.engine.rules.index.gather import Gathering
from services.matching.engine.rules.index.index import Index

__all__ = ["Found", "Gathering", "Index"]
