"""What steering does to what is accepted: `python -m benchmarks.steering`."""
