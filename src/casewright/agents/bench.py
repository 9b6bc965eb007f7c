"""From a model, or from a name in settings, to the critic that it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casewright.agents.cascade import Cascade
from casewright.agents.judge import Judge
from casewright.agents.jury import Jury
from casewright.agents.letter_judge import LetterJudge
from casewright.agents.protocol import Critic
from casewright.agents.rules_critic import RulesCritic
from casewright.certificates import Certificate
from casewright.errors import SettingsError, UnknownNameError
from casewright.models.protocol import Model
from casewright.models.thoughts import thinks
from casewright.settings.judging import Judging

__all__ = ["build_critic"]

RULES = "rules"


def build_critic(
    named: Model | str,
    *,
    judging: Judging | None = None,
    certificates: Sequence[Certificate] = (),
    load: Callable[[str], Model] | None = None,
) -> Critic:
    """The critic of a model, or of a name: ``rules``, a jury, a cascade, or whatever ``load`` has a model for.

    A small model is asked by letter, unless it thinks before it answers; any other in JSON, aspect by aspect.

    Args:
        named: a model, already behind the ledger where calls are to be recorded; or a name.
        judging: how judges are asked, with the juries and cascades that a name may mean.
        certificates: give thresholds and weights. Exams leave them out, to measure what is there without.
        load: from the name of an endpoint or a model string to a model. Called once a name.

    Raises:
        UnknownNameError: nothing has this name.
        SettingsError: a jury or cascade has itself among its members.
    """
    return _Bench(judging or Judging(), tuple(certificates), load, {}).critic(named, ())


@dataclass(frozen=True, slots=True)
class _Bench:
    judging: Judging
    certificates: Sequence[Certificate]
    load: Callable[[str], Model] | None
    models: dict[str, Model]

    def critic(self, named: Model | str, within: tuple[str, ...]) -> Critic:
        if not isinstance(named, str):
            return self._judge(named)
        if named in within:
            raise SettingsError(f"{named!r} has itself among its members: {' > '.join((*within, named))}")
        if named in self.judging.juries:
            return self._jury(named, (*within, named))
        if named in self.judging.cascades:
            return self._cascade(named, (*within, named))
        return RulesCritic() if named == RULES else self._judge(self._loaded(named))

    def _judge(self, model: Model) -> Critic:
        seed = self.judging.seed
        if model.small and not thinks(model.name):
            return LetterJudge(model, seed, self.certificates)
        return Judge(model, self.judging.ask, seed)

    def _jury(self, name: str, within: tuple[str, ...]) -> Critic:
        told = self.judging.juries[name]
        members = tuple(self.critic(member, within) for member in told.members)
        return Jury(name, members, told.rule, told.replicates, self.certificates)

    def _cascade(self, name: str, within: tuple[str, ...]) -> Critic:
        told = self.judging.cascades[name]
        first, then = (self.critic(member, within) for member in (told.first, told.then))
        return Cascade(name, first, then, told.within, self.certificates)

    def _loaded(self, name: str) -> Model:
        if self.load is None:
            raise UnknownNameError("critic", name, [RULES, *self.judging.juries, *self.judging.cascades])
        if name not in self.models:
            self.models[name] = self.load(name)
        return self.models[name]
