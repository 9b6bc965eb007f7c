"""What whoever asks for a report wishes of its form: untrusted words, handed to a writer as data.

A wish moves no fact: whatever it talks a writer into adding or leaving out, the fact check finds.
"""

from __future__ import annotations

from dataclasses import dataclass

from casewright.agents.enclosure import enclose
from casewright.agents.prompts import prompts_fingerprint, render
from casewright.hashing import content_hash
from casewright.types import Case

__all__ = ["Wish"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A requester's words; screened by whoever takes them in, before they are kept anywhere."""

    text: str

    @property
    def fingerprint(self) -> str:
        """Of the words and of the prompt that hands them on."""
        return content_hash([self.text, prompts_fingerprint("wish_")])

    def lines(self, case: Case) -> str:
        """What a large model is told beside its task."""
        return render("wish_document", wish=enclose(self.text, case.seed, noun="WISH"))
