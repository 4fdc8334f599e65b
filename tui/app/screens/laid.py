"""A screen laid over the page: whatever leaves it leads back there."""

from tui.app.screens.keyed import KeyedScreen


class LaidScreen(KeyedScreen):
    """Closed, gone back from, and left by the same step."""

    async def leave(self) -> None:
        """Back to the page."""
        await self.app.pop_screen()

    async def do_close(self, count: int | None) -> None:
        await self.leave()

    async def do_back(self, count: int | None) -> None:
        await self.leave()

    async def do_quit(self, count: int | None) -> None:  # type: ignore[override]
        await self.leave()

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""
