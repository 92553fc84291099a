"""Rows of a task list."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence

from sqlalchemy import select

from models.intake.workbooks.plan import Records, RowRefusedError, Values, dated, differing
from models.intake.workbooks.reader import Cell, cell_text
from models.intake.workbooks.values import parse_date, parse_due
from models.labels import tr
from models.registers.staff import load_staff
from models.registers.tasks.entering import amend_task, checked, enter_tasks, put_coordinators
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.registers.tasks.tables import task, task_coordinator
from models.storage.journal import Transaction
from models.text import clean, compact

_TEXTS = ("external_code", "content", "source_number", "source_agency", "assigned_by", "lead", "deliverable", "evidence_number", "note")
_DATES = ("source_date", "assigned_date", "completed_date")
_SEPARATORS = re.compile(r"[;\n]+|,\s+(?=[A-ZĐÀ-Ỹ])")
_NUMBER_AND_DATE = re.compile(r"^(?:.*?\bsố\s*:?\s*)?(?P<number>[0-9A-Za-zĐđ]+\s*/\s*[^\s,;]+)(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_CHUNK = 500


class TaskRecords(Records):
    """A task goes by its code; where the list has no code, by its content and source document."""

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing content or an impossible date refuses the row."""
        values: Values = {name: clean(cell_text(cells[name])) for name in _TEXTS if name in cells}
        if not values.get("content"):
            raise RowRefusedError("missing_content", "content")
        values.update({name: dated(cells, name, parse_date) for name in _DATES if name in cells})
        if "source_number" in values:
            self._split_source(values)
        if "due_date" in cells:
            due = dated(cells, "due_date", parse_due)
            values.update(due_date=due.day, due_text=due.words, recurring=due.recurring)
        values = checked(values)
        if "coordinating" in cells:
            names = (clean(name) for name in _SEPARATORS.split(cell_text(cells["coordinating"])))
            values["coordinating"] = tuple(dict.fromkeys(name for name in names if name))
        return values

    @staticmethod
    def _split_source(values: Values) -> None:
        """ "Chỉ thị số 06/CT-UBND ngày 05/11/2026 của UBND tỉnh" in one cell is a number and a date."""
        found = _NUMBER_AND_DATE.match(values["source_number"])
        if found is None:
            return
        values["source_number"] = re.sub(r"\s+", "", found["number"])
        rest = re.search(r"\d{1,2}/\d{1,2}/\d{4}", found["rest"])
        if rest and not values.get("source_date"):
            values["source_date"] = dated({"source_number": rest[0]}, "source_number", parse_date)

    def key(self, values: Values) -> Hashable:
        """The code, else content and source document."""
        if values.get("external_code"):
            return ("code", compact(values["external_code"]))
        return ("content", compact(values["content"]), compact(values.get("source_number", "")))

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """By code or by content and source, in one pass over the tasks that may be meant."""
        c = task.c
        by_code: dict[str, int] = {}
        by_content: dict[tuple[str, str], int] = {}
        asked = select(c.id, c.external_code, c.content, c.source_number).where(c.voided == 0, c.cancelled_at.is_(None))
        codes = [values["external_code"] for values in rows if values.get("external_code")]
        if len(codes) == len(rows):
            for start in range(0, len(codes), _CHUNK):
                for row in self.connection.execute(asked.where(c.external_code.in_(codes[start : start + _CHUNK]))):
                    by_code.setdefault(compact(row.external_code), row.id)
        else:
            for row in self.connection.execute(asked.order_by(c.id)):
                if row.external_code:
                    by_code.setdefault(compact(row.external_code), row.id)
                by_content.setdefault((compact(row.content), compact(row.source_number)), row.id)
        found: list[int | None] = []
        for values in rows:
            if values.get("external_code"):
                found.append(by_code.get(compact(values["external_code"])))
            else:
                found.append(by_content.get((compact(values["content"]), compact(values.get("source_number", "")))))
        return found

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Filled cells that say something else; a date without words takes the old words away with the old date."""
        ids = list(found)
        coordinating: dict[int, list[str]] = {}
        differences: dict[int, Values] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            c = task_coordinator.c
            for task_id, name in self.connection.execute(
                select(c.task_id, c.name).where(c.task_id.in_(chunk), c.voided == 0).order_by(c.id)
            ):
                coordinating.setdefault(task_id, []).append(name)
            for row in self.connection.execute(select(task).where(task.c.id.in_(chunk))).mappings():
                values = found[row["id"]]
                changes = differing(row, {name: value for name, value in values.items() if name != "coordinating"})
                if changes.get("due_date") and row["due_text"] and not values.get("due_text"):
                    changes["due_text"] = ""
                names = values.get("coordinating")
                if names and [compact(name) for name in names] != [compact(name) for name in coordinating.get(row["id"], [])]:
                    changes["coordinating"] = names
                if changes:
                    differences[row["id"]] = changes
        return differences

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter the tasks; leads and coordinators are recognised among the staff where they can be."""
        staff = load_staff(tx.connection)
        entries = []
        for values in rows:
            given = {name: value for name, value in values.items() if name != "coordinating" and value is not None}
            department_id, official_id = staff.recognise(given.get("lead", ""))
            coordinators = tuple(self._coordinator(staff.recognise(name), name) for name in values.get("coordinating", ()))
            entries.append(TaskEntry(**given, lead_department_id=department_id, lead_official_id=official_id, coordinators=coordinators))
        enter_tasks(tx, entries)

    @staticmethod
    def _coordinator(ids: tuple[int | None, int | None], name: str) -> CoordinatorEntry:
        return CoordinatorEntry(department_id=ids[0], official_id=ids[1], name=name)

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """What the newer list says is the assigning agency's decision."""
        columns = {name: value for name, value in changes.items() if name != "coordinating"}
        staff = load_staff(tx.connection)
        if columns.get("lead"):
            columns["lead_department_id"], columns["lead_official_id"] = staff.recognise(columns["lead"])
        if columns:
            amend_task(tx, record_id, columns, on=self.office.today(), reason=tr("Theo danh sách cập nhật của cơ quan giao việc"))
        if "coordinating" in changes:
            put_coordinators(tx, record_id, [self._coordinator(staff.recognise(name), name) for name in changes["coordinating"]])
