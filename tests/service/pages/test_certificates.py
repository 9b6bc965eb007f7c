"""Certificates: how old they are, and what they let a critic decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.service.pages.conftest import Visit

from casewright.service.pages.views.certificates import certificates_in, line_of
from casewright.service.site import Site


async def test_a_list_tells_grade_age_and_what_may_be_decided(visitor: Visit, site: Site) -> None:
    """Each leads to its page."""
    ana = await visitor("evaluate")
    page = (await ana.get("/certificates")).text
    assert site.place.certificates
    lines = certificates_in([site.place.certificates])
    rules = next(line for line in lines if line.certificate.critic == "rules")
    assert f"/certificates/{rules.certificate.id}" in page
    one = (await ana.get(f"/certificates/{rules.certificate.id}")).text
    assert rules.certificate.grade in one
    assert rules.certificate.issued in one


async def test_one_that_is_not_at_hand_is_not_there(visitor: Visit) -> None:
    """A run may have gone by one that is gone."""
    assert (await (await visitor("evaluate")).get("/certificates/nosuch")).status_code == 404


@pytest.mark.parametrize(("days", "old"), [(0, False), (180, False), (181, True)])
def test_half_a_year_makes_a_certificate_old(site: Site, *, days: int, old: bool) -> None:
    """It is said, and decides nothing."""
    assert site.place.certificates
    item = replace(certificates_in([site.place.certificates])[0].certificate, issued="2026-01-01")
    line = line_of(item, date(2026, 1, 1) + timedelta(days=days), item.fingerprint)
    assert (line.days, line.old, line.current) == (days, old, True)


def test_a_critic_that_changed_since_is_told(site: Site) -> None:
    """Its certificate doesn't speak for it any more."""
    assert site.place.certificates
    item = certificates_in([site.place.certificates])[0].certificate
    assert line_of(item, datetime.now(UTC).date(), "another").current is False
    assert line_of(item, datetime.now(UTC).date(), None).current is None
