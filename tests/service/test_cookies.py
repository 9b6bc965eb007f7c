"""The session's cookie: over TLS it is bound to the host, on this machine it needs none."""

from __future__ import annotations

import pytest
from fastapi import Request, Response

from casewright.service.cookies import drop_cookie, session_token, set_cookie


def request(host: str, scheme: str = "http", cookie: str = "") -> Request:
    headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "method": "GET", "scheme": scheme, "path": "/", "headers": headers})


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "127.8.8.8:80", "[::1]:8000", "review.localhost"])
def test_on_this_machine_a_cookie_needs_no_tls(host: str) -> None:
    """No script reads it, and no other site's request brings it."""
    answer = Response()
    set_cookie(answer, request(host), "token", 2)
    assert answer.headers["set-cookie"] == ("casewright_session=token; HttpOnly; Max-Age=7200; Path=/; SameSite=strict")


@pytest.mark.parametrize(
    ("host", "scheme"),
    [
        ("casewright.example.org", "https"),
        ("casewright.example.org", "http"),
        ("127.0.0.1", "https"),
        ("10.0.0.7:8000", "http"),
        ("localhost.attacker.example", "http"),
        ("", "http"),
    ],
)
def test_elsewhere_it_goes_over_tls_only(host: str, scheme: str) -> None:
    """And to this very host; behind a proxy that ends TLS, too."""
    answer = Response()
    set_cookie(answer, request(host, scheme), "token", 2)
    name, *flags = answer.headers["set-cookie"].split("; ")
    assert name == "__Host-casewright_session=token"
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(flags)


def test_a_cookie_of_the_other_name_is_not_read() -> None:
    """Over TLS one that a neighbouring host could have set is none."""
    both = "casewright_session=plain; __Host-casewright_session=bound"
    assert session_token(request("casewright.example.org", cookie=both)) == "bound"
    assert session_token(request("localhost", cookie=both)) == "plain"
    assert session_token(request("casewright.example.org", cookie="casewright_session=plain")) is None


def test_signing_out_takes_the_cookie_back() -> None:
    """By the name that it was given."""
    answer = Response()
    drop_cookie(answer, request("casewright.example.org"))
    assert answer.headers["set-cookie"].startswith('__Host-casewright_session=""; expires=')
