"""The terminal beneath the screen: driver, clipboard, capabilities, signals."""
