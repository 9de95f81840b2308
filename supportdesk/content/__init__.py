"""Reads `resources/`: helplines, starters and the sample profile."""
