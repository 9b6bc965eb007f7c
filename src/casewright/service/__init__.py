"""The HTTP service and the review page, on the same gate and ledger as the library."""
