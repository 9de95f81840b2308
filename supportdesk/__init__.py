"""SupportDesk: a private, offline desk for a person's support system."""

__version__ = "0.1.0"
