"""The window: composition root of the desktop app."""
