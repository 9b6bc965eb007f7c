"""How far a trigger's word goes: forwards to the end of its clause or list, backwards over what it closes."""

from __future__ import annotations

from casewright.rubrics.matching.lexicon import Trigger
from casewright.rubrics.matching.sentence import Sentence

__all__ = ["backward_start", "clause", "forward_stop", "looks_back"]


def forward_stop(sentence: Sentence, trigger: Trigger, rivals: tuple[Trigger, ...] = ()) -> int:
    """Where the scope of a trigger that looks forward ends. ``rivals`` are others of its family."""
    stop = _wall_after(sentence, trigger.end)
    bare = trigger.direction == "bare"
    first = sentence.words[trigger.start]
    supposed = trigger.category == "hypothetical" and first in sentence.lexicon.words("supposing")  # "if …, then …"
    for joint in [item for item in sentence.joints if trigger.end < item < stop]:
        segment = sentence.next_joint(joint + 1, stop)
        then = supposed and sentence.words[joint] == "," and not sentence.closers_after(joint, stop)
        if (
            then
            or _leaves(sentence, trigger.start, joint, segment, stop, bare)
            or _taken(sentence, rivals, joint, segment)
        ):
            return joint
    return stop


def _leaves(sentence: Sentence, after: int, joint: int, segment: int, stop: int, bare: bool) -> bool:  # noqa: FBT001 - private
    """Whether the segment after a joint is no member of the list before it."""
    how = sentence.opens_clause(joint, stop)
    closes = sentence.words[joint] in sentence.lexicon.words("closers")
    if how == "subject" and not (closes and sentence.words[joint + 1] not in sentence.lexicon.words("pronouns")):
        return True
    if closes or sentence.closers_after(joint, stop):
        return False
    if sentence.words[joint] == "," and sentence.closers_after(after, joint):
        return True  # "no X or Y, Z": the list was closed before
    return how == "bare" or (bare and sentence.has_state(joint + 1, segment))


def _taken(sentence: Sentence, rivals: tuple[Trigger, ...], joint: int, segment: int) -> bool:
    """Whether another trigger speaks of the segment after a joint."""
    return any(joint < item.start < segment and _speaks(sentence, item, joint) for item in rivals)


def _speaks(sentence: Sentence, item: Trigger, joint: int) -> bool:
    if item.category != "affirmed":
        return item.direction != "after"
    named = any(joint < hit.start < item.start for hit in sentence.hits)  # "… or delusions are reported"
    return named == (item.direction == "after")


def _wall_after(sentence: Sentence, index: int) -> int:
    depth = 0
    for at in range(index, sentence.stop):
        word = sentence.words[at]
        depth += (word == "(") - (word == ")")
        if depth < 0 or (word == ":" and at > index) or (at in sentence.walls and at > index):
            return at
    return sentence.stop


def looks_back(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger speaks of what precedes it; ``either`` does where a concept stands right before it, or
    nothing behind it."""
    if trigger.direction != "either":
        return trigger.direction in ("after", "answer")
    at = trigger.end
    joiners = sentence.lexicon.words("joiners")
    alone = at >= sentence.stop or sentence.words[at] in joiners
    return (
        alone
        or not (sentence.words[at][0].isalnum() or sentence.words[at] == ":")
        or any(hit.end == trigger.start for hit in sentence.hits)
    )


def backward_start(sentence: Sentence, trigger: Trigger) -> int:
    """Where the scope of a trigger that looks back begins: its own segment, and the list that this closes."""
    start = _wall_before(sentence, trigger.start)
    joints = [item for item in sentence.joints if start <= item < trigger.start - 1]
    listed = False
    for joint in reversed(joints):
        segment = sentence.next_joint(joint + 1, trigger.start)
        listed = listed or sentence.words[joint] != ","
        if not listed or sentence.opens_clause(joint, segment) or sentence.has_state(joint + 1, segment):
            return joint + 1
    return start


def _wall_before(sentence: Sentence, index: int) -> int:
    depth = 0
    for at in range(index - 1, sentence.start - 1, -1):
        word = sentence.words[at]
        depth += (word == ")") - (word == "(")
        if depth < 0 or (at in sentence.walls and at < index - 1):
            return at + 1
    return sentence.start


def clause(sentence: Sentence, index: int) -> tuple[int, int]:
    """The clause around a word: between walls, and joints that open a clause of their own."""
    start, stop = _wall_before(sentence, index), sentence.stop
    for wall in sentence.walls:
        if wall > index:
            stop = wall
            break
    for joint in sentence.joints:
        if start <= joint < stop and sentence.opens_clause(joint, stop) == "subject":
            if joint < index:
                start = joint + 1
            elif joint > index:
                return start, joint
    return start, stop
