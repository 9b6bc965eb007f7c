"""What is done with every request, whatever it asks: limits, headers, ids, the log, figures, problem answers."""
