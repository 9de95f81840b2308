"""Frozen records and pure rules; today's date is always an argument. Imports the standard library only."""
