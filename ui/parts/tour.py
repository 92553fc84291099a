"""The tour of the practice office: one thing to do at a time, told in a strip below the work, which looks whether it was done.

What is told are the seven numbered lines of the help page "practice". What counts as done stands here (`DONE`), in the same order.
The step one has come to is kept for the machine, so that a tour that was left is taken up where it was.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QProcess, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from models.labels import language, tr
from models.storage.journal import entries
from ui import theme
from ui.parts import help_topics
from ui.parts.labels import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow

TOPIC = "practice"
_KEPT = "tour/step"
# How often it looks, in ms: soon enough for somebody who waits for the answer, and nothing for the machine.
_LOOK_MS = 250
_NUMBERED = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the strip sees of the window.

    The page in front and the states its list shows, whether the palette shows records, how often a figure of a report was opened, and
    (kind, label) of what was written to the journal since the step began.
    """

    page: str = ""
    states: frozenset[str] = frozenset()
    found: bool = False
    opened: int = 0
    written: frozenset[tuple[str, str]] = frozenset()


def _late_tasks(seen: Seen) -> bool:
    return seen.page == "tasks" and seen.states == {"overdue"}


def _noted(seen: Seen) -> bool:
    return ("change", "task.note") in seen.written


def _received(seen: Seen) -> bool:
    return bool({("change", "directive.receive"), ("change", "directive.record")} & seen.written)


def _back_and_forth(seen: Seen) -> bool:
    return {kind for kind, _ in seen.written} >= {"undo", "redo"}


def _found(seen: Seen) -> bool:
    return seen.found


def _late_dossiers(seen: Seen) -> bool:
    return seen.page == "dossiers" and seen.states == {"overdue"}


def _opened(seen: Seen) -> bool:
    return seen.page == "reports" and seen.opened > 0


DONE: tuple[Callable[[Seen], bool], ...] = (_late_tasks, _noted, _received, _back_and_forth, _found, _late_dossiers, _opened)


def step_texts() -> list[str]:
    """What each step asks for, as Markdown, in the language of the window."""
    return _NUMBERED.findall(help_topics.topic_named(TOPIC).text)


def practice_command() -> list[str]:
    """The arguments with which this Python opens the practice office and begins the tour: the program without its own arguments."""
    program = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    return [*program, "--lang", language(), "practice", "--tour"]


class Tour(QFrame):
    """The strip. In a real office it offers to open the practice office instead: nothing may be tried on real books."""

    #: It went away with the keyboard.
    closed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        assert window.office is not None
        assert window.operations is not None
        self._main = window
        self._office = window.office
        self._practice = window.office.settings().practice
        self._texts = step_texts()
        self.step = 0
        self._since = self._opened_before = 0
        self._written: frozenset[tuple[str, str]] = frozenset()
        self.setProperty("card", "true")
        self.setAccessibleName(tr("Bảy bước làm quen"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(14), theme.px(8), theme.px(10), theme.px(8))
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        self.head = plain("", "strong")
        self.text = QLabel()
        # Our own page of the help, with its keys in bold; never a text from outside.
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.text.setWordWrap(True)
        grid.addWidget(self.head, 0, 0)
        grid.addLayout(self._buttons(), 0, 1)
        grid.addWidget(self.text, 1, 0, 1, 2)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        window.operations.changed.connect(self._office_changed)

    def _buttons(self) -> QHBoxLayout:
        self.open_button = QPushButton(tr("Mở sổ tập dùng"))
        self.open_button.clicked.connect(self._open_practice)
        self.back_button = QPushButton(tr("Bước trước"))
        self.back_button.clicked.connect(self._go_back)
        self.skip_button = QPushButton(tr("Bỏ qua bước này"))
        self.skip_button.clicked.connect(self._go_on)
        self.again_button = QPushButton(tr("Làm lại từ đầu"))
        self.again_button.clicked.connect(self._begin_again)
        self.leave_button = QPushButton(tr("Để sau"))
        self.leave_button.setToolTip(tr("Cất đi; mở lại ở bảng F10 hay Ctrl+K, đi tiếp từ bước này (Esc)"))
        self.leave_button.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self.open_button, self.back_button, self.skip_button, self.again_button, self.leave_button):
            button.setAutoDefault(True)
            # A click on it leaves the keyboard at the work.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        return row

    # ---- beginning and leaving ----

    def take_up(self) -> None:
        """Show it, at the step one had come to."""
        kept = str(QSettings().value(_KEPT) or "")
        at = int(kept) if kept.isdecimal() else 0
        self._show_step(at if at < len(self._texts) else 0)
        self.show()
        if self._practice:
            self._look.start()

    def leave(self) -> None:
        """Away with it; the step is kept."""
        had = self._has_keyboard()
        self._look.stop()
        self.hide()
        if had:
            self.closed.emit()

    def _has_keyboard(self) -> bool:
        # Qt's own types deny that there may be none.
        focus = cast("QWidget | None", self._main.focusWidget())
        return focus is not None and self.isAncestorOf(focus)

    def take_focus(self) -> None:
        """For F6: its first button."""
        buttons = (self.open_button, self.skip_button, self.again_button, self.leave_button)
        next(button for button in buttons if not button.isHidden()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it for later."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _open_practice(self) -> None:
        """In a window of its own: the real office stays open."""
        if QProcess.startDetached(sys.executable, practice_command())[0]:
            self.leave()
        else:
            self._main.tell(tr("Chưa mở được sổ tập dùng. Hãy mở bằng lệnh: python3 main.py practice"))

    # ---- the steps ----

    def _show_step(self, step: int, *, praise: bool = False) -> None:
        self.step = step
        last = len(self._texts)
        finished = step >= last
        had = self._has_keyboard()
        for button, shown in (
            (self.open_button, not self._practice),
            (self.back_button, self._practice and 0 < step < last),
            (self.skip_button, self._practice and not finished),
            (self.again_button, self._practice and finished),
        ):
            button.setVisible(shown)
        self.leave_button.setText(tr("Đóng") if finished or not self._practice else tr("Để sau"))
        if not self._practice:
            self.head.setText(tr("Bảy bước làm quen"))
            self.text.setText(tr("Bảy bước này làm trên sổ tập dùng: một cơ quan giả định, tách hẳn sổ thật. Sổ thật vẫn mở."))
            return
        QSettings().setValue(_KEPT, str(step))
        if finished:
            self.head.setText(tr("Xong cả bảy bước"))
            self.text.setText(
                tr("Cứ tập tiếp ở đây, không sợ hỏng. Ở chỗ nào cũng vậy: F1 hướng dẫn, Shift+F1 các phím, Ctrl+K tìm hay làm mọi việc.")
            )
        else:
            now = tr("Bước {step}/{last}", step=step + 1, last=last)
            self.head.setText(tr("Được rồi. {now}", now=now) if praise else now)
            self.text.setText(self._texts[step])
        self._begin_watching()
        if had:
            self.take_focus()

    def _begin_watching(self) -> None:
        """What was done before the step began does not count for it."""
        with self._office.read() as conn:
            newest = entries(conn, limit=1)
        self._since = newest[0].seq if newest else 0
        self._written = frozenset()
        self._opened_before = self._figures_opened()

    def _go_on(self) -> None:
        self._show_step(self.step + 1)

    def _go_back(self) -> None:
        self._show_step(self.step - 1)

    def _begin_again(self) -> None:
        self._show_step(0)

    # ---- looking ----

    def look(self) -> None:
        """Go on where the step was done."""
        if self.isVisible() and self.step < len(self._texts) and DONE[self.step](self.seen()):
            self._show_step(self.step + 1, praise=True)

    def seen(self) -> Seen:
        """What there is to see now."""
        page = self._main.page()
        query = page.query() if page is not None else None
        return Seen(
            self._main.page_key(),
            frozenset(getattr(query, "states", ())),
            self._main.shows_records(),
            self._figures_opened() - self._opened_before,
            self._written,
        )

    def _figures_opened(self) -> int:
        return int(getattr(self._main.built_page("reports"), "figures_opened", 0))

    def _office_changed(self) -> None:
        if self.isVisible() and self._practice:
            with self._office.read() as conn:
                newest = entries(conn, limit=20)
            self._written |= {(entry.kind, entry.label) for entry in newest if entry.seq > self._since}
