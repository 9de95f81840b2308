"""Earlier versions of the plan: listed with their days, compared in words and side by side, brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from supportdesk.domain.plan import Plan
from supportdesk.domain.plan_versions import PlanVersion, compare, is_reordered, written
from supportdesk.domain.snapshot import Snapshot
from supportdesk.ui.desk import Desk
from supportdesk.ui.kit import Card, Columns, announce, button, clear, column, label, line, row
from supportdesk.ui.pages.goal_day import calm_wheel
from supportdesk.ui.pages.offer_row import OfferRow
from supportdesk.ui.pages.plan_side import SideBySide
from supportdesk.words import _, ngettext
from supportdesk.words import plan_versions as words

NOW = "now"
SHOWN_AT_ONCE = 8


class VersionsView(QWidget):
    """What was kept, and what differs.

    revealed(widget)  a piece to scroll into view
    wants_write()     there is nothing yet, and the person would like to write
    """

    revealed = Signal(QWidget)
    wants_write = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._versions: tuple[PlanVersion, ...] = ()
        self._shown: object = None
        self._all = False
        self.list = Card(title=_("Earlier versions"), gap=10)
        self.rows = column(gap=10)
        how = _("One is kept each time you look your plan over, and each time you come back to change it.")
        self.list.body.addWidget(label(how, "muted"))
        self.list.body.addLayout(self.rows)
        self.older, self.newer = self._box(_("Earlier version")), self._box(_("Later version"))
        self.told = column(gap=6)
        self.side = SideBySide()
        self.back = button(_("Bring the earlier one back"), clicked=self._bring_chosen)
        self.differs = Card(title=_("Compare two versions"), gap=12)
        first, second = label(_("Earlier")), label(_("Later"))
        first.setBuddy(self.older)
        second.setBuddy(self.newer)
        sides = QWidget(), QWidget()
        for side, pieces in zip(sides, ((first, self.older), (second, self.newer)), strict=True):
            side.setLayout(column(*pieces, gap=4))
        self.differs.body.addWidget(Columns(*sides, least=28))
        self.differs.body.addWidget(label(_("In words"), "strong"))
        self.differs.body.addLayout(self.told)
        self.differs.body.addWidget(line())
        self.differs.body.addWidget(label(_("Side by side"), "strong"))
        self.differs.body.addWidget(self.side)
        self.differs.body.addLayout(row(self.back, -1))
        self.setLayout(column(self.list, self.differs, -1, gap=14))

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        calm_wheel(box)
        box.activated.connect(lambda _index: self._compare(spoken=True))
        return box

    # ---- showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read the versions again and show them."""
        versions = self._desk.store.versions.all()
        shown = (versions, snapshot.plan, snapshot.contacts)
        if shown == self._shown:
            return
        self._shown = shown
        self._versions = versions
        self._fill_list()
        self._fill_boxes()
        self.differs.setVisible(bool(versions))
        self._compare()

    def flush(self) -> None:
        """Nothing is typed here."""

    def focus(self) -> None:
        """Put the focus on what comes first."""
        if self._versions:
            self.older.setFocus()

    def _fill_list(self) -> None:
        clear(self.rows)
        if not self._versions:
            self.rows.addWidget(label(_("There are none yet. The first one comes by itself.")))
            write = button(_("Write my plan"), clicked=self.wants_write.emit)
            self.rows.addLayout(row(write, -1))
        shown = self._versions if self._all else self._versions[:SHOWN_AT_ONCE]
        for version in shown:
            self.rows.addWidget(self._row(version))
        if len(shown) < len(self._versions):
            self.rows.addWidget(button(_("Show all"), "link", clicked=self._show_all))

    def _row(self, version: PlanVersion) -> QWidget:
        title = words.title(version)
        count = len(written(version.plan))
        about = ngettext("{count} part", "{count} parts", count).format(count=count)
        compare_ = button(_("Compare with now"), "link", clicked=partial(self.compare_with_now, version.id))
        compare_.setAccessibleName(_("Compare with now: {version}").format(version=title))
        back = button(_("Bring it back"), "link", clicked=partial(self._bring_back, version))
        back.setAccessibleName(_("Bring back: {version}").format(version=title))
        said = QWidget()
        said.setLayout(column(label(title, "strong"), label(about, "muted"), gap=0))
        return OfferRow(said, compare_, back)

    def _fill_boxes(self) -> None:
        chosen = self.older.currentData(), self.newer.currentData()
        for box in (self.older, self.newer):
            box.clear()
            if box is self.newer:
                box.addItem(_("As it is now"), NOW)
            for version in self._versions:
                box.addItem(words.title(version), version.id)
        for box, wanted in zip((self.older, self.newer), chosen, strict=True):
            box.setCurrentIndex(max(box.findData(wanted), 0))

    def _show_all(self) -> None:
        self._all = True
        self._fill_list()
        self.older.setFocus()

    # ---- comparing

    def compare_with_now(self, version_id: str) -> None:
        """Compare one version with the plan of now."""
        self.older.setCurrentIndex(max(self.older.findData(version_id), 0))
        self.newer.setCurrentIndex(0)
        self._compare(spoken=True)
        self.older.setFocus()
        self.revealed.emit(self.differs)

    def _version(self, box: QComboBox) -> PlanVersion | None:
        return next((each for each in self._versions if each.id == box.currentData()), None)

    def _plan(self, box: QComboBox) -> Plan:
        version = self._version(box)
        return words.seen(version.plan if version else self._desk.snapshot.plan, self._desk.snapshot)

    def _compare(self, *, spoken: bool = False) -> None:
        older = self._version(self.older)
        if older is None:
            return
        snapshot = self._desk.snapshot
        before, after = self._plan(self.older), self._plan(self.newer)
        rows = compare(before, after)
        said = words.told(rows, snapshot, reordered=is_reordered(before, after))
        clear(self.told)
        for sentence in said:
            self.told.addWidget(label(sentence))
        self.side.show_rows(rows, snapshot, (self.older.currentText(), self.newer.currentText()))
        if spoken:
            announce(self, " ".join(said))

    # ---- bringing back

    def _bring_chosen(self) -> None:
        version = self._version(self.older)
        if version is not None:
            self._bring_back(version)

    def _bring_back(self, version: PlanVersion) -> None:
        said = _("Your plan is as it was: {version}.").format(version=words.title(version))
        self._desk.do(lambda: self._desk.store.versions.bring_back(version), said=said)
        self.older.setFocus()
