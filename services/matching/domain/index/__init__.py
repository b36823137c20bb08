"""The roster in memory."""

from services.matching.domain.index.found import Found
from services.matching.domain.index.gathering import Gathering
from services.matching.domain.index.index import Index

__all__ = ["Found", "Gathering", "Index"]
