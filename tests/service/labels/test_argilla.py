"""A run for Argilla, taken from the service."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from tests.service.reviews.conftest import Keep

from casewright.service.labels import argilla_file
from casewright.service.principal import Principal
from casewright.service.problems import Problem
from casewright.service.site import Site
from casewright.testing.kept_run import RUN


async def test_the_folder_comes_as_one_file(site: Site, kept: Keep, ana: Principal) -> None:
    """With the records of the outcomes asked for."""
    await kept("accepted", "rejected")
    path = await argilla_file(site, ana, RUN, ("accepted",))
    with ZipFile(path) as file:
        assert {"argilla/.argilla/settings.json", "argilla/.argilla/dataset.json"} <= set(file.namelist())
        assert len(json.loads(file.read("argilla/records.json"))) == 1
    path.unlink()


@pytest.mark.parametrize(("run", "slug"), [("nowhere", "not-found"), ("../x", "not-found"), (RUN, "unusable")])
async def test_what_is_not_there_is_told(site: Site, kept: Keep, ana: Principal, run: str, slug: str) -> None:
    """No such run, or nothing of it."""
    await kept("rejected")
    with pytest.raises(Problem) as caught:
        await argilla_file(site, ana, run, ("accepted",))
    assert caught.value.slug == slug
