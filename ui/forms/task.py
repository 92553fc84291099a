"""A task: assigned, corrected, shared with coordinators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveRow
from models.registers.tasks.rows import TAG_SEPARATOR, CoordinatorEntry, CoordinatorRow, TaskEntry, TaskRow
from models.registers.tasks.services import assign_task, correct_task, set_coordinators
from models.registers.tasks.whole import load_whole
from ui import words
from ui.forms import suggest
from ui.forms.doubles import same_external_code, watch_doubles
from ui.forms.form import Ask, Form, changed_only
from ui.forms.inputs import day, due, flag, labelled, line, lines
from ui.forms.rows import rows
from ui.forms.suggest import Place, Source, source_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.parts.action import Context


def _coordinator_asks() -> tuple[Ask, ...]:
    return (
        Ask("place", tr("Phối hợp"), suggest.place, width=4),
        Ask("part", tr("Phần việc"), line, width=5),
        Ask("due_date", tr("Hạn riêng"), due, width=3),
    )


def _asks(row: TaskRow | None, source: Source | None, today: date) -> tuple[Ask, ...]:
    """The inputs that assigning and correcting share; six columns."""
    lead = Place(row.lead_department_id, row.lead_official_id, row.lead) if row is not None else None

    def of(name: str, empty: Any = None) -> Any:
        return getattr(row, name) if row is not None else empty

    return (
        Ask("content", tr("Nội dung nhiệm vụ"), lines(3), of("content"), width=6),
        Ask("lead", tr("Chủ trì"), suggest.place, lead, width=2),
        Ask("due_date", tr("Hạn"), due, of("due_date"), width=2),
        Ask("assigned_date", tr("Ngày giao"), day, of("assigned_date", today), width=2),
        Ask("source", tr("Văn bản giao"), suggest.source, source, width=3),
        Ask("source_clause", tr("Điểm, khoản"), line, of("source_clause")),
        Ask("assigned_by", tr("Người giao"), line, of("assigned_by"), width=2),
        Ask("source_date", tr("Ngày văn bản giao"), day, of("source_date"), width=2),
        Ask("source_agency", tr("Cơ quan giao"), suggest.agency, of("source_agency"), width=4),
        Ask("deliverable", tr("Sản phẩm phải có"), line, of("deliverable"), width=4),
        Ask("urgency", tr("Độ khẩn"), labelled("urgency"), of("urgency"), width=2),
        Ask("external_code", tr("Mã bên ngoài"), line, of("external_code"), width=2),
        Ask("note", tr("Ghi chú"), line, of("note"), width=4),
    )


class _TaskForm(Form):
    """Number, date and agency of the source are asked only where it is no document of the register."""

    def watch_source(self) -> None:
        """Follow the source while it is typed."""
        self.input("source").changed.connect(self._show_source)
        self._show_source()

    def _show_source(self) -> None:
        known = self.input("source").value().directive_id is not None
        for name in ("source_date", "source_agency"):
            self.cells[name].setVisible(not known)

    def task_values(self) -> dict[str, Any]:
        """The columns of a task as they were entered."""
        values = self.values()
        source: Source = values.pop("source")
        lead: Place = values.pop("lead")
        values.setdefault("source_date", None)
        values.setdefault("source_agency", "")
        values.update(directive_id=source.directive_id, source_number=source.number)
        values.update(lead_department_id=lead.department_id, lead_official_id=lead.official_id, lead=lead.name)
        return values


class NewTask(_TaskForm):
    """Assigns a task, of a document where one is given. Tasks of one source are typed one after another."""

    everyday = ("content", "lead", "due_date")

    def __init__(self, context: Context, source: DirectiveRow | None = None) -> None:
        known = None
        if source is not None:
            text = source_text(source.document_number or source.printed_number, source.issuing_agency, words.day(source.issued_date))
            known = Source(source.id, text)
        asks = (
            *_asks(None, known, context.office.today()),
            Ask("tags", tr("Chỉ mục (cách nhau bằng dấu ;)"), line, width=6),
            Ask("coordinators", "", rows(_coordinator_asks(), more=tr("+ Thêm đơn vị phối hợp")), width=6),
        )
        # On the page of documents there is no task to be selected.
        select = source is None
        super().__init__(context, tr("Giao nhiệm vụ"), tr("Giao"), assign_task, asks=asks, columns=6, width=820, select=select)
        if source is not None:
            self.about = source.id
        self._source_row = source
        self.watch_source()
        watch_doubles(self, "external_code", same_external_code)
        self.offer_repeat(self._new_one, carry=("source", "source_clause", "source_date", "source_agency", "assigned_by", "assigned_date"))

    def _new_one(self) -> Form:
        return NewTask(self.context, self._source_row)

    def arguments(self) -> dict[str, Any]:
        """The entry with its coordinators."""
        values = self.task_values()
        values["tags"] = tuple(values["tags"].split(TAG_SEPARATOR.strip()))
        values["coordinators"] = tuple(coordinator(row) for row in values["coordinators"])
        return {"entry": TaskEntry(**values)}


def coordinator(row: dict[str, Any]) -> CoordinatorEntry:
    """A row of the form as it is entered."""
    place: Place = row["place"]
    return CoordinatorEntry(
        department_id=place.department_id, official_id=place.official_id, name=place.name, part=row["part"], due_date=row["due_date"]
    )


class CorrectTask(_TaskForm):
    """Puts fields right. The due date only where none stood or it was mistyped: it moves by extension."""

    def __init__(self, context: Context, row: TaskRow) -> None:
        text = source_text(row.source_number, row.source_agency, words.day(row.source_date)) if row.directive_id else row.source_number
        asks = [*_asks(row, Source(row.directive_id, text), context.office.today())]
        if row.original_due_date is not None:
            mistyped = flag(tr("Hạn cũ là ghi nhầm lúc nhập, không phải gia hạn"))
            asks.append(Ask("typing_error", "", mistyped, width=6))
        asks.append(Ask("reason", tr("Lý do sửa"), line, width=6))
        super().__init__(context, tr("Sửa nhiệm vụ"), tr("Lưu sửa"), correct_task, row.id, asks=asks, columns=6, width=820)
        self.watch_source()
        watch_doubles(self, "external_code", same_external_code, ignore_id=row.id)
        self._stood = self.task_values()

    def first(self) -> QWidget:
        """Whatever is to be put right."""
        return self.cells["content"].widget

    def arguments(self) -> dict[str, Any]:
        """What differs from what the form showed when it opened; the three fields of the lead go together."""
        values = self.task_values()
        more = {"reason": values.pop("reason"), "typing_error": values.pop("typing_error", False)}
        changes = changed_only(values, self._stood)
        lead = ("lead_department_id", "lead_official_id", "lead")
        if changes.keys() & set(lead):
            changes.update({name: values[name] for name in lead})
        if values["directive_id"] is not None:
            # The line that names a known document is no number of its own: what the register says of the document stands.
            for name in ("source_number", "source_date", "source_agency"):
                changes.pop(name, None)
            if "directive_id" in changes:
                changes.update(self._of_document(values["directive_id"]))
        return {"changes": changes, **more}

    def _of_document(self, directive_id: int) -> dict[str, Any]:
        office = self.context.office
        with office.read() as conn:
            rows_found = directives.load_rows(conn, [directive_id], office.when(), office.calendar())
        if not rows_found:
            return {}
        row = rows_found[0]
        return {"source_number": row.document_number, "source_date": row.issued_date, "source_agency": row.issuing_agency}


def new_task(context: Context, row: Any = None) -> Form:  # noqa: ARG001 - the signature of actions
    """Open the form for a new task."""
    return NewTask(context).show_it()


def new_task_of(context: Context, row: DirectiveRow) -> Form:
    """Open the form for a task that this document gives."""
    return NewTask(context, row).show_it()


def correct(context: Context, row: TaskRow) -> Form:
    """Open the form that puts a task right."""
    return CorrectTask(context, row).show_it()


def share(context: Context, row: TaskRow) -> Form:
    """Say who takes part beside the lead."""
    office = context.office
    whole = context.operations.ask(load_whole, row.id, office.when(), office.calendar())
    asks = (Ask("coordinators", "", rows(_coordinator_asks(), more=tr("+ Thêm đơn vị phối hợp")), _rows(whole.coordinators)),)

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        return {"coordinators": [coordinator(each) for each in values["coordinators"]]}

    return Form(
        context,
        tr("Phân công phối hợp"),
        tr("Phân công"),
        set_coordinators,
        row.id,
        asks=asks,
        columns=1,
        width=760,
        intro=words.shortened(row.content, 160),
        arrange=arranged,
    ).show_it()


def _rows(coordinators: tuple[CoordinatorRow, ...]) -> list[dict[str, Any]]:
    return [
        {"place": Place(each.department_id, each.official_id, each.name), "part": each.part, "due_date": each.due_date}
        for each in coordinators
    ]
