"""The preview of a map from easyNWK: who comes in, which of its days become a past, what stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from supportdesk.domain.story import Stage
from supportdesk.exchange.arrival import Arrival, Settled
from supportdesk.exchange.easynwk import EasyMap
from supportdesk.exchange.easynwk_course import here_already, stages
from supportdesk.exchange.incoming import Incoming
from supportdesk.store import Piece, Store
from supportdesk.ui.kit import label
from supportdesk.ui.transfer.import_people import PeopleStep
from supportdesk.ui.transfer.import_rows import Listed
from supportdesk.ui.transfer.keeping import settled_pieces, slices
from supportdesk.ui.transfer.window import reading_width
from supportdesk.words import easynwk as words


class MapStep(PeopleStep):
    """As for cards, with a sentence on the maps of the file."""

    def __init__(
        self,
        found: EasyMap,
        listed: Listed,
        *,
        keep: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        self.found = found
        self.listed = listed.arrivals
        whole = Incoming(contacts=found.contacts, bad=found.bad, left_out=found.left_out)
        super().__init__(whole, listed, is_table=False, keep=keep, back=back)
        ties = len(found.versions[-1].ties) if found.versions else 0
        self.about = label(words.outlook(found.days, ties))
        reading_width(self.about)
        self.body.insertWidget(0, self.about)

    def course(self) -> Callable[[], tuple[Settled, tuple[Stage, ...]]]:
        """What works out what is going to be written, with its past; for the worker."""
        return partial(_course, self.chosen(), self.found, self.listed)


def _course(
    chosen: Callable[[], Settled], found: EasyMap, arrivals: tuple[Arrival, ...]
) -> tuple[Settled, tuple[Stage, ...]]:
    settled = chosen()
    course = stages(found, {each.id for each in settled.new}, here_already(arrivals))
    return settled, tuple(_parts(course))


def pieces(store: Store, settled: Settled, parts: Sequence[Stage]) -> list[Piece]:
    """What is written, in pieces that Undo takes back as one step."""
    filled = settled_pieces(store, Settled(filled=settled.filled))
    return [*filled, *(partial(store.add_stages, (part,), change=None) for part in parts)]


def _parts(course: Sequence[Stage]) -> Iterator[Stage]:
    """The same in smaller parts, contacts before the ties between them."""
    for stage in course:
        for some in slices(stage.contacts):
            yield Stage(day=stage.day, contacts=tuple(some))
        if stage.untied:
            yield Stage(day=stage.day, untied=stage.untied)
        for few in slices(stage.ties):
            yield Stage(day=stage.day, ties=tuple(few))
