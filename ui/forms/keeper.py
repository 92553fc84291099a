"""Keeps what is typed into one form as a draft while it is typed, and puts it back when the same form is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from models.labels import tr
from ui import words
from ui.forms.drafts import Draft, Kept, can_be_kept, draft_of, put_back, state_of
from ui.parts.labels import plain

if TYPE_CHECKING:
    from ui.forms.form import Form

# What was typed is on the disk a second later at most.
_KEEP_MS = 700


class Keeper(QObject):
    """Of one form. `box` is the line above its inputs that says that a draft was put back."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._draft: Draft | None = None
        self._holds = False
        self._first_states: dict[str, Any] = {}
        #: What the draft is of; "" keeps none.
        self.kind = ""
        self.box = QFrame()
        self.box.setProperty("box", "soon")
        row = QHBoxLayout(self.box)
        row.setContentsMargins(10, 4, 6, 4)
        self.text = plain("", wrap=True)
        row.addWidget(self.text, 1)
        self.drop_button = QPushButton(tr("Bỏ nháp"))
        self.drop_button.setAutoDefault(False)
        self.drop_button.setProperty("link", "true")
        self.drop_button.setToolTip(tr("Bỏ những gì đã gõ lần trước, bắt đầu lại"))
        self.drop_button.clicked.connect(self.drop)
        row.addWidget(self.drop_button)
        self.box.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._soon)

    def begin(self) -> None:
        """The form stands as it opens: put back what was typed into it before, and keep what is typed from now on."""
        self._first_states = self._states()
        if not self.kind:
            return
        office = self._form.context.office
        self._draft = draft_of(office.location, f"{self.kind} {self._form.about}".strip())
        kept = self._draft.load(office.now()) if self._allowed() else None
        if kept is not None:
            self._put_back(kept)
        for cell in self._form.cells.values():
            cell.input.changed.connect(self._changed)

    def now(self) -> bool:
        """Keep what stands, safe when this returns; False where something was typed that cannot be kept."""
        self._timer.stop()
        if self._draft is None:
            return not self._form.typed()
        kept = self._content()
        self._holds = kept is not None and self._draft.keep_now(kept)
        if kept is None:
            self._draft.drop()
        return self._holds or not self._form.typed()

    def holds(self) -> bool:
        """Whether what was typed is kept, as `now` found."""
        return self._holds

    def end(self) -> None:
        """It was saved: nothing is left to keep."""
        self._timer.stop()
        self._holds = False
        if self._draft is not None:
            self._draft.drop()
            self._draft = None

    def drop(self) -> None:
        """Begin anew, without what was put back."""
        for name, state in self._first_states.items():
            put_back(self._form.cells[name].widget, state)
        self._timer.stop()
        self.box.hide()
        if self._draft is not None:
            self._draft.drop()
        self._form.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _allowed(self) -> bool:
        """Of a secret paper nothing is kept."""
        secrecy = self._form.cells.get("secrecy")
        return secrecy is None or secrecy.input.value() == "none"

    def _states(self) -> dict[str, Any]:
        return {name: state_of(cell.widget) for name, cell in self._form.cells.items() if can_be_kept(cell.widget)}

    def _content(self) -> Kept | None:
        """What differs from the beginning, with what came along from the paper before; None for nothing, and for a secret paper."""
        form, states = self._form, self._states()
        typed = {name: state for name, state in states.items() if state != self._first_states.get(name) and not form.kept_apart(name)}
        if not typed or not self._allowed():
            return None
        along = [name for name, cell in form.cells.items() if cell.carried() and name in states and not form.kept_apart(name)]
        carried = {name: states[name] for name in along}
        return Kept(form.context.office.now(), form.windowTitle(), carried | typed)

    def _put_back(self, kept: Kept) -> None:
        cells = self._form.cells
        for name, state in kept.states.items():
            if name in cells and can_be_kept(cells[name].widget):
                put_back(cells[name].widget, state)
        if self._content() is None:
            return
        moment = words.moment(kept.at)
        same_day = kept.at.date() == self._form.context.office.now().date()
        self.text.setText(tr("Đã lấy lại bản nháp lúc {at}.", at=moment.rsplit(" ", maxsplit=1)[-1] if same_day else moment))
        self.box.show()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _soon(self) -> None:
        """Keep what stands now without waiting for the disk; nothing where nothing is typed any more."""
        if self._draft is None:
            return
        kept = self._content()
        if kept is None:
            self._draft.drop()
        else:
            self._draft.keep(kept)
