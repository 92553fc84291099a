"""What the pages need is loaded while nobody waits, a module at a time, so that the first visit of a page holds nobody up."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_BEGIN_AFTER_MS = 400
_PAUSE_MS = 40
# In the order of use; what a later one needs of an earlier one is loaded by then.
MODULES = (
    "ui.parts.register_table",
    "ui.parts.detail",
    "ui.parts.filters",
    "ui.pages.register_page",
    "ui.pages.directives",
    "ui.pages.tasks",
    "ui.pages.dossiers",
    "ui.actions.directives",
    "ui.documents.reading_session",
    "ui.parts.document_view",
    "ui.pages.directive_entry",
    "ui.actions.tasks",
    "ui.actions.dossiers",
)


class Warming(QObject):
    """Loads `MODULES` from a timer, then is done; goes with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(MODULES)
        self._timer = QTimer(self)
        self._timer.setInterval(_BEGIN_AFTER_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def _next(self) -> None:
        self._timer.setInterval(_PAUSE_MS)
        import_module(self._left.pop(0))
        if not self._left:
            self._timer.stop()
