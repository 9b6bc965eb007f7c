"""The service under load on loopback, beside a bare FastAPI route and beside the library."""
