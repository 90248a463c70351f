"""Addresses of machines, and web addresses that carry a secret or a person."""

from __future__ import annotations

import ipaddress

from guard.recognizers.contract import Recognizer, whole


def _is_address(value: str) -> bool:
    """Say whether it is an IP address that names a machine."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return len(value) > 3


NETWORK = (
    Recognizer(
        "URL",
        r"\b[a-z][a-z0-9+.\-]{1,12}://[^\s/:@\"'<>]{1,80}:[^\s/@\"'<>]{1,80}@[^\s\"'<>]{3,200}",
        1.0,
    ),
    Recognizer(
        "URL",
        r"\bhttps?://[^\s\"'<>]{3,200}[?&#](?:[\w\-]*(?:token|key|secret|password|sig|signature|auth|session|sid|code|email))=[^\s\"'<>]{4,400}",
        0.95,
    ),
    Recognizer(
        "URL",
        r"\bhttps?://(?:hooks\.slack\.com/services|[\w.\-]{1,60}webhook[\w.\-]{0,60})/[^\s\"'<>]{8,200}",
        0.95,
    ),
    Recognizer(
        "URL",
        r"\b(?:https?://)?(?:www\.|fr\.|uk\.)?(?:linkedin\.com/in|facebook\.com|instagram\.com|twitter\.com|x\.com)/[\w.\-%]{3,60}/?",
        0.85,
    ),
    Recognizer(
        "IP_ADDRESS",
        r"(?<![\w.\-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)",
        0.9,
        whole(_is_address),
        unless=r"(?:version|v\.?|firmware|release|build|micrologiciel|maj|§|section)\s*\Z",
    ),
    Recognizer(
        "IP_ADDRESS",
        r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])",
        0.9,
        whole(_is_address),
    ),
    Recognizer("MAC_ADDRESS", r"(?<![\w:\-])(?:[0-9a-f]{2}[:\-]){5}[0-9a-f]{2}(?![\w:\-])", 0.85),
)
