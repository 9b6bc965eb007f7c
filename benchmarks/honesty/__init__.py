"""Does the loop let through fewer faults than no loop, or does it only learn what its critics miss?"""
