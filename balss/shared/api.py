"""Routers of the public API: each room pins its own, `balss.api` mounts them under /api/v1."""

from dataclasses import dataclass

from ninja import Router

from balss.shared.boards import Board


@dataclass(frozen=True)
class ApiRouter:
    """A room's part of the API: `prefix` without slashes (`plans`), its operations in the room's `api.py`."""

    prefix: str
    router: Router


routers: Board[ApiRouter] = Board("api routers", key=lambda pin: pin.prefix, purpose="what the API at /api/v1 answers")
