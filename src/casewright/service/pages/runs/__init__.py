"""Pages of runs: what was ordered, how it stands, what it took, its samples, and their export."""
