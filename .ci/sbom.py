"""Writes the release's list of dependencies with their licences: CycloneDX JSON, and a table for people.

Listed is what the image of the service holds: requirements/service.txt, as far as it is for this platform, and what
is vendored. An environment that holds another version of something than the lock is no ground for it, and refused.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BUILDERS = {"uv-build"}
VENDORED = ROOT / "src/casewright/service/pages/static/VENDORED.md"


def locked() -> dict[str, str]:
    """Versions by name, of what the lock wants here."""
    lines = re.findall(
        r"^([A-Za-z0-9_.-]+==[^\\\n]+?) *\\?$", (ROOT / "requirements/service.txt").read_text("utf-8"), re.M
    )
    wanted = [Requirement(line) for line in lines]
    here = [need for need in wanted if need.marker is None or need.marker.evaluate()]
    found = {canonicalize_name(need.name): str(need.specifier).removeprefix("==") for need in here}
    return {name: number for name, number in found.items() if name not in BUILDERS}


def refuse_others(wanted: dict[str, str]) -> None:
    """Stops where the environment isn't the lock's."""
    wrong = [f"{name} {found}, not {number}" for name, number in wanted.items() if (found := at_hand(name)) != number]
    if wrong:
        sys.exit(f"sbom: the environment is not that of requirements/service.txt: {'; '.join(wrong)}")


def at_hand(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "nothing"


def whole() -> dict[str, Any]:
    """The list of this environment, with the developers' tools in it."""
    with tempfile.NamedTemporaryFile(suffix=".json") as kept:
        command = [
            Path(sys.executable).with_name("cyclonedx-py"),
            "environment",
            "--pyproject",
            ROOT / "pyproject.toml",
        ]
        options = ["--output-reproducible", "--short-PURLs", "--of", "JSON", "-o", kept.name, sys.executable]
        subprocess.run([*command, *options], check=True)
        found: dict[str, Any] = json.loads(Path(kept.name).read_text("utf-8"))
        return found


def vendored() -> list[dict[str, Any]]:
    """What lies in the tree from elsewhere, as its table says: file, package, version, licence, …"""
    rows = re.findall(r"^\| *`?([^|`]+?)`? *\|([^|]+)\|([^|]+)\|([^|]+)\|", VENDORED.read_text("utf-8"), re.M)
    kept = [[cell.strip(" `") for cell in row] for row in rows if "." in row[0]]
    return [
        {"type": "library", "bom-ref": f"{name}@{number}", "name": name, "version": number,
         "licenses": [{"license": {"id": licence, "acknowledgement": "declared"}}], "purl": f"pkg:npm/{name}@{number}"}
        for _, name, number, licence in kept
    ]  # fmt: skip


def narrowed(bom: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any]:
    """The list without what the lock doesn't name, with what is vendored."""
    kept = [part for part in bom["components"] if canonicalize_name(part["name"]) in wanted]
    own = vendored()
    root = bom["metadata"]["component"]["bom-ref"]
    refs = {root, *(part["bom-ref"] for part in kept)}
    links = [
        {**link, "dependsOn": [ref for ref in link.get("dependsOn", ()) if ref in refs]}
        for link in bom["dependencies"]
        if link["ref"] in refs
    ]
    next(link for link in links if link["ref"] == root)["dependsOn"] += [part["bom-ref"] for part in own]
    return {**bom, "components": [*kept, *own], "dependencies": [*links, *({"ref": part["bom-ref"]} for part in own)]}


def licence(part: dict[str, Any]) -> str:
    """What a package declares; else the file that says it."""
    kept = [one.get("license", one) for one in part.get("licenses", ())]
    told = [one[field] for field in ("expression", "id") for one in kept if field in one]
    told = told or [one["name"].rpartition(" :: ")[2] for one in kept if "name" in one]
    if told:
        return ", ".join(dict.fromkeys(told))
    texts = [str(file) for file in files(part["name"]) or () if "LICEN" in str(file)]
    return f"not declared; see {texts[0]}" if texts else "not declared"


def table(bom: dict[str, Any]) -> str:
    parts = sorted(bom["components"], key=lambda part: canonicalize_name(part["name"]))
    rows = [f"| {part['name']} | {part['version']} | {' '.join(licence(part).split())[:120]} |" for part in parts]
    own = bom["metadata"]["component"]
    head = f"# What {own['name']} {own['version']} depends on"
    told = "With the extras cm, parquet, postgres, service and telemetry, as locked in requirements/service.txt."
    return "\n".join([head, "", told, "", "| package | version | licence |", "|---|---|---|", *rows, ""])


def main() -> None:
    folder = Path(sys.argv[1])
    wanted = locked()
    refuse_others(wanted)
    bom = narrowed(whole(), wanted)
    missing = wanted.keys() - {canonicalize_name(part["name"]) for part in bom["components"]}
    if missing:
        sys.exit(f"sbom: not in the list: {', '.join(sorted(missing))}")
    folder.mkdir(parents=True, exist_ok=True)
    name = f"casewright-{bom['metadata']['component']['version']}"
    (folder / f"{name}.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / f"{name}.licences.md").write_text(table(bom), "utf-8")
    print(f"sbom: {len(bom['components'])} packages in {folder}")


if __name__ == "__main__":
    main()
