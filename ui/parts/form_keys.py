"""F1 and Shift+F1 in a form: its page of the help beside it, and its keys over it. A form stands over the window, whose keys rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from models.labels import tr
from ui.parts.keys import bind_key

if TYPE_CHECKING:
    from models.office import Office
    from ui.parts.key_sheet import KeySheet


class FormKeys(QObject):
    """Belongs to the form. `topic` is the name of a page in `resources/help`."""

    def __init__(self, form: QDialog, office: Office, topic: str) -> None:
        super().__init__(form)
        self._form = form
        self._office = office
        self._sheet: KeySheet | None = None
        self.topic = topic
        bind_key(form, "F1", tr("Hướng dẫn phiếu này"), self.show_help, everywhere=True)
        bind_key(form, "Shift+F1", tr("Các phím tắt"), self.show_keys, everywhere=True)

    def show_help(self) -> None:
        """Open the help beside the form."""
        from ui.parts.help_view import show_for_form

        show_for_form(self._form, self._office, self.topic)

    def show_keys(self) -> None:
        """Every key of the form; again: away."""
        from ui.parts.key_sheet import KeySheet

        if self._sheet is None:
            self._sheet = KeySheet(self._form)
        if self._sheet.isVisible():
            self._sheet.leave()
        else:
            self._sheet.show_for(self._form, ())
