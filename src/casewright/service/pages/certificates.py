"""Pages of certificates: which critic may decide what, by which exam, and how old that is."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fastapi import Request, Response

from casewright.service.auditing import note
from casewright.service.pages.asking import Anyone, Id
from casewright.service.pages.rendering import render
from casewright.service.pages.room import page_router
from casewright.service.pages.views.certificates import CertificateLine, certificates_in
from casewright.service.problems import Problem
from casewright.service.site import Site, SiteOf

__all__ = ["certificate", "certificates", "folders_of", "router"]

router = page_router()


@router.get("/certificates")
async def certificates(request: Request, site: SiteOf, caller: Anyone) -> Response:
    """All that are at hand, newest first."""
    lines = await _lines(site)
    await note(site.database, caller, "certificates.view")
    return render(request, "certificates/list.html", caller=caller, here="certificates", lines=lines)


@router.get("/certificates/{certificate}")
async def certificate(request: Request, site: SiteOf, caller: Anyone, certificate: Id) -> Response:
    """One of them, with its rates, and criterion by criterion what it lets its critic decide."""
    line = next((one for one in await _lines(site) if one.certificate.id == certificate), None)
    if line is None:
        raise Problem("not-found", "no certificate of this id is at hand; a run may have gone by one that is gone")
    await note(site.database, caller, "certificate.view", certificate)
    return render(request, "certificates/certificate.html", caller=caller, here="certificates", line=line)


def folders_of(site: Site) -> tuple[Path, ...]:
    """Folders of certificates beside ours: the settings', and the one that the service was started with."""
    given = (site.settings.certificates, site.place.certificates)
    return tuple(Path(folder) for folder in given if folder is not None)


async def _lines(site: Site) -> tuple[CertificateLine, ...]:
    return await asyncio.to_thread(certificates_in, folders_of(site))
