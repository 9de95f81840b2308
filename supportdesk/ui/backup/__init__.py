"""Backups in the window: opened at the gate, made by themselves while a profile is open."""
