"""States of the forms, for `tests.screens`: a draft put back, values carried over, dates understood and refused, doubles warned of."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from models.registers.dossiers import queries
from models.registers.dossiers.rows import DossierQuery
from tests import screens
from ui.forms.dossier import NewDossier
from ui.forms.doubles import Doubles
from ui.forms.form import Form
from ui.forms.suggest import Place
from ui.forms.task import NewTask
from ui.parts.action import Context


def draft_put_back(context: Context) -> Form:
    """A task that was left half typed: a date on a day of rest, and one that is none."""
    left = NewTask(context).show_it()
    left.input("content").set_value("Báo cáo kết quả thực hiện cải cách hành chính quý IV")
    for name, text in (("due_date", "cn"), ("assigned_date", "31/11")):
        left.cells[name].widget.setText(text)
    left.reject()
    form = NewTask(context).show_it()
    form.cells["assigned_date"].tell(form.cells["assigned_date"].widget.why_not())
    return form


def carried_over(context: Context) -> Form:
    """The second task of one paper."""
    form = NewTask(context)
    form.carry_over({"source": "15/KH-UBND", "assigned_by": "Chủ tịch UBND xã", "assigned_date": "20/11/2026"})
    form.show_it()
    form.keeper.drop()
    form.carry_over({"source": "15/KH-UBND", "assigned_by": "Chủ tịch UBND xã", "assigned_date": "20/11/2026"})
    form.cells["due_date"].widget.setText("+5")
    return form


def double_code(context: Context) -> Form:
    """A receipt whose code the register has."""
    office = context.office
    with office.read() as conn:
        ids = queries.find_ids(conn, DossierQuery(), office.when(), limit=1)
        row = queries.load_rows(conn, ids, office.when(), office.calendar())[0]
    form = NewDossier(context)
    form.show_it()
    form.input("applicant").set_value("Võ Thị Lành")
    form.input("handler").set_value(Place(name="Chi nhánh Văn phòng đăng ký đất đai"))
    form.cells["dossier_code"].widget.setText(row.dossier_code)
    form.findChild(Doubles).look()
    return form


def with_errors(context: Context) -> Form:
    """Two days that are none, saved."""
    form = NewTask(context)
    form.show_it()
    form.keeper.drop()
    for name, text in (("due_date", "31/02"), ("assigned_date", "31/11")):
        form.cells[name].widget.setText(text)
    form.save()
    return form


def suggestions(context: Context) -> QLabel:
    """What begins with the typed letters, below the field."""
    form = NewTask(context)
    form.show_it()
    form.keeper.drop()
    lead = form.cells["lead"].widget
    lead.setFocus()
    QTest.keyClicks(lead, "ph")
    screens.settle()
    # The list is a window of its own: it is painted where it lies.
    picture = form.grab()
    painter = QPainter(picture)
    painter.drawPixmap(form.mapFromGlobal(lead.list.mapToGlobal(QPoint(0, 0))), lead.list.grab())
    painter.end()
    shown = QLabel()
    shown.setPixmap(picture)
    shown.setFixedSize(picture.deviceIndependentSize().toSize())
    form.reject()
    return shown
