"""Warns beside a number, while it is typed, that the register has it already. Saving stays possible: it may be right after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.errors import OfficeError
from models.labels import tr
from models.registers.dossiers import queries as dossiers
from models.registers.tasks import queries as tasks
from models.registers.tasks.whole import find_key
from ui import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from models.office import Office
    from ui.forms.form import Form

    # The office, a snapshot of it, what was typed, the record that is being corrected (None for a new one) -> what to say, "" for nothing.
    Look = Callable[[Office, Connection, str, int | None], str]

# While a number is being typed the book is asked once the fingers rest.
_REST_MS = 200


class Doubles(QObject):
    """Watches one input of a form; goes with it."""

    def __init__(self, form: Form, name: str, look: Look, ignore_id: int | None) -> None:
        super().__init__(form)
        self._form = form
        self._name = name
        self._look = look
        self._ignore_id = ignore_id
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        form.input(name).changed.connect(self._rest.start)

    def look(self) -> None:
        """Ask the book, and say below the input what it knows."""
        typed, office = str(self._form.input(self._name).value()), self._form.context.office
        try:
            with office.read() as conn:
                text = self._look(office, conn, typed, self._ignore_id) if typed else ""
        except OfficeError as error:
            text = words.sentence(error)
        self._form.cells[self._name].warn(text)


def watch_doubles(form: Form, name: str, look: Look, *, ignore_id: int | None = None) -> Doubles:
    """Warn of what this input repeats; `ignore_id` is the record that is being corrected."""
    return Doubles(form, name, look, ignore_id)


def same_external_code(office: Office, conn: Connection, typed: str, ignore_id: int | None) -> str:
    """A task that has this external code."""
    found = find_key(conn, typed)
    if found is None or found == ignore_id:
        return ""
    row = tasks.load_rows(conn, [found], office.when(), office.calendar())[0]
    return tr("Đã có nhiệm vụ mang mã này: {content}", content=words.shortened(row.content, 90))


def same_dossier_code(office: Office, conn: Connection, typed: str, ignore_id: int | None) -> str:
    """A dossier that has this code."""
    found = dossiers.find_by_key(conn, typed)
    if found is None or found == ignore_id:
        return ""
    row = dossiers.load_rows(conn, [found], office.when(), office.calendar())[0]
    return tr(
        "Đã có hồ sơ mang mã này: {applicant}, {procedure}", applicant=row.applicant, procedure=words.shortened(row.procedure_name, 70)
    )
