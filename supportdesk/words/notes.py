"""The word for each kind of small note."""

from __future__ import annotations

from typing import Any

from supportdesk.domain.afterwards import Afterwards
from supportdesk.domain.checkin import LookBack
from supportdesk.domain.growth import (
    Ahead,
    HelplineCall,
    Ladder,
    Need,
    Practice,
    Prediction,
    Question,
    Resource,
    TrustStep,
)
from supportdesk.domain.helpline import OwnLine
from supportdesk.words import _


def kind(note: Any) -> str:
    """ "A question", "Look back"."""
    return {
        Need: _("Something I need"),
        Ladder: _("Small steps"),
        Prediction: _("What I thought would happen"),
        TrustStep: _("A small step of trust"),
        Practice: _("Practice"),
        Resource: _("Something to keep"),
        Question: _("A question to ask"),
        HelplineCall: _("A call to a helpline"),
        Ahead: _("A time to come"),
        Afterwards: _("After a hard time"),
        OwnLine: _("A helpline in my words"),
        LookBack: _("Look back"),
    }.get(type(note), _("A note"))
