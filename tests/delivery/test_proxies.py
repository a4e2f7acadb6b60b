"""Which hosts are reached through a proxy: by names, ports and networks, of both versions of addresses."""

from __future__ import annotations

import pytest

from bot.delivery.proxies import Proxies

PROXY = "http://proxy:3128"


@pytest.mark.parametrize(
    ("no_proxy", "url", "direct"),
    [
        ("10.0.0.0/8", "https://10.200.3.4/api/", True),
        ("10.0.0.0/8", "https://11.0.0.1/api/", False),
        ("10.1.2.3/8", "wss://10.200.3.4/link", True),
        ("fd00::/8", "https://[fd12:3456::1]/api/", True),
        ("[fd00::]/8", "wss://[fd12:3456::1]:8443/link", True),
        ("[fd00::]/8:443", "wss://[fd12:3456::1]:8443/link", False),
        ("fd00::/8", "https://[fe80::1]/api/", False),
        ("10.0.0.0/8", "https://[::ffff:10.1.1.1]/api/", True),
        ("::1", "https://[0:0:0:0:0:0:0:1]/api/", True),
        ("[::1]:443", "https://[::1]/api/", True),
        ("[::1]:443", "https://[::1]:8443/api/", False),
        ("slack.com:443", "https://slack.com/api/", True),
        ("slack.com:443", "wss://wss-primary.slack.com/link", True),
        ("slack.com:80", "https://slack.com/api/", False),
        ("slack.com", "https://slack.com:8443/api/", True),
        (".slack.com", "wss://wss-primary.slack.com/link", True),
        ("*.slack.com", "wss://wss-primary.slack.com/link", True),
        ("SLACK.com.", "wss://wss-primary.Slack.COM/link", True),
        ("slack.com", "https://notslack.com/api/", False),
        ("com", "https://slack.com/api/", True),
        ("0.1", "https://10.0.0.1/api/", False),
        ("a.org  b.org,,slack.com", "https://slack.com/api/", True),
        ("a.org, *", "https://slack.com/api/", True),
        ("*", "wss://wss-primary.slack.com/link", True),
        ("10.0.0.0/99, :, [, ]:1, /8, slack.com/8", "https://slack.com/api/", False),
        (",", "https://slack.com/api/", False),
    ],
)
def test_some_hosts_need_no_proxy(no_proxy: str, url: str, direct: bool) -> None:
    proxies = Proxies.read({"HTTPS_PROXY": PROXY, "NO_PROXY": no_proxy})
    assert proxies.of(url) == (None if direct else PROXY)


@pytest.mark.parametrize(
    ("environment", "url", "expected"),
    [
        ({"HTTPS_PROXY": "a:1", "https_proxy": "http://b:2"}, "wss://slack.com/link", "http://b:2"),
        ({"HTTP_PROXY": "http://a:1"}, "https://slack.com/", None),
        ({"HTTP_PROXY": "http://a:1"}, "ws://slack.test/", "http://a:1"),
        ({"ALL_PROXY": "a:1"}, "https://slack.com/", "http://a:1"),
        ({"ALL_PROXY": "a:1", "HTTPS_PROXY": "  "}, "https://slack.com/", "http://a:1"),
        ({}, "https://slack.com/", None),
    ],
)
def test_the_proxy_is_that_of_the_scheme(environment: dict[str, str], url: str, expected: str | None) -> None:
    assert Proxies.read(environment).of(url) == expected


def test_a_password_in_it_is_not_shown() -> None:
    assert "secret" not in repr(Proxies.read({"HTTPS_PROXY": "http://user:secret@proxy:3128"}))
