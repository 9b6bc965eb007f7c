"""Every rule of the lint: its row in the documentation, and a file that breaks it, with line and column."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from casewright.errors import InputError
from casewright.rubrics.lint import LintFinding
from casewright.rubrics.lint_paths import folders_of, lies_in, lint_paths
from casewright.rubrics.lint_rules import RULES
from casewright.rubrics.term_lint import looks_like_regex

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rubric-lint.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| ([a-z-]+) \| (error|warning) \| .+ \| .+ \| .+ \|$", PAGE, re.MULTILINE))

GOOD = """\
id: "who:F45.0"
version: 1.0.0
basis: cddg
criteria:
  mood:
    role: supports
    aspect: diagnosis
    asks: {en: "a?", es: "b?"}
    weight: 2
    kinds: [intake]
    finds: {count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}
    clause: F45
  veto:
    role: contradicts
    aspect: diagnosis
    asks: {en: "a?", es: "b?"}
    finds: {concept: elevated-mood}
    clause: F45
goldens:
  - {kind: intake, text: "Low mood.", answers: {mood: present}}
"""
TERMS = 'anhedonia:\n  en:\n    - "no joy"\n'


class Case(NamedTuple):
    """What is changed in which file, and where the finding then stands."""

    rule: str
    line: int
    column: int
    old: str = ""
    new: str = ""
    more: dict[str, str | bytes] = {}  # noqa: RUF012 - nobody changes it
    source: str = "a.yaml"


FORM = [
    Case("missing", 1, 1, "basis: cddg\n", ""),
    Case("form", 6, 11, "role: supports", "role: support"),
    Case("key", 9, 13, "weight: 2", "wieght: 2"),
    Case("version", 2, 10, "1.0.0", "1.0"),
    Case("weight", 9, 13, "weight: 2", "weight: -1"),
    Case("kind", 10, 12, "[intake]", "[intakes]"),
    Case("concept", 11, 45, "depressed-mood", "depresed-mood"),
    Case("finds", 11, 20, "min: 1", "min: 3"),
    Case(
        "regex",
        11,
        22,
        "{count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}",
        '{pattern: "(a+)+$"}',
    ),
    Case("review", 4, 9, "basis: cddg\n", "basis: cddg\nstatus: validated\n"),
    Case("todo", 8, 16, '"a?"', '"TODO: ask"'),
]
INHERITANCE = [
    Case("duplicate", 1, 5, more={"b.yaml": GOOD}, source="b.yaml"),
    Case("code", 1, 5, "who:F45.0", "who:F45.99"),
    Case("code", 20, 12, "goldens", 'differential:\n  - {code: "who:F99.99", relation: may_coexist}\ngoldens'),
    Case("parent", 4, 10, "basis: cddg\n", 'basis: cddg\nextends: "who:F33.7"\n'),
    Case(
        "cycle", 4, 10, "basis: cddg\n", 'basis: cddg\nextends: "who:F45.1"\n',
        {"b.yaml": 'id: "who:F45.1"\nversion: 1.0.0\nbasis: cddg\nextends: "who:F45.0"\n'},
    ),
    Case(
        "mapping", 4, 10, source="b.yaml",
        more={"b.yaml": 'id: "who:F45.1"\nversion: 1.0.0\nbasis: cddg\nextends: "cm:F45"\n',
              "c.yaml": 'id: "cm:F45"\nversion: 1.0.0\nbasis: cddg\n'},
    ),
    Case("disable", 4, 11, "basis: cddg\n", "basis: cddg\ndisable: [mania]\n"),
    Case(
        "lost-contradiction", 7, 11, source="b.yaml",
        more={"b.yaml": 'id: "who:F45.1"\nversion: 1.0.0\nbasis: cddg\nextends: "who:F45.0"\ncriteria:\n  veto:\n'
                        '    role: documents\n    aspect: diagnosis\n    asks: {en: a, es: b}\n'},
    ),
    Case("golden", 20, 56, "mood: present}", "moood: present}"),
    Case("golden-silent", 20, 57, "kind: intake", "kind: progress"),
    Case("no-basis", 6, 5, "\n    clause: F45\n  veto", "\n  veto"),
    Case("ungated", 6, 5, "{count: {min: 1}, of: [{concept: depressed-mood}, {concept: anhedonia}]}", "{}"),
    Case("ungated-contradiction", 14, 5, "{concept: elevated-mood}", "{}"),
    Case(
        "shadowed-contradiction", 1, 5, source="b.yaml",
        more={"b.yaml": 'id: "who:F41.1"\nversion: 9.0.0\nbasis: cddg\n'},
    ),
]  # fmt: skip
FILES = [
    Case("unreadable", 1, 1, more={"b.yaml": b"id: \xff\n"}, source="b.yaml"),
    Case("yaml", 2, 1, more={"b.yaml": "id: [\n"}, source="b.yaml"),
    Case("alias", 2, 4, more={"b.yaml": "a: &x 1\nb: *x\n"}, source="b.yaml"),
    Case("duplicate-key", 2, 1, more={"b.yaml": "a: 1\na: 2\n"}, source="b.yaml"),
    Case("tag", 1, 4, more={"b.yaml": "a: !!python/none {}\n"}, source="b.yaml"),
    Case("depth", 1, 23, more={"b.yaml": f"a: {'[' * 30}{']' * 30}\n"}, source="b.yaml"),
    Case("part", 1, 11, more={"vocabulary/v.yaml": "symptoms: {}\n"}, source="vocabulary/v.yaml"),
    Case("term", 3, 7, more={"concepts/t.yaml": TERMS.replace("no joy", "(no joy")}, source="concepts/t.yaml"),
    Case("regex", 3, 7, more={"concepts/t.yaml": TERMS.replace("no joy", "(no+)+ joy")}, source="concepts/t.yaml"),
    Case("concept", 2, 3, more={"concepts/t.yaml": TERMS.replace("anhed", "anhad")}, source="concepts/t.yaml"),
    Case("key", 3, 5, more={"concepts/t.yaml": TERMS.replace("en:", "fr:")}, source="concepts/t.yaml"),
    Case("duplicate", 2, 3, more={"concepts/t.yaml": TERMS, "concepts/u.yaml": TERMS}, source="concepts/u.yaml"),
]


def _written(case: Case, folder: Path) -> Path:
    assert case.old in GOOD
    texts: dict[str, str | bytes] = {"a.yaml": GOOD.replace(case.old, case.new, 1) if case.old else GOOD, **case.more}
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def _marked(case: Case) -> Any:
    slow = [pytest.mark.slow] if case.rule == "mapping" else []  # the other system's table takes seconds
    return pytest.param(case, id=f"{case.rule} {case.source}", marks=slow)


@pytest.mark.parametrize("case", [*map(_marked, [*FORM, *INHERITANCE, *FILES])])
def test_what_breaks_a_rule_is_named_with_its_place(case: Case, tmp_path: Path) -> None:
    """The rule, at the line and column of what is wrong, in the file that has it."""
    found = lint_paths([_written(case, tmp_path)])
    places = {(item.rule, item.source, item.line, item.column) for item in found}
    assert (case.rule, str(tmp_path / case.source), case.line, case.column) in places, [str(item) for item in found]
    assert {item.level for item in found if item.rule == case.rule} == {RULES[case.rule].level}


def test_two_folders_with_one_rubric(tmp_path: Path) -> None:
    """Only the later is used; to extend it would add."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(GOOD, encoding="utf-8")
    (found,) = lint_paths([tmp_path / "one", tmp_path / "two"])
    assert (found.rule, found.level, found.source) == ("shadowed", "warning", str(tmp_path / "two" / "a.yaml"))
    adding = GOOD.replace("basis: cddg\n", 'basis: cddg\nextends: "who:F45.0"\n')
    (tmp_path / "two" / "a.yaml").write_text(adding, encoding="utf-8")
    assert lint_paths([tmp_path / "one", tmp_path / "two"]) == ()


def test_every_rule_is_exercised_and_documented() -> None:
    """The table of the page has each rule with its level, and this file breaks each."""
    assert {case.rule for case in (*FORM, *INHERITANCE, *FILES)} | {"shadowed"} == set(RULES)
    assert {name: rule.level for name, rule in RULES.items()} == ROWS


def test_code_names_no_rule_that_is_not_in_the_table() -> None:
    """Each name that a problem or a document's error is made with."""
    named = set()
    for path in [*(ROOT / "src/casewright/rubrics").glob("*.py"), ROOT / "src/casewright/documents.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                named |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
            if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant):
                named.add(node.value.value)
    assert {name for name in named if isinstance(name, str)} <= set(RULES)
    assert len(named) > len(RULES) / 2


def test_our_own_rubrics_and_terms_have_no_error() -> None:
    """Whatever ships can be used."""
    assert [str(item) for item in lint_paths() if item.level == "error"] == []


@pytest.mark.parametrize(
    "term", ["(a+)+", r"\bmood\b", "low.*mood", "[a-z] mood", "mood?", "(?i)mood", "^mood", "mood{2}"]
)
def test_regular_expressions_are_recognised(term: str) -> None:
    """Their signs would silently match nothing."""
    assert looks_like_regex(term)


@pytest.mark.parametrize(
    "term", ["worr*", "(low|sad) mood", "[very] low", "c/o", "no ... joy", "10 [+|or] more", "BAC 1.5"]
)
def test_terms_are_no_regular_expressions(term: str) -> None:
    """The term syntax keeps its own signs."""
    assert not looks_like_regex(term)


def test_a_file_is_linted_beside_its_neighbours(tmp_path: Path) -> None:
    """It may extend one of them; what is wrong with another is not told, nor does it stand in the way."""
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("not: [a rubric", encoding="utf-8")
    child = tmp_path / "c.yaml"
    text = 'id: "who:F45.1"\nversion: 1.0.0\nbasis: cddg\nextends: "who:F45.0"\ndisable: [veto]\n'
    child.write_text(text, encoding="utf-8")
    assert lint_paths([child]) == ()


def test_what_a_folder_breaks_in_ours_is_told(tmp_path: Path) -> None:
    """A rubric of ours that inherits from the one replaced."""
    (tmp_path / "a.yaml").write_text('id: "who:F30-F39"\nversion: 9.0.0\nbasis: cddg\n', encoding="utf-8")
    told: tuple[LintFinding, ...] = lint_paths([tmp_path])
    assert any(item.source == "rubrics/library/F32.yaml" and item.rule == "disable" for item in told)


def test_folders_of_files(tmp_path: Path) -> None:
    """A part's folder is its overlay's; a folder that is only called rubrics is one by itself."""
    for name in ("mine/concepts", "mine/rubrics", "rubrics"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.yaml").write_text("{}", encoding="utf-8")
    mine = [tmp_path / "mine" / part / "a.yaml" for part in ("concepts", "rubrics")]
    assert folders_of(mine) == (tmp_path / "mine",)
    assert folders_of([tmp_path / "rubrics" / "a.yaml"]) == (tmp_path / "rubrics",)
    with pytest.raises(InputError, match="no file or folder"):
        folders_of([tmp_path / "nowhere"])


def test_ours_lie_in_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although their names begin as a user's folder may."""
    monkeypatch.chdir(tmp_path)
    assert not lies_in("rubrics/library/F32.yaml", [Path("rubrics")])
