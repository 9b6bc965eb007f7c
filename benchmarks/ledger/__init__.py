"""What the ledger's promises cost: group commit, starting on a long run, bytes a sample."""
