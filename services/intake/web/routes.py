"""All pages of intake; what is more exact comes first."""

from fastapi import APIRouter

from services.intake.web import api, board, contact, docs, form, landing, signing_in, status

ROUTERS: tuple[APIRouter, ...] = (
    api.router,
    docs.router,
    form.router,
    status.router,
    contact.router,
    signing_in.router,
    board.router,
    landing.router,
)
