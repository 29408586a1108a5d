"""Which addresses Telegram takes for links, and what it makes of them (LinkManager.cpp, HttpUrl.cpp of tdlib)."""

import re

_SPLIT = re.compile(r"(?:(?P<scheme>[^:/?#@\[\]]*)://)?(?P<place>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=\x80-\U0010ffff]|%[0-9a-fA-F]{2})*")
_APPS = re.compile(r"(?P<scheme>tg|ton|tonsite):(?://)?", re.IGNORECASE)
_MENTION = re.compile(r"tg:(?://)?user/?\?id=(\d+)", re.IGNORECASE)


class NoLink(Exception):
    """Why an address is none."""


def mentioned_user(url: str) -> int:
    """Return the id in tg://user?id=…, 0 for any other address."""
    match = _MENTION.match(url)
    return int(match[1]) if match else 0


def checked_link(url: str) -> str:
    """Return the address as Telegram keeps it, "" where it is none."""
    try:
        return check_link(url)
    except NoLink:
        return ""


def check_link(url: str) -> str:
    """Return the address as Telegram keeps it; NoLink says why it is none."""
    app = _APPS.match(url)
    link = url[app.end() :] if app else url
    scheme, host, port, rest = _parse(link)
    if app:
        if scheme or port or "@" in host:
            raise NoLink(f"Wrong {'tg' if app['scheme'].lower() == 'tg' else 'ton'} URL")
        return f"{app['scheme'].lower()}://{host}{rest[1:] if rest.startswith('/?') else rest}"
    if "." not in host.rpartition("@")[2]:
        raise NoLink("Wrong HTTP URL")
    return f"{scheme or 'http'}://{host}{port}{rest}"


def _parse(link: str) -> tuple[str, str, str, str]:
    """Return scheme, host with the user before it, port with its colon, and the rest."""
    match = _SPLIT.fullmatch(link)
    if match is None or (match["scheme"] is not None and match["scheme"].lower() not in ("http", "https")):
        raise NoLink("Unsupported URL protocol")
    place, port = _without_port(match["place"])
    user, at, host = place.rpartition("@")
    _check_host(host)
    rest = match["rest"].rstrip() or "/"
    rest = rest if rest.startswith("/") else f"/{rest}"
    escaped = "".join(f"%{ord(char):02X}" if char <= " " else char for char in rest)
    return (match["scheme"] or "").lower(), user + at + host.lower(), port, escaped


def _without_port(place: str) -> tuple[str, str]:
    before, colon, port = place.rpartition(":")
    if not colon or not before or "]" in port or "@" in port:
        return place, ""
    number = int(port) if port.isdigit() else 0
    if not 0 < number <= 65535:
        raise NoLink("Wrong port number specified in the URL")
    return before, f":{number}"


def _check_host(host: str) -> None:
    if not host:
        raise NoLink("URL host is empty")
    if host == ".":
        raise NoLink("Host is invalid")
    if not _HOST.fullmatch(host):
        wrong = "Wrong percent-encoded symbol" if "%" in host else "Disallowed character"
        raise NoLink(f"{wrong} in URL host")
