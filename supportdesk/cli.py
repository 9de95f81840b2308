"""The command line: composition root without a window."""
