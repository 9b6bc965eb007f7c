"""What routers of pages have in common."""

from __future__ import annotations

from fastapi import APIRouter

__all__ = ["page_router"]


def page_router() -> APIRouter:
    """A router for pages: left out of the API's description. Problems become pages where all problems are answered."""
    return APIRouter(include_in_schema=False)
