"""A fold with what is known about plans like this one, honestly and in few words."""

from __future__ import annotations

from supportdesk.ui.kit import label
from supportdesk.ui.pages.goal_fold import Fold
from supportdesk.ui.theme import Theme
from supportdesk.words import _


def more_about(theme: Theme) -> Fold:
    """Folded at first; filled when it is opened."""

    def fill() -> None:
        for text in _texts():
            fold.add(label(text))

    fold = Fold(theme, _("More about making a plan"), gap=6, fill=fill)
    return fold


def _texts() -> tuple[str, ...]:
    """Facts of domain.md 3.2 and 3.3 in our words."""
    return (
        _("Make it in a calm time. It is best made with someone, such as a therapist or a person you trust."),
        _("Start anywhere. You can leave out every part, and stop at any time."),
        _("It is not a promise to anyone. If it is too much, go straight to a helpline."),
        _("Look at it every few months, and after a hard time."),
        _("In several studies, plans made with a clinician went along with fewer attempts."),
        _("They did not change the thoughts. Nobody can promise what a plan will do."),
        _("A plan made alone in an app was only tested for being easy to use. So it is good to show it."),
    )
