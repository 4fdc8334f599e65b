"""Formulas in MathML as one line of text."""

from typing import Any

_SCRIPTS = {"msup": "^", "mover": "^", "msub": "_", "munder": "_", "mfrac": "/"}
_BOTH = ("msubsup", "munderover")


def line(math: Any) -> str:
    """A formula as it was typed where that is kept (TeX, or an office program's own way), else what its parts say: a
    raised part behind `^`, a lowered one behind `_`, a fraction as `a/b`.

    Args:
        math: the element, of lxml, with the namespace or without.
    """
    typed = next((part for part in math.iter() if _name(part) == "annotation" and (part.text or "").strip()), None)
    said = math.get("alttext") or (typed.text if typed is not None else _said(math))
    return " ".join(said.split())


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _said(element: Any) -> str:
    name = _name(element)
    if not name or name.startswith("annotation"):
        return ""
    parts = [part for part in element if _name(part)]
    if name in _SCRIPTS and len(parts) == 2:
        return f"{_group(parts[0])}{_SCRIPTS[name]}{_group(parts[1])}"
    if name in _BOTH and len(parts) == 3:
        return f"{_group(parts[0])}_{_group(parts[1])}^{_group(parts[2])}"
    if name in ("msqrt", "mroot"):
        root = "\u221a" if name == "msqrt" or len(parts) < 2 else f"{_said(parts[1])}\u221a"
        return root + _bracketed("".join(map(_said, parts if name == "msqrt" else parts[:1])))
    text = element.text or ""
    said = "".join(_said(part) for part in parts)
    blank = " " if name == "mo" and text.strip() in ("=", "<", ">", "\u2264", "\u2265", "\u2248", "\u2260") else ""
    return f"{blank}{text.strip() if name != 'mtext' else text}{blank}{said}"


def _group(element: Any) -> str:
    return _bracketed(_said(element).strip())


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
