"""Context on real notes: labelled mentions, what our matcher and medSpaCy say of them, and how fast both are."""
