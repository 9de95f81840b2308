"""The preview of a map from easyNWK: who comes in, which of its days become a past, what stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from supportdesk.domain.story import Stage
from supportdesk.exchange.arrival import Arrival, Settled
from supportdesk.exchange.easynwk import EasyMap
from supportdesk.exchange.easynwk_course import here_already, stages
from supportdesk.exchange.incoming import Incoming
from supportdesk.store import Store
from supportdesk.ui.kit import label
from supportdesk.ui.transfer.import_people import PeopleStep
from supportdesk.ui.transfer.keeping import AT_ONCE, Piece, one_step, settled_pieces
from supportdesk.ui.transfer.window import reading_width
from supportdesk.words import easynwk as words


class MapStep(PeopleStep):
    """As for cards, with a sentence on the maps of the file."""

    def __init__(
        self,
        found: EasyMap,
        arrivals: tuple[Arrival, ...],
        *,
        keep: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        self.found = found
        self.listed = arrivals
        whole = Incoming(contacts=found.contacts, bad=found.bad, left_out=found.left_out)
        super().__init__(whole, arrivals, is_table=False, keep=keep, back=back)
        ties = len(found.versions[-1].ties) if found.versions else 0
        self.about = label(words.outlook(found.days, ties))
        reading_width(self.about)
        self.body.insertWidget(0, self.about)

    def pieces(self, store: Store) -> list[Piece]:
        """What is written, in pieces that Undo takes back as one step."""
        settled = self.settled()
        new = {each.id for each in settled.new}
        course = stages(self.found, new, here_already(self.listed))
        change = one_step()
        filled: list[Piece] = settled_pieces(store, Settled(filled=settled.filled), change)
        return filled + [partial(store.add_stages, (part,), change=change) for part in _parts(course)]


def _parts(course: Sequence[Stage]) -> Iterator[Stage]:
    """The same in smaller parts, contacts before the ties between them."""
    for stage in course:
        for at in range(0, len(stage.contacts), AT_ONCE):
            yield Stage(day=stage.day, contacts=stage.contacts[at : at + AT_ONCE])
        if stage.untied:
            yield Stage(day=stage.day, untied=stage.untied)
        for at in range(0, len(stage.ties), AT_ONCE):
            yield Stage(day=stage.day, ties=stage.ties[at : at + AT_ONCE])
