"""The one table of what can be done: keys, footer, help and palette all come from it.

An action is carried out by `do_…` of the widget that has the focus, else of the screen.
"""

from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """Headings of the help."""

    MOVE = "Move"
    FIND = "Find"
    PANELS = "Outline and concepts"
    TEXT = "The passage"
    WAYS = "Ways back"
    PROGRAM = "The program"


class Action(NamedTuple):
    """Something that can be done.

    Attributes:
        id: what `[keys]` in config.toml calls it.
        keys: that do it, as one would write them: `j`, `ctrl+d`, `}`.
        label: a word or two, for the footer and the palette.
        help: one line, for the help.
        group: under which heading the help shows it.
        takes: what must follow: "letter" for a mark.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    takes: str = ""

    @property
    def method(self) -> str:
        """Name of the method that carries it out."""
        return "do_" + self.id.replace("-", "_")


def _action(id: str, keys: str, label: str, help: str, group: Group, takes: str = "") -> Action:
    return Action(id, tuple(keys.split()), label, help, group, takes)


_M, _F, _P, _T, _W, _G = Group.MOVE, Group.FIND, Group.PANELS, Group.TEXT, Group.WAYS, Group.PROGRAM

ACTIONS = (
    _action("down", "j down e ctrl+e", "down", "One line down; 5j is five.", _M),
    _action("up", "k up ctrl+y", "up", "One line up.", _M),
    _action("page-down", "space f pagedown ctrl+f", "page down", "One screen down.", _M),
    _action("page-up", "b pageup", "page up", "One screen up.", _M),
    _action("half-down", "d ctrl+d", "half page down", "Half a screen down.", _M),
    _action("half-up", "u ctrl+u", "half page up", "Half a screen up.", _M),
    _action("start", "g home <", "start", "To the start; 3g goes to section 3.", _M),
    _action("end", "G end >", "end", "To the end; 3G goes to section 3.", _M),
    _action("percent", "% p", "percent", "30% goes to a place by its share of the text.", _M),
    _action("next-passage", "}", "next passage", "To the next passage.", _M),
    _action("previous-passage", "{", "previous passage", "To the passage before.", _M),
    _action("next-section", "]", "next section", "To the next section.", _M),
    _action("previous-section", "[", "previous section", "To the section before.", _M),
    _action("find", "/", "find", "Search as you type; typos are forgiven.", _F),
    _action("next", "n", "next", "To the next place of the trail: hits of a search, mentions of a concept.", _F),
    _action("previous", "N", "previous", "To the place before on the trail.", _F),
    _action("search-where", "ctrl+t", "where", "In the search: this document, or the whole library.", _F),
    _action("search-group", "ctrl+g", "group", "In the search: hits by score, or under documents and sections.", _F),
    _action("search-narrow", "ctrl+o", "narrow", "In the search: keep to one document, section or concept.", _F),
    _action("search-earlier", "ctrl+r", "earlier", "In the search: what was searched for before; Del forgets.", _F),
    _action("search-keep", "ctrl+k", "keep", "In the search: keep it at hand, or no longer.", _F),
    _action("outline", "o", "outline", "Show the outline, go to it, or put it away.", _P),
    _action("concepts", "c", "concepts", "Show the concepts, go to them, or put them away.", _P),
    _action("next-panel", "tab", "next panel", "To the next panel or view; a search's hits as lines.", _P),
    _action("previous-panel", "shift+tab", "previous panel", "To the panel before.", _P),
    _action("enter", "enter", "open", "Go there; open what is closed.", _P),
    _action("inbox", "I", "inbox", "Wordings, references and new concepts proposed: accept or reject each.", _P),
    _action(
        "accept",
        "a",
        "accept",
        "In the inbox: a variant or a concept now, written to your catalogue.",
        _P,
    ),
    _action("reject", "x", "reject", "In the inbox: never propose it again. Among orphans: drop the mark.", _P),
    _action("undo", "U", "undo", "In the inbox, among orphans and repairs: take the last decision back.", _P),
    _action("filter", "i", "filter", "Keep only lines that hold what you type.", _P),
    _action("concept-screen", "C", "study", "The concept from every side: lines, names, spread, what it meets.", _P),
    _action(
        "scope", "W", "wider", "On a concept's screen: this document, those that are open, all of the library.", _P
    ),
    _action("edit-concept", "E", "edit", "Edit a concept; the change is shown before it is written.", _P),
    _action("add-concept", "A", "add", "Add a concept to your catalogue.", _P),
    _action("join-concepts", "J", "join", "Make one concept of two: the names of another become this one's.", _P),
    _action("sort", "s", "sort", "Another order: concepts of this section first; lines by place, left or right.", _P),
    _action("fold", "z", "fold", "Fold or unfold a part of the outline.", _P),
    _action("fold-all", "Z", "fold all", "Fold or unfold the whole outline.", _P),
    _action("left", "h left", "left", "In a tree, fold or go to the line above it.", _P),
    _action("right", "l right", "right", "In a tree, unfold.", _P),
    _action("quote", "y", "quote", "Copy the passage with its citation, and show what was copied.", _T),
    _action("note", "K", "note", "Open the passage's notes in place, or close them.", _T),
    _action("source", "r", "source", "Show the passage beside its source, with every repair in it.", _T),
    _action("take-back", "-", "take back", "Beside the source: take the repair under the cursor back, for good.", _T),
    _action("put-back", "+ =", "put back", "Beside the source: let a repair that was taken back stand again.", _T),
    _action("marks", "M", "mentions", "Show mentions by kind, or leave the text plain.", _T),
    _action("back", "backspace H alt+left", "back", "Back to where you were.", _W),
    _action("forward", "L alt+right", "forward", "Forward again.", _W),
    _action("mark", "m", "mark", "m and a letter marks this place.", _W, "letter"),
    _action("to-mark", "'", "to mark", "' and a letter goes there; '' goes back and forth.", _W, "letter"),
    _action("orphans", "O", "orphans", "Marks whose words the file no longer has: place each anew, or drop it.", _W),
    _action("close", "escape", "close", "Put away what lies over the page.", _G),
    _action("palette", ": ctrl+p", "commands", "Find an action by its name.", _G),
    _action("documents", "D", "documents", "The documents: those named, what ships, what was read lately.", _G),
    _action("add-document", "P", "put in", "Among the documents: add files or folders to the library.", _G),
    _action("remove-document", "T", "take out", "Among the documents: take one out; its file stays.", _G),
    _action("help", "? f1", "help", "This help.", _G),
    _action("theme", "t", "theme", "The next theme: dark, light, the terminal's own colours.", _G),
    _action("reload", "R", "reload", "Read the file again; the place is kept.", _G),
    _action("redraw", "ctrl+l", "redraw", "Draw the screen anew.", _G),
    _action("suspend", "ctrl+z", "suspend", "Back to the shell; fg returns.", _G),
    _action("quit", "q ctrl+c", "quit", "Leave. The place is kept.", _G),
)

BY_ID = {action.id: action for action in ACTIONS}

_SIGNS = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "backspace": "Bksp",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "f1": "F1",
}


def written(key: str) -> str:
    """How a key is written for a person: `PgDn`, `^d`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:]
    if key.startswith("alt+"):
        return "Alt-" + _SIGNS.get(key[4:], key[4:])
    if key.startswith("shift+"):
        return "Shift-" + _SIGNS.get(key[6:], key[6:])
    return _SIGNS.get(key, key)
