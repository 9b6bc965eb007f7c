"""What every model over the network says of itself, whoever carries its calls."""

from __future__ import annotations

from urllib.parse import urlsplit

from casewright.models.families import family_of
from casewright.models.sizes import is_small
from casewright.settings import Endpoint

__all__ = ["EndpointModel"]


class EndpointModel:
    """A model behind an endpoint of settings.

    Args:
        endpoint: model string, address, key and price.
        label: the endpoint's name in settings; stands in fingerprints and errors instead of its address.
    """

    def __init__(self, endpoint: Endpoint, label: str | None = None) -> None:
        self._endpoint, self._label = endpoint, label

    @property
    def name(self) -> str:
        return self._endpoint.model

    @property
    def family(self) -> str:
        return self._endpoint.family or family_of(self.name)

    @property
    def fingerprint(self) -> str:
        return f"{self.name}#{self._label}" if self._label else self.name

    @property
    def small(self) -> bool:
        return is_small(self.name) if self._endpoint.small is None else self._endpoint.small

    def where(self) -> str:
        """Model and place for an error; of an address the host alone, never who logs in there."""
        host = urlsplit(self._endpoint.api_base).netloc.rpartition("@")[2] if self._endpoint.api_base else None
        place = self._label or host
        return f"{self.name!r} at {place}" if place else repr(self.name)
