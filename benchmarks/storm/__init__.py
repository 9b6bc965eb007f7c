"""A run whose processes are killed again and again, held against a quiet one: nothing lost, wrong or paid for twice."""
