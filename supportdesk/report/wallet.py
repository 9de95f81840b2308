"""What a wallet card says besides the parts of the plan: how to cut, fold and print it."""

from __future__ import annotations

from typing import Any

from supportdesk.words import _


def wallet() -> dict[str, Any]:
    """The sentences round the card. The card itself measures 85.6 by 54 mm when folded."""
    return {
        "name": _("My plan"),
        "how": _(
            "Cut along the outer line. Fold the top half back, then the middle. Both cards are the same."
        ),
        "ruler": _("Print at 100%. This line is then 100 mm long, and a bank card covers one panel."),
    }
