"""From a hit to its document, and along a trail from one document into the next."""

import asyncio
from typing import TYPE_CHECKING

from tui.app.ahead import open_held
from tui.app.place import found_hit
from tui.app.screens.reader import ReaderScreen
from tui.app.trail import Journey

if TYPE_CHECKING:
    from tui.app.messages import Found
    from tui.app.screens.keyed import KeyedScreen
    from tui.search.model import Hit


async def go_to_hit(screen: "KeyedScreen", found: "Found") -> None:
    """Go to a hit in the library: in the document that is open, else in its own, laid over this one."""
    journey = Journey(found.name, found.hits)
    if isinstance(screen, ReaderScreen):
        session = screen.session
        session.chosen = ""
        session.trail = journey.trail(journey.leg_in(_held(screen)), session.document)
        screen.page.redraw()
    leg = journey.leg_in(found.hit.document)
    if leg is not None and (wrong := await _open_leg(screen, journey, leg, found.hit)):
        screen.foot.say(wrong, error=True)


async def walk_on(screen: ReaderScreen, steps: int) -> None:
    """Go on into the next document of the trail, or back into the one before; those that can't be read are left out."""
    trail, wrong = screen.session.trail, ""
    assert trail.stage is not None
    journey, leg = trail.stage
    while (leg := journey.following(leg, steps)) is not None:
        own = sorted(journey.legs[leg][1], key=lambda hit: hit.passage)
        wrong = await _open_leg(screen, journey, leg, own[0 if steps > 0 else -1])
        if not wrong:
            return
    screen.foot.say(wrong or f"No more of {trail.name} {'below' if steps > 0 else 'above'}.", error=bool(wrong))


async def _open_leg(screen: "KeyedScreen", journey: Journey, leg: int, hit: "Hit") -> str:
    """Go to a hit in the document of a leg; gives what is wrong, if anything is."""
    app, stack = screen.reader, screen.app.screen_stack
    key = journey.legs[leg][0]
    on_journey = isinstance(screen, ReaderScreen) and screen.on_journey
    below = stack[-2] if on_journey and len(stack) > 1 else None
    if isinstance(screen, ReaderScreen) and _held(screen) == key:
        _stand(screen, journey, leg, hit)
    elif isinstance(below, ReaderScreen) and _held(below) == key:
        app.keep()
        screen.end()
        await app.pop_screen()
        _stand(below, journey, leg, hit)
    else:
        try:
            if app.shelf.address:  # a server may take its time
                reading = await asyncio.to_thread(open_held, key, app.shelf)
            else:
                reading = open_held(key, app.shelf)
        except (ValueError, OSError) as error:
            return str(error)
        made = app.screen_for(reading)
        made.on_journey = True
        _arrive(made, journey, leg, hit)
        app.keep()
        if on_journey:
            screen.end()
            await app.switch_screen(made)
        else:
            await app.push_screen(made)
        lost = made.arrival is None and made.session.awaited is None
        made.foot.say("The passage is no longer in this document." if lost else _told(made, journey, leg))
    return ""


def _told(screen: ReaderScreen, journey: Journey, leg: int) -> str:
    document = screen.session.document
    return f"{document.metadata.short or document.title}: document {leg + 1} of {len(journey.legs)}."


def _arrive(screen: ReaderScreen, journey: Journey, leg: int, hit: "Hit") -> None:
    """Make the hits the trail of a screen that is not shown yet, and have it go to one of them."""
    session = screen.session
    session.trail = journey.trail(leg, session.document)
    if session.document.provisional:
        session.awaited = hit
        return
    screen.arrival = found_hit(session.document, hit)
    if screen.arrival is not None:
        session.trail.stand(screen.arrival)


def _stand(screen: ReaderScreen, journey: Journey, leg: int, hit: "Hit") -> None:
    """Go to a hit on a screen that is shown."""
    session = screen.session
    session.trail = journey.trail(leg, session.document)
    match = found_hit(session.document, hit)
    if match is None:
        screen.foot.say("The passage is no longer in this document.")
        return
    session.trail.stand(match)
    screen.panels.uncover()
    screen.set_focus(screen.page)
    screen.jump(match.place, match)
    screen.renew_panels()
    screen.offer()


def _held(screen: ReaderScreen) -> str:
    return screen.reader.holdings.key_of(screen.session)
