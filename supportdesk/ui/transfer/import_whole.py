"""The preview of a file that holds everything of a profile: which parts come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from supportdesk.domain.plan import Plan
from supportdesk.domain.snapshot import Notes
from supportdesk.exchange.whole import Whole
from supportdesk.ui.kit import Ticks, button, label
from supportdesk.ui.transfer.window import Step, reading_width
from supportdesk.words import _, ngettext

CONTACTS, CHECKINS, GOALS, NOTES, PLAN, ME = "contacts", "checkins", "goals", "notes", "plan", "me"


class WholeStep(Step):
    """`new` is what the profile does not have; `wanted()` the whole file less what was not ticked."""

    def __init__(
        self, whole: Whole, new: Whole, present: Whole, *, keep: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(_("What comes in"))
        self._whole = whole
        options = _options(new, present)
        about = label(_("Only what is new comes in. What is here already stays as it is."))
        stays = label(_stays(whole, present), "muted")
        reading_width(about, stays)
        stays.setVisible(bool(stays.text()))
        self.ticks = Ticks(_("Take from the file"), options, [name for name, _text in options], down=True)
        self.ticks.chosen.connect(lambda _value: self._count())
        self.nothing = label(_("Everything in this file is here already."), "muted")
        self.nothing.setVisible(not options)
        self.ticks.setVisible(bool(options))
        self.keep = button(_("Add what is chosen"), "primary", clicked=keep)
        again = button(_("Choose another file"), clicked=back)
        self.lay(about, self.ticks, self.nothing, stays, buttons=[again, self.keep], first=again)
        self._count()

    def wanted(self) -> Whole:
        """The file without what the person does not want."""
        chosen = set(self.ticks.value)
        kept = self._whole
        empty = Whole()
        if CONTACTS not in chosen:
            kept = replace(kept, contacts=(), ties=(), photos=())
        if PLAN not in chosen:
            kept = replace(kept, versions=())
        for name in (CHECKINS, GOALS, NOTES, PLAN, ME):
            if name not in chosen:
                kept = replace(kept, **{name: getattr(empty, name)})
        return kept

    def _count(self) -> None:
        self.keep.setEnabled(bool(self.ticks.value))


def _options(new: Whole, present: Whole) -> list[tuple[str, str]]:
    """The parts in which there is anything new, each with how much."""
    notes = sum(len(getattr(new.notes, each.name)) for each in fields(Notes))
    counted = (
        (CONTACTS, len(new.contacts), ngettext("{count} contact", "{count} contacts", len(new.contacts))),
        (CHECKINS, len(new.checkins), ngettext("{count} check-in", "{count} check-ins", len(new.checkins))),
        (GOALS, len(new.goals), ngettext("{count} goal", "{count} goals", len(new.goals))),
        (
            NOTES,
            notes,
            ngettext("{count} need, step or other note", "{count} needs, steps and other notes", notes),
        ),
    )
    found = [(name, text.format(count=count)) for name, count, text in counted if count]
    if new.plan != present.plan:
        found.append((PLAN, _("The plan")))
    if new.me != present.me:
        found.append((ME, _("Your name and what you like")))
    return found


def _stays(whole: Whole, present: Whole) -> str:
    """What of the file does not come in because the person has their own."""
    if present.plan != Plan() and whole.plan not in (Plan(), present.plan):
        return _("Your plan stays as it is. The plan in the file is left out.")
    return ""
