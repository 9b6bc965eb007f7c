"""Every code of chapter V resolves to a rubric that asks something of its own, in both code systems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.icd10 import table
from casewright.rubrics import ResolvedRubric, resolve
from casewright.rubrics.drafting import with_drafts
from casewright.rubrics.inheritance import inherit
from casewright.rubrics.layers import load_library
from casewright.rubrics.places import TableTree
from casewright.rubrics.resolution import chain_of
from casewright.vocabulary import concepts
from casewright.vocabulary.finds import concepts_of
from casewright.vocabulary.kinds import kinds

WHO, CM = "icd10-who-2019", "icd10-cm-2026"


def check(rubric: ResolvedRubric) -> None:
    """What holds for whatever a code resolves to."""
    assert any(item.role == "supports" for item in rubric.criteria), rubric.code
    assert len({item.id for item in rubric.criteria}) == len(rubric.criteria), rubric.code
    for item in rubric.criteria:
        assert concepts_of(item.finds) <= set(concepts()), (rubric.code, item.id)


@pytest.mark.slow
def test_every_code_of_the_chapter_resolves_to_more_than_the_base() -> None:
    """All categories and their characters, of all eleven blocks, ask for something that speaks for them."""
    for code in table().codes():
        rubric = resolve(code, kind="intake")
        check(rubric)
        assert rubric.id.startswith(f"who:{code[:3]}"), code


@pytest.mark.parametrize("kind", kinds())
def test_every_category_resolves_for_every_kind(kind: str) -> None:
    """A mental state examination too: it states no diagnosis, but the block speaks for the code."""
    for code in table().codes():
        if len(code) == 3:
            check(resolve(code, kind=kind))


@pytest.mark.slow
def test_every_american_code_resolves_to_more_than_the_base() -> None:
    """Drafted from their own table, in WHO's blocks."""
    pytest.importorskip("simple_icd_10_cm")
    for code in table(CM).codes():
        rubric = resolve(code, kind="intake", system=CM)
        check(rubric)
        assert rubric.id.startswith(f"cm:{code[:3]}"), code
        assert not any(origin.rubric.startswith("who:") and "-" not in origin.rubric for origin in rubric.sources[1:])


@given(data=st.data())
@settings(max_examples=40)
def test_resolution_is_deterministic(data: st.DataObject) -> None:
    """The same code and kind ask the same, in the same order, with the same hash."""
    code = data.draw(st.sampled_from(table().codes()))
    kind = data.draw(st.sampled_from(sorted(kinds())))
    one, two = resolve(code, kind=kind), resolve(code, kind=kind)
    assert one == two
    assert one.hash == two.hash


@given(data=st.data())
@settings(max_examples=60)
def test_no_inherited_contradiction_is_lost_in_silence(data: st.DataObject) -> None:
    """What vetoes above a code vetoes under it too, or is disabled by name."""
    place = f"who:{data.draw(st.sampled_from(table().codes()))}"
    tree = TableTree()
    library = with_drafts(load_library(), tree, place)
    nearest = next(name for name in (place, *tree.ancestors(place)) if name in library)
    chain = chain_of(library[nearest], library, tree)
    for depth in range(1, len(chain)):
        above, below = inherit(chain[:depth], tree).criteria, inherit(chain[: depth + 1], tree).criteria
        vetoes = {name for name, item in above.items() if item.role == "contradicts"}
        kept = {name for name, item in below.items() if item.role == "contradicts"}
        assert vetoes - kept <= set(chain[depth].entry.disable)


def test_every_category_has_a_diagnosis_of_its_own() -> None:
    """So that a rubric can ask whether the diagnosis itself is stated."""
    tied = {code[:3] for item in concepts().values() for code in item.codes}
    assert [code for code in table().codes() if len(code) == 3 and code not in tied] == []
