"""config.toml: what a person has chosen."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli

THEMES = ("dark", "light", "terminal")
_KEYS = {"theme": str, "measure": int, "history": bool, "keys": dict, "repair": dict}
_WANTED = {str: "a text", int: "a whole number", bool: "true or false", dict: "a table"}


class ConfigError(ValueError):
    """A config.toml that can't be used; one line: what, where, and what would be right."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings, with what holds when nothing is set."""

    theme: str = "dark"
    measure: int = 76
    """the widest a line of text may be, in cells; 20 to 76"""
    history: bool = True
    """whether searches are remembered"""
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """from an action's id to the keys bound to it instead of its own"""
    without: frozenset[str] = frozenset()
    """stages of repair that are switched off"""


def read(path: Path, actions: tuple[str, ...] = (), stages: tuple[str, ...] = ()) -> Config:
    """Read a configuration; one that is not there has nothing set.

    Args:
        path: config.toml.
        actions: the ids that `[keys]` may name; none given, any may.
        stages: the stages that `[repair]` may switch off; none given, any.

    Raises:
        ConfigError: it can't be read, or says what nobody understands.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise ConfigError(f"{path}: can't be read: {reason}") from None
    try:
        values = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{path}:{error.lineno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise ConfigError(f"{path}: not TOML that can be read: something in it is too deep or too long") from None
    for key, value in values.items():
        if key not in _KEYS:
            raise ConfigError(f'{path}:{_line(text, key)}: unknown key "{key}"{_near(key, tuple(_KEYS))}')
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool) != (_KEYS[key] is bool):
            raise ConfigError(f'{path}:{_line(text, key)}: "{key}" takes {_WANTED[_KEYS[key]]}')
    theme = values.get("theme", "dark")
    if theme not in THEMES:
        raise ConfigError(f'{path}:{_line(text, "theme")}: no theme "{theme}"; there are {", ".join(THEMES)}')
    measure = values.get("measure", 76)
    if not 20 <= measure <= 76:
        raise ConfigError(f'{path}:{_line(text, "measure")}: "measure" is 20 to 76, not {measure}')
    bindings = _bindings(path, text, values.get("keys", {}), actions)
    history = values.get("history", True)
    return Config(theme, measure, history, bindings, _off(path, text, values.get("repair", {}), stages))


def _off(path: Path, text: str, table: dict[str, Any], stages: tuple[str, ...]) -> frozenset[str]:
    """The stages of repair that `[repair]` switches off."""
    for key in table:
        if key != "off":
            raise ConfigError(f'{path}:{_line(text, key, "repair")}: unknown key "{key}"; [repair] takes "off"')
    off = table.get("off", [])
    where = f"{path}:{_line(text, 'off', 'repair')}"
    if not isinstance(off, list) or not all(isinstance(name, str) for name in off):
        raise ConfigError(f'{where}: "off" takes a list of stages, as in off = ["dehyphenate"]')
    for name in off:
        if stages and name not in stages:
            raise ConfigError(f'{where}: no stage of repair is called "{name}"{_near(name, stages)}')
    return frozenset(off)


def _bindings(path: Path, text: str, table: dict[str, Any], actions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    for action, bound in table.items():
        where = f"{path}:{_line(text, action, 'keys')}"
        if actions and action not in actions:
            raise ConfigError(f'{where}: unknown action "{action}"{_near(action, actions)}')
        listed = [bound] if isinstance(bound, str) else bound
        if not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
            raise ConfigError(f'{where}: "{action}" takes a key or a list of keys')
        keys[action] = tuple(listed)
    return keys


def _line(text: str, key: str, table: str = "") -> int:
    """The line of a key, from 1: one of the top, or one inside a table (`[keys]`, `keys.quit =`, `keys = {quit =`)."""
    within = re.search(rf"^[ \t]*\[?[ \t]*{table}\b", text, re.MULTILINE) if table else None
    start = within.end() if within else 0
    name = rf"[\"']?{re.escape(key)}[\"']?[ \t]*"
    before = r"(?:^[ \t]*|[{,.][ \t]*)" if table else r"^[ \t]*"
    match = re.compile(rf"{before}{name}[=.]|^[ \t]*\[[ \t]*{name}[\].]", re.MULTILINE).search(text, start)
    return text.count("\n", 0, match.end() if match else start) + 1


def _near(word: str, choices: tuple[str, ...]) -> str:
    near = get_close_matches(word, choices, 1, 0.5)
    return f' (did you mean "{near[0]}"?)' if near else f"; there are {', '.join(choices[:12])}"
