"""The proxies of the environment: which one an address is reached through, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from knowledge.errors import ConfigError

from ..variables import is_host

SCHEMES = {"wss": "https", "ws": "http"}
"""A socket is asked for as a page is: there is no variable of its own for it."""

PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class _Direct:
    """An entry of NO_PROXY: hosts that are reached without a proxy."""

    host: str
    """A name that hosts have or end with, an address, or a network of addresses; or ``*``."""
    port: int | None

    @classmethod
    def read(cls, written: str) -> _Direct:
        """``10.0.0.0/8``, ``.example.org``, ``*.example.org``, ``slack.com:443``, ``[fd00::1]:443`` …"""
        host, port = written, None
        parts = re.fullmatch(r"(\[[^]]*\](?:/\d+)?|[^:]*):(\d{1,5})", written)
        if parts:
            host, port = parts[1], int(parts[2])
        return cls(_name(re.sub(r"[][]", "", host).removeprefix("*.")) if host != "*" else host, port)

    def covers(self, host: str, port: int) -> bool:
        if self.port is not None and self.port != port:
            return False
        address = _address(host)
        if self.host == "*" or host == self.host:
            return True
        if address is None:
            return host.endswith(f".{self.host}")
        try:
            return address in ip_network(self.host, strict=False)
        except ValueError:
            return False


@dataclass(frozen=True)
class Proxies:
    """What the environment says of proxies; nothing of it is shown, for there may be a password in it.

    >>> proxies = Proxies.read({"HTTPS_PROXY": "proxy:3128", "NO_PROXY": "10.0.0.0/8, .example.org"})
    >>> proxies.of("wss://wss-primary.slack.com/link")
    'http://proxy:3128'
    >>> [proxies.of(f"https://{host}/") for host in ("slack.example.org", "10.1.2.3")]
    [None, None]
    """

    by_scheme: Mapping[str, str] = field(default_factory=dict, repr=False)
    """With "all" for every scheme, and "no" for the hosts that need none."""

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Proxies:
        """The proxies that *environment* names; of two spellings the small one counts."""
        found: dict[str, str] = {}
        for name in sorted(environment):  # capitals come first
            scheme, _, proxy = name.lower().rpartition("_")
            if proxy == "proxy" and scheme in ("http", "https", "all", "no") and environment[name].strip():
                found[scheme] = environment[name].strip()
        return cls(found)

    def of(self, url: str) -> str | None:
        """The proxy that *url* is to be reached through; None where it is reached directly.

        Names are not looked up: a network in NO_PROXY covers hosts that are given by their address.
        Raises `ConfigError` where the proxy is none that can be used.
        """
        at = urlsplit(url)
        scheme = SCHEMES.get(at.scheme, at.scheme)
        name = next((it for it in (scheme, "all") if self.by_scheme.get(it)), None)
        if name is None:
            return None
        host, port = _name(at.hostname or ""), at.port or PORTS.get(scheme, 0)
        if any(it.covers(host, port) for it in self._direct):
            return None
        return _usable(self.by_scheme[name], f"{name.upper()}_PROXY")

    @cached_property
    def _direct(self) -> tuple[_Direct, ...]:
        return tuple(map(_Direct.read, re.findall(r"[^\s,]+", self.by_scheme.get("no", ""))))


def _usable(proxy: str, name: str) -> str:
    """*proxy* as an address. Raises `ConfigError` that shows nothing of it where it cannot be used."""
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    try:
        at = urlsplit(proxy)
        # What follows the host is the rest of a password that was divided at the wrong place.
        named = at.scheme in PORTS and is_host(at.hostname or "")
        usable = named and at.port != 0 and proxy.rstrip("/").endswith(at.netloc)
    except ValueError:
        usable = False
    if not usable:
        raise ConfigError(
            f"{name} is no proxy that can be used: write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT; "
            "in a password, write @ as %40, / as %2F, # as %23, ? as %3F"
        )
    return proxy


def _name(written: str) -> str:
    """*written* as hosts are compared: addresses in one spelling, names small and without outer dots."""
    address = _address(written)
    return str(address) if address else written.lower().strip(".")


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    # What arrives over a socket for both versions is an address of the older one all the same.
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
