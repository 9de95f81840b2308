"""The names of the countries the helpline directory covers."""

from __future__ import annotations

from supportdesk.words import _


def country(code: str) -> str:
    """The name of the country with this ISO 3166-1 alpha-2 code, or the code itself where it has none."""
    return names().get(code, code)


def names() -> dict[str, str]:
    """Code to name, for every country that can be chosen; to be sorted by name when shown."""
    return {
        "AT": _("Austria"),
        "AU": _("Australia"),
        "BE": _("Belgium"),
        "BR": _("Brazil"),
        "CA": _("Canada"),
        "CH": _("Switzerland"),
        "DE": _("Germany"),
        "ES": _("Spain"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "IE": _("Ireland"),
        "IN": _("India"),
        "IT": _("Italy"),
        "JP": _("Japan"),
        "MX": _("Mexico"),
        "NL": _("Netherlands"),
        "NZ": _("New Zealand"),
        "PT": _("Portugal"),
        "US": _("United States"),
        "ZA": _("South Africa"),
    }
