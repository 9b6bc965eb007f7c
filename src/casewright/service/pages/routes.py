"""Pages for people: the same process, the same ledger, no build step."""

from __future__ import annotations

from casewright.service.pages import certificates, labels, rubrics, signing_in, start, static_files, studies
from casewright.service.pages.reviewing import item, queue
from casewright.service.pages.room import page_router
from casewright.service.pages.runs import exports, ordering, run_list, run_page, sample, samples

__all__ = ["router"]

router = page_router()
LOOKED_AT = (run_list, ordering, run_page, samples, sample, exports, studies, rubrics, certificates, labels)
"""``/runs/new`` goes before ``/runs/{run}``."""
for room in (static_files, start, signing_in, queue, item, *LOOKED_AT):
    router.include_router(room.router)
