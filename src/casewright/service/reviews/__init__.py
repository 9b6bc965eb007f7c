"""Reviews: people's queue, their verdicts, and what becomes of a sample by them."""

from casewright.service.reviews.agreeing import agreement_of
from casewright.service.reviews.contracts import (
    AskedCriterion,
    GivenAnswer,
    Item,
    ItemState,
    Lock,
    Progress,
    QueueFilter,
    QueuePage,
    QueueRow,
    ReviewAgreement,
    Said,
    Saying,
    Verdict,
    Word,
)
from casewright.service.reviews.item import item_of
from casewright.service.reviews.locking import release_item, take_item
from casewright.service.reviews.progress import progress_of
from casewright.service.reviews.queue import next_item, queue_of
from casewright.service.reviews.saying import say, withdraw

__all__ = [
    "AskedCriterion",
    "GivenAnswer",
    "Item",
    "ItemState",
    "Lock",
    "Progress",
    "QueueFilter",
    "QueuePage",
    "QueueRow",
    "ReviewAgreement",
    "Said",
    "Saying",
    "Verdict",
    "Word",
    "agreement_of",
    "item_of",
    "next_item",
    "progress_of",
    "queue_of",
    "release_item",
    "say",
    "take_item",
    "withdraw",
]
