"""Draw the README's pictures anew: `python -m tests.app.pictures`. To be looked at, not compared."""

import asyncio
import re
import tempfile
from pathlib import Path

from tui.app.reader import make_app

DOCS = Path(__file__).parents[2] / "docs"
PICTURES: dict[str, tuple[tuple[int, int], list[str]]] = {
    "reader-wide": ((150, 40), ["space", "space"]),
    "search": ((84, 26), ["slash", *"coconstuction"]),
    "concept": ((84, 26), ["c", "j", "j", "enter", "j", "j", "j", "enter"]),
}


async def draw(name: str, size: tuple[int, int], keys: list[str]) -> None:
    """Open the edition, press the keys, and keep what is on the screen as an SVG without a font from elsewhere."""
    with tempfile.TemporaryDirectory() as home:
        app = make_app(["yuan2023"], library=Path(home) / "library.sqlite")
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.05)
            await pilot.pause(0.2)
            svg = app.export_screenshot(title="ibid")
    # No font and no word from elsewhere; and some viewers drop a hard blank that begins a text.
    svg = re.sub(r"@font-face\s*\{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = svg.replace("&#160;", " ").replace("<svg ", '<svg xml:space="preserve" ', 1)
    (DOCS / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    for name, (size, keys) in PICTURES.items():
        asyncio.run(draw(name, size, keys))


if __name__ == "__main__":
    main()
