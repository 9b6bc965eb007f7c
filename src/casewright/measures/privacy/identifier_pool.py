"""Identifiers by pattern and by presidio, whose part is done in processes of its own.

Presidio takes a tenth of a second of Python for a note: in a thread it would hold the interpreter, and with it every
other sample in flight.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context

from casewright.errors import ModelFailure
from casewright.measures.privacy.identifiers import find_spans, judge_identifiers
from casewright.measures.privacy.identifiers_presidio import join_spans, presidio_spans
from casewright.measures.privacy.patterns import Found
from casewright.measures.privacy.policy import IdentifierPolicy
from casewright.types import Identifier, Language

__all__ = ["IdentifierPool", "Look"]

Look = Callable[[str], Sequence[Found]]
"""Finds spans in an English text; a function of a module, so that a child can import it."""


class IdentifierPool:
    """Finds identifiers as `find_with_presidio` does, with presidio in child processes.

    Children are spawned when the first English note comes, read texts from a pipe of this process only, write nothing
    and ignore Ctrl-C, which this process answers by `close`. A script that makes a pool has to keep what it runs behind
    ``if __name__ == "__main__":``, as every script that spawns.

    Args:
        workers: How many children; each holds the language model, some 250 MB.
        look: What a child does with a text.
    """

    def __init__(self, workers: int = 1, look: Look = presidio_spans) -> None:
        self.workers = workers
        self._look = look
        self._children: ProcessPoolExecutor | None = None

    async def find(
        self, text: str, language: Language, *, policy: IdentifierPolicy, planned: Collection[str] = ()
    ) -> tuple[Identifier, ...]:
        """What patterns and presidio find, as `find_with_presidio` gives it; patterns only where not English.

        Raises:
            ModelFailure: two children died over the text, or presidio failed on it. It isn't known to be clean then.
        """
        found = await asyncio.to_thread(lambda: list(find_spans(text, language)))
        if language == "en":
            found = join_spans(found, await self._looked(text))
        return judge_identifiers(found, text, policy=policy, planned=planned)

    async def close(self) -> None:
        """Ends the children, after the notes they are at; the next text starts new ones."""
        children, self._children = self._children, None
        if children is not None:
            await asyncio.to_thread(children.shutdown, cancel_futures=True)

    async def _looked(self, text: str) -> list[Found]:
        for _ in range(2):
            children = self._started()
            try:
                answer = await asyncio.get_running_loop().run_in_executor(children, _in_child, self._look, text)
            except BrokenExecutor:
                self._drop(children)
                continue
            if isinstance(answer, str):
                raise ModelFailure("server", f"presidio failed on a text with {answer}; it is not known to be clean")
            return answer
        raise ModelFailure("server", "two processes that look for identifiers died; the text is not known to be clean")

    def _started(self) -> ProcessPoolExecutor:
        if self._children is None:
            self._children = ProcessPoolExecutor(self.workers, get_context("spawn"), _ignore_interrupts)
        return self._children

    def _drop(self, children: ProcessPoolExecutor) -> None:
        """Forgets broken children, unless another note has already replaced them."""
        children.shutdown(wait=False, cancel_futures=True)
        if self._children is children:
            self._children = None


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_child(look: Look, text: str) -> list[Found] | str:
    """The spans; or the name of the exception only, because its message may hold the text."""
    try:
        return list(look(text))
    except Exception as error:  # noqa: BLE001 - whatever it is, no message of it may leave
        return type(error).__name__
