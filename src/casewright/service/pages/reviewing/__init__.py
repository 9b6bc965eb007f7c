"""Pages of the review: the queue, and an item with its report beside its criteria."""
