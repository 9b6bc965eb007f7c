"""The settings file: defaults, complaints with their place, profiles, and what of it decides."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from casewright.errors import SettingsError, UnknownNameError
from casewright.hashing import content_hash
from casewright.settings import Endpoint, Screen, Settings, load_settings

FULL = """\
endpoints:
  writer-a: {model: openai/some-model, api_base: "http://127.0.0.1:9/v1", api_key_env: WRITER_KEY, family: some}
  judge-b:
    model: hosted_vllm/judge
    concurrency: 8
    requests_per_minute: 600
    tokens_per_minute: 100000
    timeout_seconds: 30
    small: false
    price: {prompt: 0.5, completion: 1.5}
  unused: {model: embedded/qwen2.5-coder-1.5b}
roles: {writer: writer-a, critics: [rules, judge-b], seal: provider/sealed}
screen: {longest_run: 15, identifiers: surrogates}
gate: {max_attempts: 2, levels: {sufficient: 0.9}}
corpora:
  ward: {path: notes.jsonl, patient_field: patient, key_env: WARD_KEY}
rubrics: [ours, /abs/theirs]
certificates: certs
profiles:
  quick: {gate: {max_attempts: 1, levels: {partial: 0.4}}, how: {concurrency: 1}}
  blank: {roles: {writer: parrot}}
how: {concurrency: 16, lease_seconds: 60, deadline_seconds: 600, max_usd: 5, max_tokens: 1000000, max_seconds: 3600}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "casewright.yaml"
    path.write_text(text, "utf-8")
    return path


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, text))
    return str(caught.value).replace(str(tmp_path), "")


def test_defaults_need_no_file() -> None:
    """The figures of the screen and the gate are those of the architecture note."""
    settings = load_settings(None)
    screen, gate = settings.screen, settings.gate
    assert (screen.longest_run, screen.containment_quantile, screen.containment_cap) == (12, 0.99, 0.2)
    assert (screen.novelty_floor, screen.identifiers) == (0.2, "placeholders")
    assert (gate.max_attempts, gate.coverage, dict(gate.levels)) == (
        3,
        0.7,
        {"sufficient": 0.8, "partial": 0.5, "named": 0.0},
    )


def test_a_full_file_is_read(tmp_path: Path) -> None:
    """Every setting there is; relative paths are taken from the file's folder."""
    settings = load_settings(write(tmp_path, FULL))
    judge = settings.endpoints["judge-b"]
    assert judge.price is not None
    assert (judge.concurrency, judge.timeout_seconds, judge.price.completion, judge.small) == (8, 30, 1.5, False)
    assert settings.roles.critics == ("rules", "judge-b")
    assert settings.gate.levels.sufficient == 0.9
    assert settings.gate.levels.partial == 0.5
    assert settings.corpora["ward"].path == tmp_path / "notes.jsonl"
    assert settings.rubrics == (tmp_path / "ours", Path("/abs/theirs"))
    assert settings.certificates == tmp_path / "certs"
    assert settings.how.max_usd == 5


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}"])
def test_empty_file_means_the_defaults(tmp_path: Path, text: str) -> None:
    """A file may say nothing."""
    assert load_settings(write(tmp_path, text)) == Settings()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "how:\n  concurency: 2\n",
            ":2:15: unknown setting 'how.concurency'; known here: cache, concurrency, ",
        ),
        ("how:\n  concurency: 2\n", "nearest: concurrency"),
        ("endpoint: {}\n", "nearest: endpoints"),
        ("endpoints: {a: {modle: x/y, model: x/y}}", "unknown setting 'endpoints.a.modle'"),
        ("profiles: {p: {screen: {longest: 3}}}", "unknown setting 'profiles.p.screen.longest'"),
        ("endpoints: {a: {}}", ":1:16: setting 'endpoints.a.model' is missing"),
        ("endpoints: {'a b': {model: x/y}}", ":1:20: setting 'endpoints.a b'"),
        ("endpoints: {a: {model: x/y, api_base: ftp://h}}", "setting 'endpoints.a.api_base' is 'ftp://h'"),
        ("screen: {longest_run: 1}", ":1:23: setting 'screen.longest_run' is 1: "),
        ("screen: {identifiers: none}", "is 'none': Input should be 'placeholders', 'surrogates' or 'off'"),
        ("gate: {coverage: 70}", "setting 'gate.coverage' is 70: "),
        ("gate: {levels: {partial: 0.9}}", "must not rise from sufficient over partial to named"),
        ("gate: {levels: {sufficent: 0.9}}", "nearest: sufficient"),
        ("roles: {writer: qwen}", ":1:17: unknown endpoint 'qwen'; known: parrot, rules"),
        ("profiles: {p: {roles: {critics: [rules, jury]}}}", ":1:41: unknown endpoint 'jury'"),
        ("pools: {p: {members: {}}}", "setting 'pools.p.members': "),
        ("pools: {p: {members: {a: 1}}}", ":1:26: unknown endpoint 'a'"),
        ("endpoints: {a: {model: x/y}}\npools: {p: {members: {a: 0}}}", "setting 'pools.p.members.a' is 0: "),
        ("endpoints: {a: {model: x/y}}\npools: {p: {members: {a: 1}, fallbacks: [b]}}", ":2:42: unknown endpoint 'b'"),
        (
            "endpoints: {a: {model: x/y}}\npools: {p: {members: {a: 1}, fallbacks: [a]}}",
            "'a' is in this pool already",
        ),
        ("endpoints: {a: {model: x/y}}\npools: {a: {members: {a: 1}}}", "'a' has a meaning already"),
        ("endpoints: {a: {model: x/y, batch: {polls: 3}}}", "unknown setting 'endpoints.a.batch.polls'"),
        ("endpoints: {a: {model: x/y, processes: 0}}", "setting 'endpoints.a.processes' is 0: "),
        ("how: {cache: 3}", "setting 'how.cache' is 3: a file, a folder, the URL of a database, or off is wanted"),
        ("how: {cache: 'postgresql://me:pw@h/db'}", "leave the password out of the URL"),
        ("- a\n", ":1:1: settings must be a mapping"),
        ("a: [", "casewright.yaml:2:1: "),
        ("how: {concurrency: 1}\nhow: {concurrency: 2}\n", ":2:1: duplicate key 'how'"),
    ],
)
def test_complaints_name_the_place_and_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    """Whatever is wrong, the user is led to it."""
    assert says in complaint(tmp_path, text)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """One line a complaint."""
    assert len(complaint(tmp_path, "how: {a: 1}\nscreen: {longest_run: x}\ngate: 3\n").splitlines()) == 3


def test_missing_file_is_a_settings_error(tmp_path: Path) -> None:
    """Exit code 2, like every wrong call."""
    with pytest.raises(SettingsError, match="can't read") as caught:
        load_settings(tmp_path / "none.yaml")
    assert caught.value.exit_code == 2


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    """Neither printed, nor in what decides, nor in a complaint about it."""
    settings = load_settings(write(tmp_path, "endpoints: {a: {model: x/y, api_key: hush-hush}}\nroles: {writer: a}"))
    key = settings.endpoints["a"].key()
    assert key is not None
    assert key.get_secret_value() == "hush-hush"
    assert "hush" not in repr(settings) + str(settings.model_dump(mode="json")) + str(settings.decides())
    assert "hush" not in complaint(tmp_path, "endpoints: {a: {model: x/y, api_key: [hush-hush]}}")
    both = "endpoints: {a: {model: x/y, api_key: hush-hush, api_key_env: KEY}}"
    assert "hush" not in complaint(tmp_path, both)
    assert "api_key and api_key_env are both given" in complaint(tmp_path, both)


URLS = ["how: {cache: 'postgresql://me:hush@h/db'}", "endpoints: {a: {model: x/y, api_base: 'ftp://me:hush@h'}}"]


@pytest.mark.parametrize("text", URLS, ids=["a database", "a server"])
def test_a_password_in_a_url_is_never_shown(tmp_path: Path, text: str) -> None:
    """The complaint says what is wrong, and not with what."""
    said = complaint(tmp_path, text)
    assert "setting '" in said
    assert "hush" not in said


def test_key_is_read_from_its_variable_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when settings are read, so that a run without that endpoint needs no key."""
    endpoint = Endpoint(model="x/y", api_key_env="SOME_KEY")
    monkeypatch.delenv("SOME_KEY", raising=False)
    with pytest.raises(SettingsError, match="no environment variable 'SOME_KEY'"):
        endpoint.key()
    monkeypatch.setenv("SOME_KEY", "from the environment")
    key = endpoint.key()
    assert key is not None
    assert key.get_secret_value() == "from the environment"
    assert Endpoint(model="x/y").key() is None


def test_a_profile_lays_over_what_it_names_only(tmp_path: Path) -> None:
    """The rest stays as the file has it, down to single levels."""
    quick = load_settings(write(tmp_path, FULL), profile="quick")
    assert (quick.gate.max_attempts, quick.gate.levels.sufficient, quick.gate.levels.partial) == (1, 0.9, 0.4)
    assert (quick.how.concurrency, quick.how.lease_seconds) == (1, 60)
    assert quick.screen.longest_run == 15
    assert load_settings(write(tmp_path, FULL), profile="blank").roles.seal == "provider/sealed"
    with pytest.raises(UnknownNameError, match="unknown profile 'quik'; known: blank, quick"):
        load_settings(write(tmp_path, FULL), profile="quik")


def test_settings_are_frozen() -> None:
    """Nobody changes a threshold in the middle of a run."""
    with pytest.raises(ValidationError):
        load_settings(None).screen.longest_run = 3
    with pytest.raises(ValidationError):
        Screen(longest=3)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("concurrency: 16", "concurrency: 2"),
        ("max_usd: 5", "max_usd: 9"),
        ("concurrency: 8", "concurrency: 9"),
        ("127.0.0.1:9", "127.0.0.1:8"),
        ("WRITER_KEY", "OTHER_KEY"),
        ("completion: 1.5", "completion: 2.5"),
        ("embedded/qwen2.5-coder-1.5b", "embedded/qwen2.5-coder-0.5b"),
        ("path: notes.jsonl", "path: moved.jsonl"),
    ],
)
def test_how_it_is_run_is_not_in_the_identity(tmp_path: Path, old: str, new: str) -> None:
    """The same run goes on with other limits, another address, another key."""
    assert identity(tmp_path, FULL) == identity(tmp_path, FULL.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("openai/some-model", "openai/other-model"),
        ("longest_run: 15", "longest_run: 14"),
        ("sufficient: 0.9", "sufficient: 0.8"),
        ("max_attempts: 2", "max_attempts: 3"),
        ("critics: [rules, judge-b]", "critics: [rules]"),
        ("seal: provider/sealed", "seal: provider/other"),
        ("small: false", "small: true"),
    ],
)
def test_what_decides_is_in_the_identity(tmp_path: Path, old: str, new: str) -> None:
    """Another threshold or another model is another run."""
    assert identity(tmp_path, FULL) != identity(tmp_path, FULL.replace(old, new))


def identity(tmp_path: Path, text: str) -> str:
    return content_hash(load_settings(write(tmp_path, text)).decides())


def test_importing_settings_reads_nothing() -> None:
    """No file, no environment, nothing heavy."""
    code = "import sys, casewright.settings; print([m for m in ('litellm', 'torch', 'langgraph') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 ours
    assert out.stdout.strip() == "[]"


PANELS = """\
endpoints:
  a: {model: openai/model-a, api_base: "http://127.0.0.1:9/v1"}
  b: {model: openai/model-b, api_base: "http://127.0.0.1:9/v1"}
  unused: {model: openai/model-c}
roles: {critics: [thrift], seal: panel}
judging:
  juries: {panel: {members: [a, provider/model, rules], rule: weighted, replicates: 3}}
  cascades: {thrift: {first: b, then: panel}}
  families: {house: ["model-*"]}
"""


def test_juries_and_cascades_are_critics(tmp_path: Path) -> None:
    """They may ask one another, endpoints, model strings and rules."""
    judging = load_settings(write(tmp_path, PANELS)).judging
    assert (judging.juries["panel"].replicates, judging.cascades["thrift"].within) == (3, 1.0)
    assert judging.models("thrift") == {"a", "b", "provider/model", "rules"}
    assert judging.models("a") == {"a"}
    assert dict(judging.families) == {"house": ("model-*",)}


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("openai/model-a", "openai/model-x", True),
        ("openai/model-b", "openai/model-x", True),
        ("replicates: 3", "replicates: 2", True),
        ("first: b, then: panel", "first: b, then: panel, within: 2", True),
        ("openai/model-c", "openai/model-x", False),
    ],
)
def test_models_that_a_jury_or_cascade_asks_decide(tmp_path: Path, old: str, new: str, *, differs: bool) -> None:
    """However deep they sit."""
    assert (identity(tmp_path, PANELS) != identity(tmp_path, PANELS.replace(old, new))) is differs


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("members: [a,", "members: [c,", ":7:30: unknown endpoint 'c'; known: a, b, panel, rules, thrift, unused"),
        ("members: [a,", "members: [panel,", ":7:30: 'panel' would ask itself through 'panel'"),
        ("members: [a,", "members: [thrift,", ":7:30: 'panel' would ask itself through 'thrift'"),
        ("first: b", "first: parrot", ":8:30: unknown endpoint 'parrot'"),
        ("then: panel", "then: pannel", "nearest: panel"),
        ("{thrift:", "{panel:", "'panel' has a meaning already; call it otherwise"),
        ("{panel:", "{a:", ":7:15: 'a' has a meaning already"),
        ("{panel:", "{facts:", "'facts' has a meaning already"),
        ("{panel:", "{'a b':", "setting 'judging.juries.a b'"),
        ("members: [a, provider/model, rules]", "members: []", "setting 'judging.juries.panel.members'"),
        ("replicates: 3", "replicates: 0", "setting 'judging.juries.panel.replicates' is 0"),
        ("rule: weighted", "rule: most", "is 'most': Input should be 'majority', 'unanimous', 'any' or 'weighted'"),
        ("rule: weighted", "rules: weighted", "unknown setting 'judging.juries.panel.rules'"),
        ("roles: {", "roles: {writer: panel, ", ":5:17: unknown endpoint 'panel'; known: a, b, parrot, rules, unused"),
    ],
)
def test_complaints_about_juries_name_the_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    """Unknown members, circles however long, and names that would mean two things."""
    assert says in complaint(tmp_path, PANELS.replace(old, new, 1))


def test_a_profile_may_bring_its_own_jury(tmp_path: Path) -> None:
    """What its roles name is looked for in the settings as the profile makes them."""
    profile = "profiles: {p: {roles: {critics: [quick]}, judging: {juries: {quick: {members: [a]}}}}}\n"
    own = PANELS.replace("[thrift], seal: panel", "[a]")
    assert load_settings(write(tmp_path, own + profile), "p").judging.members("quick") == ("a",)
    circle = profile.replace("members: [a]", "members: [quick]")
    assert ":10:80: 'quick' would ask itself" in complaint(tmp_path, PANELS + circle)


def test_a_cache_lies_beside_the_file_and_can_be_switched_off(tmp_path: Path) -> None:
    """By a profile too."""
    text = "how: {cache: replies}\nprofiles: {fresh: {how: {cache: off}}, told: {how: {cache: 'off'}}}"
    file = write(tmp_path, text)
    assert load_settings(file).how.cache == str(tmp_path / "replies")
    assert load_settings(file, "fresh").how.cache is None
    assert load_settings(file, "told").how.cache is None
    assert load_settings(write(tmp_path, "how: {cache: 'postgresql://me@h/db'}")).how.cache == "postgresql://me@h/db"


def test_a_pool_decides_with_all_its_members(tmp_path: Path) -> None:
    """Whoever may answer is in what decides; an endpoint that nobody names isn't."""
    text = (
        "endpoints: {a: {model: x/y}, b: {model: x/z}, c: {model: x/w}}\n"
        "pools: {both: {members: {a: 1}, fallbacks: [b]}}\nroles: {writer: both}"
    )
    found = load_settings(write(tmp_path, text)).decides()
    assert sorted(found["endpoints"]) == ["a", "b"]
    assert list(found["pools"]) == ["both"]
