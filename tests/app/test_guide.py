"""The guide says what the program does."""

import re
from pathlib import Path

from tui.app.actions import ACTIONS
from tui.commands.route import COMMANDS

_SIGNS = {"space", "enter", "escape", "backspace", "tab"}


def _keys() -> set[str]:
    return {key.lower() if len(key) > 1 else key for action in ACTIONS for key in action.keys}


def test_every_key_in_the_guide_is_bound(seeds: Path) -> None:
    text = (seeds / "guide.md").read_text("utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = {key for key in re.findall(r"`([^`\n]+)`", prose) if len(key) == 1 or key.lower() in _SIGNS | {"esc"}}
    aliases = {"esc": "escape"}
    bound = _keys()
    # A sign in a table of queries or a mark in the margin is no key.
    missing = {key for key in named if aliases.get(key.lower(), key.lower() if len(key) > 1 else key) not in bound}
    assert missing <= {"+"}
    assert len(named) > 20


def test_every_action_bound_anew_in_the_guide_exists(seeds: Path) -> None:
    text = (seeds / "guide.md").read_text("utf-8")
    section = text[text.rindex("[keys]") :]
    assert set(re.findall(r"^([a-z-]+) =", section, re.MULTILINE)) <= {action.id for action in ACTIONS}


def test_every_command_in_the_guide_exists(seeds: Path) -> None:
    text = (seeds / "guide.md").read_text("utf-8")
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    assert set(re.findall(r"^(?:.*\| xargs )?ibid ([a-z]+)\b", shell, re.MULTILINE)) <= set(COMMANDS)
