"""The only place with peewee and tables."""
