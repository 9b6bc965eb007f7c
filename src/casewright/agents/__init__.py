"""Who speaks: writers draft, critics vote."""

from casewright.agents.protocol import Brief, Critic, Writer

__all__ = ["Brief", "Critic", "Writer"]
