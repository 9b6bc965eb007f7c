"""Who makes what: one function a kind of model, each from a `ModelSpec`."""

from __future__ import annotations

from casewright.models.protocol import Model
from casewright.models.registry import ModelSpec

__all__ = ["make_embedded", "make_huggingface", "make_network"]


def make_embedded(spec: ModelSpec) -> Model:
    """Weights of the catalogue, run by llama.cpp."""
    from casewright.models.embedded import EmbeddedModel

    return EmbeddedModel(spec.rest, offline=spec.offline, report=spec.report)


def make_huggingface(spec: ModelSpec) -> Model:
    """Weights in a folder or a GGUF file of the user's own, run by transformers."""
    from casewright.models.huggingface import HuggingFaceModel

    return HuggingFaceModel(spec.rest, family=spec.endpoint.family, small=spec.endpoint.small)


def make_network(spec: ModelSpec) -> Model:
    """A model over the network."""
    from casewright.models.network import network_model

    return network_model(spec.endpoint, spec.label)
