"""Who takes part in a run, loaded from names and settings, and what certificates let each of them decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casewright.agents.bench import build_critic
from casewright.agents.house_style import HouseStyle
from casewright.agents.parrot import ParrotWriter
from casewright.agents.protocol import Critic, Writer
from casewright.agents.recorded import RecordedModel
from casewright.agents.reply_cache import Cached, ReplyCache
from casewright.agents.rules_critic import RulesCritic
from casewright.agents.wish import Wish
from casewright.certificates import Certificate, read_certificates
from casewright.errors import UsageError
from casewright.graphs.gating import Gating
from casewright.graphs.granting import gating_of
from casewright.graphs.parts import Limits
from casewright.graphs.screening import judge_screen, reply_screen, screened_by
from casewright.ledger.protocol import Ledger
from casewright.measures.privacy import IdentifierPool, ReferenceIndex
from casewright.measures.style import StyleProfile
from casewright.models.protocol import Model
from casewright.rubrics import ResolvedRubric, resolve
from casewright.runs.model_bench import ModelBench
from casewright.runs.recipe import Recipe, recipe_of
from casewright.runs.styles import house_style, kept_styles
from casewright.settings import Settings

__all__ = ["Cast", "bound_critic", "cast_of", "limits_of", "recorded", "writer_family"]

RULES = "rules"


@dataclass(frozen=True)
class Cast:
    """Who takes part, loaded but not yet bound to a ledger.

    Writers and critics are objects of one's own, or models to be wrapped by the writer or judge that suits
    their size. A critic or seal that is a name is a jury or cascade of settings.
    """

    writer: Writer | Model | None
    critics: Sequence[Critic | Model | str]
    settings: Settings
    seal: Critic | Model | str | None = None
    reference: ReferenceIndex | None = None
    overlays: tuple[Path, ...] = ()
    seed: int = 0
    max_attempts: int | None = None
    certificates: tuple[Certificate, ...] = ()
    """All that are at hand; those of other critics don't matter."""
    style: HouseStyle | None = None
    """How a house writes: it steers a writer that is a model."""
    wish: Wish | None = None
    """What whoever asked wishes of the form; a large model is told."""
    bench: ModelBench = field(default_factory=ModelBench)
    """The models that names stand for."""
    identifiers: IdentifierPool = field(default_factory=IdentifierPool)
    """Processes for presidio, started where the screen asks for it."""
    rubrics: dict[tuple[str, str, str], ResolvedRubric] = field(default_factory=dict)
    recipe: Recipe | None = None
    """The names that the cast can be rebuilt from elsewhere; ``None`` where an object takes part."""

    def resolve(self, system: str, code: str, kind: str) -> ResolvedRubric:
        """The rubric for a code and kind, resolved once."""
        key = (system, code, kind)
        if key not in self.rubrics:
            self.rubrics[key] = resolve(code, kind=kind, system=system, overlays=self.overlays)
        return self.rubrics[key]

    @property
    def limits(self) -> Limits:
        """The gate's lines as settings draw them."""
        return limits_of(self.settings, self.max_attempts)

    def models(self) -> tuple[Model | IdentifierPool | ReplyCache, ...]:
        """Every model that takes part, presidio's processes and the cache of replies among them, to be closed at the
        end."""
        parts: tuple[Any, ...] = (self.writer, self.seal, *self.critics, *self.bench.loaded.values())
        found = {id(part): part for part in parts if hasattr(part, "complete")}
        cache = (self.bench.cache,) if self.bench.cache else ()
        return (*found.values(), self.identifiers, *cache)

    @property
    def gating(self) -> Gating:
        """What critics, fact check and seal may decide under the certificates at hand."""
        return gating_of(
            self.certificates,
            [bound_critic(self, critic, None, "") for critic in self.critics],
            judging=self.settings.judging,
            limits=self.limits,
            writer_family=writer_family(self.writer),
            seal=bound_critic(self, self.seal, None, "") if self.seal else None,
        )


def limits_of(settings: Settings, max_attempts: int | None = None) -> Limits:
    """The gate's lines as settings draw them; ``max_attempts`` goes before theirs."""
    gate, screen = settings.gate, settings.screen
    levels = gate.levels.model_dump()
    return Limits(max_attempts or gate.max_attempts, gate.coverage, levels, screen.identifiers, screen.presidio)


def cast_of(
    settings: Settings,
    *,
    writer: str | Writer | Model | None,
    critics: Sequence[str | Critic | Model] = (),
    seal: str | Critic | Model | None = None,
    reference: ReferenceIndex | None = None,
    overlays: Sequence[Path] = (),
    seed: int = 0,
    max_attempts: int | None = None,
    certificates: Sequence[Certificate] | Path | None = None,
    styles: Sequence[StyleProfile | Path] = (),
    report: Callable[[str, float], None] | None = None,
    bench: ModelBench | None = None,
    wish: str | None = None,
    profile: str | None = None,
) -> Cast:
    """Loads whoever is named, each model once; objects are taken as they are. The rules critic always takes part.

    The seal is the one of settings if none is given. ``certificates`` are those to go by, or a folder of them beside
    ours and that of settings. ``styles`` are profiles or their files, one a language, by default those of settings;
    they steer a writer that is a model. ``report`` is told what is fetched, and how far it is (0 to 1). ``bench`` is
    that of an earlier cast under the same settings, whose models are then shared. ``wish`` is what whoever asks wishes
    of the form, screened already; it is told to a writer that is a large model. ``profile`` is the one that
    ``settings`` are under, for whoever rebuilds the cast elsewhere.

    Raises:
        InputError: a style profile can't be read.
        UnknownNameError: a name that is no model, endpoint, jury or cascade.
        UsageError: two critics have one name, so that nobody could tell whose certificate is whose; two profiles are
            of one language, or one is given to a writer that is no model; or a wish to one that is no large model.
    """
    bench = bench or ModelBench(settings, report)
    style = house_style(styles, settings, writer)
    cast = Cast(
        writer=ParrotWriter() if writer == "parrot" else bench.model(writer),
        critics=(RulesCritic(), *(bench.critic(critic) for critic in critics if critic != RULES)),
        settings=settings,
        seal=bench.critic(seal or settings.roles.seal),
        reference=reference,
        overlays=tuple(overlays),
        seed=seed,
        max_attempts=max_attempts,
        certificates=_certificates(settings, certificates),
        style=style,
        wish=Wish(wish) if wish else None,
        bench=bench,
        recipe=recipe_of(writer, critics, seal or settings.roles.seal, kept_styles(style), wish, profile),
    )
    _require_distinct(cast)
    _require_listener(cast)
    return cast


def _certificates(settings: Settings, given: Sequence[Certificate] | Path | None) -> tuple[Certificate, ...]:
    if given is not None and not isinstance(given, Path):
        return tuple(given)
    own = [Path(settings.certificates)] if settings.certificates else []
    return read_certificates([*own, given] if given else own)


def _require_distinct(cast: Cast) -> None:
    names = [bound_critic(cast, critic, None, "").name for critic in cast.critics]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"two critics are named {twice[0]!r}; a jury of settings asks one several times (replicates)")


def _require_listener(cast: Cast) -> None:
    writer: Any = cast.writer
    if cast.wish is not None and (hasattr(writer, "write") or getattr(writer, "small", True)):
        raise UsageError("a wish is told to a large model that writes; the parrot, objects and small models get none")


def bound_critic(cast: Cast, critic: Any, ledger: Ledger | None, run: str, purpose: str = "judge") -> Critic:
    """The critic as it takes part: what is no critic yet becomes one, its models behind the ledger."""
    if hasattr(critic, "review"):
        found: Critic = critic
        return found

    def load(named: Any) -> Model:
        return recorded(cast.bench.model(named), ledger, run, purpose, cast)

    named = critic if isinstance(critic, str) else load(critic)
    return build_critic(named, judging=cast.settings.judging, certificates=cast.certificates, load=load)


def writer_family(writer: Any) -> str | None:
    """The model family of a writer; ``None`` where code writes, ``unknown`` where it doesn't say."""
    if writer is None or isinstance(writer, ParrotWriter):
        return None
    found: str = getattr(getattr(writer, "model", writer), "family", "unknown")
    return found


def recorded(model: Model, ledger: Ledger | None, run: str, purpose: str, cast: Cast) -> Model:
    """The model behind the ledger, where there is one; what it replies is screened before it is kept."""
    if ledger is None:
        return model
    index = cast.reference
    screen = reply_screen(index) if purpose == "write" else judge_screen(index)
    cached = Cached(cast.bench.cache, screened_by(index, purpose)) if cast.bench.cache else None
    return RecordedModel(model, ledger, run, purpose, screen, cached)
