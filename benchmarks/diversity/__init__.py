"""What the diversity measures of `benchmarks/test_diversity.py` are timed on, and the peers they are held against."""
