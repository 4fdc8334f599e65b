"""Repair, as stages over blocks; each can be read, tested and switched off by itself."""
