"""How long a report on many reports takes, and how much memory, part by part."""
