"""Samples per second against an endpoint that takes 200 ms: the whole engine on a durable ledger, and its peers."""
