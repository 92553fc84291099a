"""One task that was found in a document: a tick, what is to be done, from which clause and by when, and who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from models.intake.wording.addressing import Addressed
from models.labels import label, tr
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.text import clean
from ui import theme, words
from ui.forms.suggest import Place, place_named
from ui.parts.keys import Key
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.intake.documents.document_text import Span
    from models.intake.documents.proposing.propose import ProposedTask
    from models.registers.staff import Staff

_EDGE, _TICK, _LEAD = 12, 20, 112
_MOST_LINES, _LEAD_LINES = 3, 2
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A found task as the person has it now."""

    proposed: ProposedTask
    content: str
    lead: Place
    due_date: date | None
    coordinators: tuple[str, ...]

    @staticmethod
    def of(proposed: ProposedTask, staff: Staff) -> FoundLine:
        """As it was found. Where another agency leads, nobody of ours is guessed to take part."""
        entry = _entry(proposed)
        names = tuple(name for each in entry.coordinators if (name := _name(each, staff)))
        lead = Place(entry.lead_department_id, entry.lead_official_id, entry.lead)
        return FoundLine(proposed, entry.content, lead, entry.due_date, names)

    def entry(self, staff: Staff) -> TaskEntry:
        """What is entered of it."""
        found = _entry(self.proposed)
        known = {_name(each, staff): each for each in found.coordinators}
        return replace(
            found,
            content=self.content,
            lead_department_id=self.lead.department_id,
            lead_official_id=self.lead.official_id,
            lead="" if self.lead.ours else self.lead.name,
            due_date=self.due_date,
            coordinators=tuple(known.get(name) or CoordinatorEntry(*place_named(name, staff)) for name in self.coordinators),
        )

    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the text."""
        found = self.proposed.found
        return (found.span, *((found.deadline.span,) if found.deadline is not None else ()))

    def guessed(self, staff: Staff) -> bool:
        """Whether the department of ours that leads is only guessed from the words, and nobody said another."""
        leads = self.proposed.addressed is not Addressed.COORDINATING
        return leads and self.proposed.unguessed is not None and self.lead == FoundLine.of(self.proposed, staff).lead

    def when(self) -> str:
        """By when, in words: the day with the words it comes from, the cycle, or that nothing is said."""
        entry, said = self.proposed.entry, self.proposed.entry.due_text
        if self.due_date is not None:
            day = tr("hạn {day}", day=words.day(self.due_date))
            same = self.due_date == entry.due_date and said and clean(said) != words.day(self.due_date)
            day = tr("{due} ({said})", due=day, said=said) if same else day
            return f"{day} · {label('recurrence', entry.recurring)}" if entry.recurring else day
        if said:
            return said
        return tr("định kỳ {cycle}", cycle=label("recurrence", entry.recurring)) if entry.recurring else tr("không nêu hạn")

    def second(self, *, others: bool, today: date) -> str:
        """The line below the content; a day that is past is said to be."""
        entry, found = self.proposed.entry, self.proposed.found
        whose = ", ".join(each.value for each in found.assignees) if others else ""
        clause = entry.source_clause or found.clause
        ours = tr("ta phối hợp") if self.proposed.addressed is Addressed.COORDINATING else ""
        together = tr("phối hợp: {names}", names=", ".join(self.coordinators)) if self.coordinators else ""
        past = tr("đã qua hạn") if self.due_date is not None and self.due_date < today and not others else ""
        return " · ".join(part for part in (whose, clause, self.when(), past, ours, together) if part)


def _entry(proposed: ProposedTask) -> TaskEntry:
    return proposed.sure_entry if proposed.addressed is Addressed.COORDINATING else proposed.entry


def _name(coordinator: CoordinatorEntry, staff: Staff) -> str:
    return coordinator.name or staff.name_of(coordinator.department_id, coordinator.official_id)


def names_of(text: str) -> tuple[str, ...]:
    """Names with ";" between them."""
    return tuple(name for part in text.split(_SEPARATOR) if (name := clean(part)))


class TaskLine(QCheckBox):
    """Space ticks it, Enter or F2 opens it, the arrows go through the list; the tick alone takes the mouse for ticking."""

    #: It has the keyboard, or was clicked.
    chosen = Signal()
    #: It is to be opened, at this field ("content", "lead", "due_date").
    opened = Signal(str)
    #: The one below (1) or above (-1) is wanted.
    moved = Signal(int)

    def __init__(self, line: FoundLine, staff: Staff, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._staff = staff
        self._today = today
        # Those of others are found without a tick.
        self._others = not line.proposed.ticked
        self.line = line
        self.current = False
        # How high it is by its width: the layout asks again and again.
        self._heights: dict[int, int] = {}
        self._guessed = False
        #: A person has looked at it.
        self.seen = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setChecked(line.proposed.ticked)
        self.show_line(line)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What a found task obeys while it has the keyboard."""
        return (
            Key("Space", tr("nhiệm vụ tìm thấy: chọn hoặc bỏ chọn")),
            Key("Return / F2", tr("nhiệm vụ tìm thấy: sửa nội dung, chủ trì, hạn, phối hợp")),
            Key("Right", tr("nhiệm vụ tìm thấy: chọn đơn vị chủ trì")),
            Key("Up / Down", tr("nhiệm vụ tìm thấy: việc trước, việc sau")),
        )

    def show_line(self, line: FoundLine) -> None:
        """The same task, changed."""
        self.line = line
        self._heights.clear()
        self._guessed = line.guessed(self._staff)
        second, lead = line.second(others=self._others, today=self._today), self.lead_words()
        guess = tr("gợi ý") if self._guessed else ""
        self.setAccessibleName(". ".join(part for part in (line.content, second, lead, guess) if part))
        self.setAccessibleDescription(line.proposed.because)
        self.setToolTip(tip("\n".join(part for part in (line.content, second, line.proposed.because) if part)))
        self._fit()
        self.update()

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - Qt's way
        """Whether it is the one that is looked at."""
        if current != self.current:
            self.current = current
            self.update()

    def lead_words(self) -> str:
        """Who leads, as the list shows it."""
        return self.line.lead.shown(self._staff)

    def doubts(self) -> frozenset[str]:
        """What a person must look at before it is entered: "guess", "nobody" (leads), "past" (its day); nothing once it was looked at."""
        if self.seen or not self.isChecked():
            return frozenset()
        past = self.line.due_date is not None and self.line.due_date < self._today
        found = {"guess": self._guessed, "nobody": not any(self.line.lead), "past": past}
        return frozenset(name for name, is_so in found.items() if is_so)

    # ---- its size ----

    def _content_width(self, width: int) -> int:
        return max(40, width - theme.px(_EDGE + _TICK + _LEAD + 18))

    def _laid(self, text: str, width: int, most: int) -> tuple[list[str], int]:
        """The lines of a text as wide as this, the last one cut with …; and how high they stand."""
        metrics = self.fontMetrics()
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            if len(lines) + 1 == most:
                lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
                break
            lines.append(text[start : start + line.textLength()].rstrip())
        layout.endLayout()
        return lines or [""], metrics.lineSpacing() * max(1, len(lines))

    def _soft(self) -> QFontMetrics:
        return QFontMetrics(theme.font(pixels=12))

    def _height(self, width: int) -> int:
        if width not in self._heights:
            high = self._laid(self.line.content, self._content_width(width), _MOST_LINES)[1]
            who = self._laid(self.lead_words(), theme.px(_LEAD - 14), _LEAD_LINES)[1] if self._guessed else 0
            self._heights[width] = max(high, who) + self._soft().lineSpacing() + theme.px(15)
        return self._heights[width]

    def _fit(self) -> None:
        wanted = self._height(self.width())
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.px(320), self._height(max(self.width(), theme.px(320))))

    def minimumSizeHint(self) -> QSize:
        """It gives way."""
        return QSize(theme.px(200), self._height(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        """Other letters, another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    # ---- how it looks ----

    def _lead_place(self) -> QRect:
        wide = theme.px(_LEAD)
        return QRect(self.width() - wide - theme.px(8), 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own
        """The tick, the words, who leads."""
        painter = QPainter(self)
        if self.current or self.hasFocus():
            painter.fillRect(self.rect(), theme.PRIMARY_PALE)
        painter.setPen(theme.LINE)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        box = theme.px(16)
        metrics = self.fontMetrics()
        top = theme.px(7)
        option.rect = QRect(theme.px(_EDGE), top + (metrics.lineSpacing() - box) // 2, box, box)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        left = theme.px(_EDGE + _TICK)
        painter.setPen(theme.INK if self.isChecked() or not self._others else theme.INK_MIDDLE)
        lines, high = self._laid(self.line.content, self._content_width(self.width()), _MOST_LINES)
        self._draw(painter, lines, left, top, metrics)
        past = self.isChecked() and self.line.due_date is not None and self.line.due_date < self._today
        painter.setPen(theme.TONES["late"].text if past else theme.INK_SOFT)
        soft = self._soft()
        painter.setFont(theme.font(pixels=12))
        second = soft.elidedText(
            self.line.second(others=self._others, today=self._today), Qt.TextElideMode.ElideRight, self._content_width(self.width())
        )
        painter.drawText(left, top + high + soft.ascent() + 1, second)
        painter.setFont(self.font())
        self._paint_lead(painter, top, metrics)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2 if theme.contrast() else 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))
        painter.end()

    def _paint_lead(self, painter: QPainter, top: int, metrics: QFontMetrics) -> None:
        place = self._lead_place()
        said = self.lead_words()
        doubtful = self._guessed or (not said and self.isChecked())
        painter.setPen(theme.TONES["soon"].text if doubtful else theme.INK if said else theme.INK_SOFT)
        lines, high = self._laid(said or tr("chọn đơn vị"), place.width() - theme.px(14), _LEAD_LINES)
        self._draw(painter, lines, place.left(), top, metrics)
        if self._guessed:
            painter.setFont(theme.font(pixels=12))
            painter.drawText(place.left(), top + high + self._soft().ascent() + 1, tr("gợi ý"))
            painter.setFont(self.font())
        painter.setPen(theme.INK_SOFT)
        painter.drawText(place.right() - theme.px(10), top + metrics.ascent(), "▾")

    @staticmethod
    def _draw(painter: QPainter, lines: Sequence[str], left: int, top: int, metrics: QFontMetrics) -> None:
        for number, line in enumerate(lines):
            painter.drawText(left, top + number * metrics.lineSpacing() + metrics.ascent(), line)

    # ---- the person ----

    def hitButton(self, pos: QPoint) -> bool:
        """Only the tick is ticked by the mouse."""
        return pos.x() < theme.px(_EDGE + _TICK) and self.rect().contains(pos)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at it; on its right edge choose who leads."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit()
        if event.button() == Qt.MouseButton.LeftButton and self._lead_place().contains(event.position().toPoint()):
            self.opened.emit("lead")
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if not self.hitButton(event.position().toPoint()):
            self.opened.emit("content")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It is looked at."""
        super().focusInEvent(event)
        self.seen = True
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the list; Enter and F2 open it; → opens it at who leads."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit("content")
        elif key == Qt.Key.Key_Right:
            self.opened.emit("lead")
        else:
            super().keyPressEvent(event)
