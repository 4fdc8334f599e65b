"""From keys to actions: counts, keys that need a letter after them, and what config.toml binds anew."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.app.actions import ACTIONS, Action

_MOST = 99_999


class Order(NamedTuple):
    """An action to carry out."""

    action: Action
    number: int | None = None
    """typed before the key"""
    letter: str = ""


class Keymap:
    """The keys as they are bound, and what has been typed of a count or of a key that needs a letter.

    Args:
        bound: keys by action, from config.toml; an action that is not named keeps its own.

    Attributes:
        actions: the table, with the keys as they are bound.
        complaints: what is wrong with `bound`, for a person.
    """

    def __init__(self, bound: Mapping[str, Sequence[str]] | None = None) -> None:
        bound = bound or {}
        known = {action.id for action in ACTIONS}
        self.complaints = [f"[keys] has no action {name}" for name in bound if name not in known]
        taken = {key for name, keys in bound.items() if name in known for key in keys}
        self.actions = tuple(
            action._replace(
                keys=tuple(bound[action.id])
                if action.id in bound
                else tuple(key for key in action.keys if key not in taken),
            )
            for action in ACTIONS
        )
        self._by_key = {key: action for action in reversed(self.actions) for key in action.keys}
        self.by_id = {action.id: action for action in self.actions}
        self._count = ""
        self._waiting: Order | None = None

    @property
    def typed(self) -> str:
        """What has been typed so far of an order, for the footer."""
        waiting = self._waiting.action.keys[0] if self._waiting and self._waiting.action.keys else ""
        return self._count + waiting

    def reset(self) -> None:
        self._count, self._waiting = "", None

    def press(self, key: str, character: str | None) -> Order | None:
        """Take a key; gives an order when one is complete."""
        name = character if character and character.isprintable() and character != " " else key
        if self._waiting is not None:
            order, self._waiting, self._count = self._waiting, None, ""
            return order._replace(letter=name) if len(name) == 1 else None
        if name.isascii() and name.isdecimal() and (self._count or name != "0"):
            self._count = (self._count + name)[-5:]
            return None
        count = min(int(self._count), _MOST) if self._count else None
        action = self._by_key.get(name)
        self._count = self._count if action is not None and action.takes else ""
        if action is None:
            return None
        order = Order(action, count)
        if action.takes:
            self._waiting = order
            return None
        return order

    def key_of(self, action: str) -> str:
        """The first key of an action, as it is bound; empty when it has none."""
        keys = self.by_id[action].keys
        return keys[0] if keys else ""

    def action_of(self, key: str) -> str:
        """The action that a key does; empty where it does none."""
        action = self._by_key.get(key)
        return action.id if action is not None else ""
