"""The coordinator's pages of the board."""

from services.intake.board.pages import board, live

ROUTERS = (live.router, board.router)
