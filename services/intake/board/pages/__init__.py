"""The coordinator's pages of the board."""

from services.intake.board.pages import board, live, places

ROUTERS = (live.router, places.router, board.router)
