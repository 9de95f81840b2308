"""Import and export: the two windows that take contacts in from files and give them out."""
