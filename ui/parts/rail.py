"""The rail at the left: the pages, what waits in each, who works here. Narrow where the window is: drawings without words.

Part of the frame that is painted first: the namespace `Qt` is named late (see `ui.main_window`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.parts.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Entry(NamedTuple):
    """One entry of the rail: its key, icon and words, and "module:class" of its page, imported on the first visit."""

    key: str
    text: str
    page: str


def rail_entries() -> tuple[Entry, ...]:
    """The rail from top to bottom; the entries from `BELOW_LINE` on stand under the line."""
    return (
        Entry("overview", tr("Tổng quan"), "ui.pages.overview:OverviewPage"),
        Entry("directives", tr("Văn bản đến"), "ui.pages.directives:DirectivesPage"),
        Entry("tasks", tr("Nhiệm vụ"), "ui.pages.tasks:TasksPage"),
        Entry("dossiers", tr("Hồ sơ một cửa"), "ui.pages.dossiers:DossiersPage"),
        Entry("calendar", tr("Lịch"), "ui.pages.calendar:CalendarPage"),
        Entry("reports", tr("Báo cáo"), "ui.pages.reports:ReportsPage"),
        Entry("catalogues", tr("Danh mục"), "ui.pages.catalogues:CataloguesPage"),
        Entry("system", tr("Hệ thống"), "ui.pages.system:SystemPage"),
    )


BELOW_LINE = "catalogues"
_WIDE = 196
_NARROW = 56


class RailButton(QPushButton):
    """An entry of the rail with a badge for what waits there."""

    def __init__(self, entry: Entry, place: int, parent: QWidget) -> None:
        super().__init__(entry.text, parent)
        self.key = entry.key
        self._words = entry.text
        self._badge = ""
        self._tone = "late"
        self.setCheckable(True)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setIcon(theme.no_icon())
        # Also without its words on a narrow rail.
        self.setAccessibleName(entry.text)
        self.setToolTip(tr("{page} (Alt+{place})", page=entry.text, place=place))
        self.toggled.connect(self.draw)

    def draw(self) -> None:
        """The drawing in the colour of the state."""
        self.setIcon(theme.icon(self.key, (theme.PRIMARY if self.isChecked() else theme.INK_SOFT).name()))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state, said by its name
        """Without words, or with them."""
        self.setText("" if narrow else self._words)

    def set_badge(self, text: str, tone: str) -> None:
        """Show a number at the right edge; "" for none."""
        self._badge, self._tone = text, tone
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as usual, then the badge: in the middle of the right edge, on a narrow rail in the corner."""
        super().paintEvent(event)
        if not self._badge:
            return
        from PySide6.QtCore import QRect, Qt
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        narrow = not self.text()
        painter.setFont(theme.font(pixels=9 if narrow else 11, bold=True))
        metrics = painter.fontMetrics()
        high = metrics.height() if narrow else max(theme.px(18), metrics.height())
        width = max(high, metrics.horizontalAdvance(self._badge) + theme.px(5 if narrow else 12))
        if narrow:
            place = QRect(self.width() - width - 1, 1, width, high)
        else:
            place = QRect(self.width() - width - theme.px(9), (self.height() - high) // 2, width, high)
        tone = theme.TONES[self._tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.back)
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(tone.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()


class Rail(QFrame):
    """The entries from top to bottom."""

    chosen = Signal(str)  # key of the page

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._narrow = False
        self._practice = False
        self._entries = entries
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 0)
        column.setSpacing(2)
        self.office_name = named("officeName")
        self.office_province = named("officeProvince")
        for text in (self.office_name, self.office_province):
            text.setContentsMargins(10, 0, 4, 0)
            column.addWidget(text)
        column.addSpacing(10)
        self.buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        for place, entry in enumerate(entries, start=1):
            if entry.key == BELOW_LINE:
                line = QFrame()
                line.setObjectName("railLine")
                column.addSpacing(8)
                column.addWidget(line)
                column.addSpacing(8)
            button = RailButton(entry, place, self)
            button.setEnabled(False)
            group.addButton(button, place)
            column.addWidget(button)
            self.buttons[entry.key] = button
        group.idClicked.connect(self._clicked)
        column.addStretch(1)
        self.user = named("railUser")
        column.addWidget(self.user)
        self.setFixedWidth(theme.px(_WIDE))

    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._entries[place - 1].key)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state, said by its name
        """Only the drawings, with the words as tips; or all of it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for button in self.buttons.values():
            button.set_narrow(narrow)
        self._column.setContentsMargins(4 if narrow else 8, 14, 4 if narrow else 8, 0)
        for text in (self.office_name, self.user):
            text.setVisible(not narrow)
        # Nobody may take the practice office for the real one, however narrow the window is.
        self.office_province.setVisible(not narrow or self._practice)
        self.office_province.setContentsMargins(0 if narrow else 10, 0, 0 if narrow else 4, 0)
        self.office_province.setWordWrap(narrow)
        self.fit()

    def fit(self) -> None:
        """The width for the size of letters in use."""
        self.setFixedWidth(theme.px(_NARROW if self._narrow else _WIDE))

    def set_office(self, name: str, below: str, *, practice: bool) -> None:
        """Whose books these are, and where; or that they are only for practice."""
        from ui.parts.labels import set_property

        self._practice = practice
        set_property(self.office_province, "practice", "true" if practice else "false")
        self.office_name.setText(name)
        self.office_name.setToolTip(tip(name))
        self.office_province.setText(below)

    def set_user(self, text: str) -> None:
        """Who works here."""
        self.user.setText(text)
        self.user.setToolTip(tip(text))

    def draw(self) -> None:
        """Put the drawings there, once the frame stands on the screen."""
        for button in self.buttons.values():
            button.draw()


def named(name: str) -> QLabel:
    """A label that the style sheet knows by this name."""
    label = QLabel()
    label.setObjectName(name)
    return label
