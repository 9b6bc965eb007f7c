"""From a model or a name to a critic."""

from __future__ import annotations

import pytest
from tests.agents.scenes import certificate, criterion

from casewright.agents.bench import build_critic
from casewright.agents.cascade import Cascade
from casewright.agents.judge import Judge
from casewright.agents.jury import Jury
from casewright.agents.letter_judge import LetterJudge
from casewright.agents.rules_critic import RulesCritic
from casewright.errors import SettingsError, UnknownNameError
from casewright.settings.judging import Cascade as CascadeSetting
from casewright.settings.judging import Judging
from casewright.settings.judging import Jury as JurySetting
from casewright.testing import ScriptedModel

HELD = (certificate("x", criterion()),)
JUDGING = Judging(
    ask="aspect",
    seed=3,
    juries={"panel": JurySetting(members=("large", "small", "rules"), rule="weighted", replicates=2)},
    cascades={"thrift": CascadeSetting(first="small", then="panel", within=0.5)},
)
loaded: list[str] = []


def load(name: str) -> ScriptedModel:
    loaded.append(name)
    return ScriptedModel([], name=f"testing/{name}", small=name == "small")


@pytest.mark.parametrize(
    ("name", "small", "kind"),
    [
        ("openai/some-model", False, Judge),
        ("embedded/qwen2.5-coder-1.5b", True, LetterJudge),
        ("huggingface/deepseek-r1-distill-qwen-1.5b", True, Judge),
    ],
)
def test_size_says_how_a_model_is_asked(name: str, kind: type, *, small: bool) -> None:
    """A small one that thinks first has no letter for its first token."""
    assert isinstance(build_critic(ScriptedModel([], name=name, small=small)), kind)


def test_settings_reach_the_judges() -> None:
    """How they are asked, their seed, and their thresholds."""
    large = build_critic("large", judging=JUDGING, load=load)
    assert isinstance(large, Judge)
    assert (large.ask, large.seed) == ("aspect", 3)
    small = build_critic("small", judging=JUDGING, certificates=HELD, load=load)
    assert isinstance(small, LetterJudge)
    assert (small.seed, small.certificates) == (3, HELD)


def test_names_of_settings_are_resolved() -> None:
    """A cascade into a jury of models and rules; each model is loaded once."""
    loaded.clear()
    thrift = build_critic("thrift", judging=JUDGING, certificates=HELD, load=load)
    assert isinstance(thrift, Cascade)
    assert (thrift.name, thrift.within, thrift.certificates) == ("thrift", 0.5, HELD)
    panel = thrift.then
    assert isinstance(panel, Jury)
    assert (panel.name, panel.rule, panel.replicates) == ("panel", "weighted", 2)
    assert [type(member) for member in panel.members] == [Judge, LetterJudge, RulesCritic]
    assert sorted(loaded) == ["large", "small"]


def test_no_certificate_changes_a_fingerprint() -> None:
    """Else it would void itself."""
    for name in ("large", "small", "panel", "thrift", "rules"):
        plain = build_critic(name, judging=JUDGING, load=load)
        assert plain.fingerprint == build_critic(name, judging=JUDGING, certificates=HELD, load=load).fingerprint


def test_what_cannot_be_built_is_named() -> None:
    """A circle that no settings file was checked for, and a name that nobody has."""
    circle = Judging(juries={"a": JurySetting(members=("b",))}, cascades={"b": CascadeSetting(first="rules", then="a")})
    with pytest.raises(SettingsError, match="'a' has itself among its members: a > b > a"):
        build_critic("a", judging=circle)
    with pytest.raises(UnknownNameError, match="unknown critic 'panle'; known: panel, rules, thrift; nearest: panel"):
        build_critic("panle", judging=JUDGING)
