"""From a code to what is asked: inheritance, overriding, exclusion, overlays, hashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.documents import Document, parse_document
from casewright.errors import DocumentError, InputError, UnknownCodeError, UnknownNameError, UsageError
from casewright.rubrics import ResolvedRubric, resolve
from casewright.rubrics.layers import Library
from casewright.rubrics.reading import read_rubric
from casewright.rubrics.resolution import resolve_in

from .conftest import Rubric, SmallTree


def _library(*documents: Document, overlay: tuple[Document, ...] = ()) -> Library:
    return Library.of([[read_rubric(item) for item in layer] for layer in (documents, overlay)])


def _ids(resolved: ResolvedRubric) -> list[str]:
    return [item.id for item in resolved.criteria]


def test_a_code_inherits_from_every_place_above(rubric: Rubric, tree: SmallTree) -> None:
    """Base, block, category and subcategory all contribute, the base first."""
    library = _library(
        rubric("who:V", named="documents insight"),
        rubric("who:F30-F39", mania="contradicts mania"),
        rubric("who:F32", mood="supports depressed-mood"),
        rubric("who:F32.1", energy="supports low-energy"),
    )
    resolved = resolve_in(library, tree, "who:F32.11", "intake")
    assert _ids(resolved) == ["named", "mania", "mood", "energy"]
    assert resolved.id == "who:F32.1"
    assert resolved.code == "F32.11"
    assert [item.rubric for item in resolved.sources] == ["who:V", "who:F30-F39", "who:F32", "who:F32.1"]
    assert resolved.criteria[1].origin.rubric == "who:F30-F39"


def test_a_code_without_a_rubric_takes_the_nearest(rubric: Rubric, tree: SmallTree) -> None:
    """A subcategory that nobody wrote for is asked what its category is asked."""
    library = _library(rubric("who:V"), rubric("who:F32", mood="supports depressed-mood"))
    assert resolve_in(library, tree, "who:F32.2", "intake").id == "who:F32"
    assert resolve_in(library, tree, "who:F31", "intake").id == "who:V"


def test_a_child_overrides_by_id_and_keeps_the_place(rubric: Rubric, tree: SmallTree) -> None:
    """The nearest wording counts."""
    library = _library(
        rubric("who:V", mood="supports depressed-mood", sleep="supports insomnia"),
        rubric("who:F32", mood="supports anhedonia"),
    )
    resolved = resolve_in(library, tree, "who:F32", "intake")
    assert _ids(resolved) == ["mood", "sleep"]
    assert resolved.criteria[0].finds == {"concept": "anhedonia"}


def test_disable_removes_what_is_inherited(rubric: Rubric, tree: SmallTree) -> None:
    """A contradiction too, since it is named."""
    library = _library(rubric("who:V", mania="contradicts mania"), rubric("who:F32", "disable: [mania]"))
    assert _ids(resolve_in(library, tree, "who:F32", "intake")) == []


def test_disabling_what_is_not_there_is_refused(rubric: Rubric, tree: SmallTree) -> None:
    """A misspelt id would disable nothing, silently."""
    library = _library(rubric("who:V", mania="contradicts mania"), rubric("who:F32", "disable: [manya]"))
    with pytest.raises(DocumentError, match=r"who-F32.yaml:4:11: 'manya' is not inherited; did you mean 'mania'"):
        resolve_in(library, tree, "who:F32", "intake")


def test_a_contradiction_is_not_lost_by_overriding(rubric: Rubric, tree: SmallTree) -> None:
    """A child that turns it into support must say so under disable."""
    library = _library(rubric("who:V", mania="contradicts mania"), rubric("who:F32", mania="supports mania"))
    with pytest.raises(DocumentError, match="inherited contradiction 'mania'"):
        resolve_in(library, tree, "who:F32", "intake")


EXCLUDES = 'differential: [{code: "who:F31", relation: excludes, clause: F32}]'


def test_an_excluded_neighbour_becomes_a_contradiction(rubric: Rubric, tree: SmallTree) -> None:
    """Its finds are the diagnosis concepts of the code, confirmed, current, the patient's own."""
    library = _library(rubric("who:V"), rubric("who:F32", EXCLUDES))
    resolved = resolve_in(library, tree, "who:F32.1", "intake")
    (made,) = resolved.criteria
    assert (made.id, made.role, made.want) == ("excludes-F31", "contradicts", "not_present")
    leaf = {"status": "present", "certainty": "confirmed", "time": "current", "subject": "patient"}
    assert {"concept": "dx-bipolar-disorder", **leaf} in made.finds["any"]
    assert all(item["concept"].startswith("dx-") for item in made.finds["any"])
    assert "title of who:F31" in made.asks["es"]
    assert resolved.differential[0].relation == "excludes"


def test_an_excluded_category_covers_the_codes_below_it(rubric: Rubric, tree: SmallTree) -> None:
    """A block or a category stands for every diagnosis in it."""
    library = _library(rubric("who:F31", 'differential: [{code: "who:F32", relation: excludes}]'))
    (made,) = resolve_in(library, tree, "who:F31", "intake").criteria
    names = {leaf["concept"] for leaf in made.finds["any"]}
    assert {"dx-depressive-episode", "dx-moderate-depressive-episode", "dx-psychotic-depression"} <= names
    assert "dx-recurrent-depression" not in names


def test_a_code_never_excludes_itself(rubric: Rubric, tree: SmallTree) -> None:
    """A category may set one of its own children apart; that child is not contradicted by its own name."""
    library = _library(rubric("who:F32", 'differential: [{code: "who:F32.2", relation: excludes}]'))
    assert _ids(resolve_in(library, tree, "who:F32.1", "intake")) == ["excludes-F32.2"]
    assert _ids(resolve_in(library, tree, "who:F32.2", "intake")) == []


def test_a_weaker_relation_does_not_drop_an_inherited_exclusion(rubric: Rubric, tree: SmallTree) -> None:
    """Only disable does."""
    weaker = 'differential: [{code: "who:F31", relation: may_coexist}]'
    library = _library(rubric("who:F32", EXCLUDES), rubric("who:F32.1", weaker))
    with pytest.raises(DocumentError, match="excludes-F31"):
        resolve_in(library, tree, "who:F32.1", "intake")
    library = _library(rubric("who:F32", EXCLUDES), rubric("who:F32.1", f"{weaker}\ndisable: [excludes-F31]"))
    assert _ids(resolve_in(library, tree, "who:F32.1", "intake")) == []


def test_a_us_code_never_resolves_through_who_rubrics(rubric: Rubric, tree: SmallTree) -> None:
    """Only the base is common, or what a CM rubric extends with a mapping."""
    who = (rubric("who:V", named="documents insight"), rubric("who:F32", mood="supports depressed-mood"))
    assert _ids(resolve_in(_library(*who), tree, "cm:F32.1", "intake")) == ["named"]
    mapped = rubric("cm:F32", 'extends: "who:F32"\nmapping: exact')
    assert _ids(resolve_in(_library(*who, mapped), tree, "cm:F32.1", "intake")) == ["named", "mood"]
    unmapped = rubric("cm:F32", 'extends: "who:F32"')
    with pytest.raises(DocumentError, match="state a mapping"):
        resolve_in(_library(*who, unmapped), tree, "cm:F32.1", "intake")


def test_an_overlay_shadows_ours_or_extends_it(rubric: Rubric, tree: SmallTree) -> None:
    """By the same id it replaces; extending its own id it adds."""
    ours = (rubric("who:V"), rubric("who:F32", mood="supports depressed-mood"))
    over = rubric("who:F32", sleep="supports insomnia")
    assert _ids(resolve_in(_library(*ours, overlay=(over,)), tree, "who:F32", "intake")) == ["sleep"]
    adds = rubric("who:F32", 'extends: "who:F32"', sleep="supports insomnia")
    assert _ids(resolve_in(_library(*ours, overlay=(adds,)), tree, "who:F32", "intake")) == ["mood", "sleep"]


def test_a_circle_and_an_unknown_parent_are_refused(rubric: Rubric, tree: SmallTree) -> None:
    """With the place of the line that says so."""
    circle = _library(rubric("who:F31", 'extends: "who:F32"'), rubric("who:F32", 'extends: "who:F31"'))
    with pytest.raises(DocumentError, match="in a circle: who:F32 → who:F31 → who:F32"):
        resolve_in(circle, tree, "who:F32", "intake")
    lost = _library(rubric("who:F32", 'extends: "who:F30-F38"'), rubric("who:F30-F39"))
    with pytest.raises(
        DocumentError, match=r"who-F32.yaml:4:10: unknown parent 'who:F30-F38'; did you mean 'who:F30-F39'"
    ):
        resolve_in(lost, tree, "who:F32", "intake")


def test_unknown_kinds_codes_and_empty_libraries_are_usage_errors(rubric: Rubric, tree: SmallTree) -> None:
    """Each names what was wrong."""
    library = _library(rubric("who:F32"))
    with pytest.raises(UnknownNameError, match="unknown kind 'letter'"):
        resolve_in(library, tree, "who:F32", "letter")
    with pytest.raises(UnknownCodeError):
        resolve_in(library, tree, "who:F99", "intake")
    with pytest.raises(UsageError, match="no rubric"):
        resolve_in(library, tree, "who:F31", "intake")
    with pytest.raises(DocumentError, match="stands in"):
        _library(rubric("who:F32"), rubric("who:F32"))


KINDS = """
id: "who:F32"
version: 1.0.0
basis: cddg
criteria:
  mood: {role: supports, aspect: diagnosis, asks: {en: a, es: b}, finds: {concept: depressed-mood}, weight: 3}
  course:
    role: supports
    aspect: severity
    asks: {en: c, es: d}
    kinds: [discharge]
    finds: {concept: insomnia}
  adult: {role: documents, aspect: risk, asks: {en: e, es: f}, ages: {min: 18}}
"""


def test_a_kind_is_asked_only_what_it_can_show(tree: SmallTree) -> None:
    """Needs and hash hold what applies; all criteria stay listed."""
    library = _library(parse_document(KINDS, "kinds.yaml"))
    intake = resolve_in(library, tree, "who:F32", "intake")
    assert _ids(intake) == ["mood", "course", "adult"]
    assert [(need.criterion, need.weight) for need in intake.needs()] == [("mood", 3.0)]
    assert [item.id for item in intake.applicable(age=16)] == ["mood"]
    assert [item.id for item in intake.applicable()] == ["mood", "adult"]
    assert not intake.criteria[1].applies("intake", 40)
    changed = _library(parse_document(KINDS.replace("concept: insomnia", "concept: tearfulness"), "kinds.yaml"))
    assert resolve_in(changed, tree, "who:F32", "intake").hash == intake.hash
    discharge = resolve_in(library, tree, "who:F32", "discharge")
    assert resolve_in(changed, tree, "who:F32", "discharge").hash != discharge.hash


def test_a_hash_changes_with_what_is_asked_and_not_with_the_order(tree: SmallTree) -> None:
    """A weight moves the rubric's hash only; a finding moves the criterion's too."""
    first = resolve_in(_library(parse_document(KINDS, "k.yaml")), tree, "who:F32", "intake")
    heavier = resolve_in(
        _library(parse_document(KINDS.replace("weight: 3", "weight: 2"), "k.yaml")), tree, "who:F32", "intake"
    )
    assert first.criteria[0].hash == heavier.criteria[0].hash
    assert first.hash != heavier.hash
    other = resolve_in(
        _library(parse_document(KINDS.replace("depressed-mood", "anhedonia"), "k.yaml")), tree, "who:F32", "intake"
    )
    assert first.criteria[0].hash != other.criteria[0].hash


PLACES = ("who:V", "who:F30-F39", "who:F32", "who:F32.1")
NAMES = st.sampled_from(["a", "b", "c"])
ROLES = st.sampled_from(["supports", "contradicts", "documents"])
LAYER = st.fixed_dictionaries({"criteria": st.dictionaries(NAMES, ROLES), "disable": st.lists(NAMES, unique=True)})


@given(st.lists(LAYER, min_size=4, max_size=4))
def test_no_contradiction_is_lost_without_a_word(layers: list[dict[str, object]]) -> None:
    """Whatever rubrics stand above one another: resolved, each contradiction is there unless a child disables it."""
    documents = [_drawn(place, layer) for place, layer in zip(PLACES, layers, strict=True)]
    library = _library(*documents)
    try:
        resolved = resolve_in(library, SmallTree(), "who:F32.1", "intake")
    except DocumentError:
        return
    assert resolve_in(library, SmallTree(), "who:F32.1", "intake") == resolved
    roles = {item.id: item.role for item in resolved.criteria}
    for index, layer in enumerate(layers):
        for name, role in dict(layer["criteria"]).items():  # type: ignore[call-overload]
            below = layers[index + 1 :]
            disabled = any(name in list(later["disable"]) for later in below)  # type: ignore[call-overload]
            assert role != "contradicts" or disabled or roles[name] == "contradicts"


def _drawn(place: str, layer: dict[str, object]) -> Document:
    leaf = "aspect: diagnosis, asks: {en: x, es: y}, finds: {concept: mania}"
    criteria = [f"  {name}: {{role: {role}, {leaf}}}" for name, role in dict(layer["criteria"]).items()]  # type: ignore[call-overload]
    names = ", ".join(list(layer["disable"]))  # type: ignore[call-overload]
    head = [f'id: "{place}"', "version: 1.0.0", "basis: cddg", f"disable: [{names}]"]
    return parse_document("\n".join([*head, *(["criteria:", *criteria] if criteria else [])]), place)


def test_overlays_on_disk_are_read(tmp_path: Path) -> None:
    """A folder of a user's own rubrics serves a real code; a folder that isn't there is named."""
    (tmp_path / "V.yaml").write_text(KINDS.replace("who:F32", "who:V"), "utf-8")
    resolved = resolve("F32.1", kind="intake", overlays=[tmp_path])
    assert any(item.file == str(tmp_path / "V.yaml") for item in resolved.sources)
    with pytest.raises(InputError, match="nowhere"):
        resolve("F32.1", kind="intake", overlays=[tmp_path / "nowhere"])
