"""The terminal's clipboard, by OSC 52; through tmux and screen it has to be wrapped."""

import base64
from collections.abc import Mapping

LONGEST = 74_000
"""Bytes that terminals take; what is longer many of them drop without a word."""
_SCREEN_PIECE = 700
"""screen takes strings of 768 bytes at most."""


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """What to send so that the text is copied; empty when it is too long."""
    data = text.encode("utf-8", "replace")
    encoded = base64.b64encode(data).decode("ascii")
    if len(encoded) > LONGEST:
        return ""
    bare = f"\x1b]52;c;{encoded}\x1b\\"
    if environment.get("TMUX"):
        # tmux takes the bare one into its own buffer where set-clipboard is on, and hands the wrapped one on where
        # allow-passthrough is: which of them is set it does not tell.
        inner = bare.replace("\x1b", "\x1b\x1b")
        return f"{bare}\x1bPtmux;{inner}\x1b\\"
    if environment.get("STY") or environment.get("TERM", "").startswith("screen"):
        # Here a bell has to end it: the other end would end what it is wrapped in.
        bare = f"\x1b]52;c;{encoded}\x07"
        pieces = [bare[at : at + _SCREEN_PIECE] for at in range(0, len(bare), _SCREEN_PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return bare
