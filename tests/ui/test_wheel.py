"""The wheel over a field scrolls and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget


def roll(widget: QWidget) -> None:
    """One notch down, over the widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_setting(window):
    window.show_page("system")
    form = window.page().settings_form
    for _, widget in form._fields.values():
        widget.setFocus()
        roll(widget)
    assert form.changes() == {}


def test_the_wheel_changes_no_choice_of_a_form(window):
    from ui.forms.directive import NewDirective

    window.show_page("directives")
    form = NewDirective(window.page().context()).show_it()
    for name in ("urgency", "secrecy", "medium"):
        form.input(name).setFocus()
        roll(form.input(name))
    assert not form.typed()
    form.reject()
