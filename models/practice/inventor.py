"""Invents believable records from a vocabulary and a seed: the same seed gives the same office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random
from typing import Any, TypeVar

from models.clock.working_days import Calendar
from models.labels import RESOURCES
from models.registers.directives.numbers import number_key
from models.registers.dossiers.explanation import rules_text
from models.registers.settings import Settings

Row = dict[str, Any]
T = TypeVar("T")

# How invented dossiers end, out of 1,000: resolved a day or more early, on the day, late. The rest of the newest are still open.
_EARLY, _ON_TIME = 640, 970
_UNTIL_FETCHED = tuple(timedelta(hours=hours) for hours in (0, 1, 2, 20, 44))
_BEFORE_CLOSING = tuple(timedelta(minutes=minutes) for minutes in range(290))
_LATE_REASONS = ("PHOIHOP", "CNTT", "TBC", "CBCC", "KHAC")


@dataclass(frozen=True, slots=True)
class Unit:
    """A department as the inventor needs it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """An official as the inventor needs it."""

    id: int
    name: str
    department_id: int | None


@dataclass(frozen=True, slots=True)
class KnownProcedure:
    """A procedure as it stands on a dossier. `limit_unit` is None where the catalogue names no time."""

    id: int
    code: str
    name: str
    field: str
    limit_value: float | None
    limit_unit: str | None


class Inventor:
    """Makes rows for the register tables. Dates lie between `first` and `until`, on working days."""

    def __init__(
        self,
        random: Random,
        settings: Settings,
        calendar: Calendar,
        *,
        first: date,
        until: date,
        units: Sequence[Unit],
        people: Sequence[Person],
        procedures: Sequence[KnownProcedure],
    ) -> None:
        self.random = random
        self._chance = random.random
        self.words: dict[str, Any] = json.loads((RESOURCES / "practice" / "vocabulary.json").read_text(encoding="utf-8"))
        self.settings = settings
        self.calendar = calendar
        self.units = units
        self.employ(people)
        self.procedures = procedures
        self.until = until
        span = (until - first).days + 1
        self.days = [day for day in (first + timedelta(days=n) for n in range(span)) if calendar.is_working_day(day)]
        self._due: dict[tuple[date, int], date] = {}
        self._rules = rules_text(settings.clock_rules())
        self._agencies = [
            (name.format(province=settings.province or "Gia Lai"), symbol)
            for name, symbol, weight in self.words["agencies"]
            for _ in range(weight)
        ]
        self._types = [(name, symbol) for name, symbol, weight in self.words["document_types"] for _ in range(weight)]
        # All names and sentences beforehand: so few that a million records share them.
        self._names = [" ".join(parts) for parts in product(*(self.words[name] for name in ("surnames", "middles", "givens")))]
        self._sentences = {
            kind: [template.format(topic=topic) for template in self.words[kind] for topic in self.words["topics"]]
            for kind in ("subjects", "tasks")
        }

    def employ(self, people: Sequence[Person]) -> None:
        """The officials among whom work is given out."""
        self.people = people
        self._of_unit = {unit.id: [person for person in people if person.department_id == unit.id] for unit in self.units}

    def _pick(self, choices: Sequence[T]) -> T:
        """One of them. A third of the cost of `Random.choice`, and a million records choose twenty million times."""
        return choices[int(self._chance() * len(choices))]

    def _between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._chance() * (high - low + 1))

    def person_name(self) -> str:
        """An invented person."""
        return self._pick(self._names)

    def _days_of(self, number: int) -> Iterator[date]:
        """As many days as records, in order of time, spread evenly."""
        many = len(self.days)
        return (self.days[index * many // number] for index in range(number))

    def _due_after(self, day: date, working_days: int) -> date:
        key = (day, working_days)
        due = self._due.get(key)
        if due is None:
            due = self._due[key] = self.calendar.add_working_days(day, working_days)
        return due

    def _responsible(self) -> tuple[Unit, Person | None]:
        """A department and, mostly, one of its people."""
        unit = self._pick(self.units)
        of_unit = self._of_unit[unit.id]
        return unit, self._pick(of_unit) if of_unit and self._chance() < 0.9 else None

    def directives(self, number: int, numbers: dict[int, int]) -> Iterator[Row]:
        """Incoming documents in order of arrival; `numbers` holds the last arrival number of each year and is counted on."""
        for day in self._days_of(number):
            year = day.year
            numbers[year] = numbers.get(year, 0) + 1
            agency, agency_symbol = self._pick(self._agencies)
            kind, symbol = self._pick(self._types)
            number_part = str(self._between(1, 4200))
            symbol_part = f"{symbol}-{agency_symbol}" if symbol else f"{agency_symbol}-VP"
            unit, person = self._responsible()
            age = (self.until - day).days
            forwarded = self._due_after(day, self._pick((0, 0, 0, 1))) if age > 3 or self._chance() < 0.4 else None
            forwarded = None if forwarded is not None and forwarded > self.until else forwarded
            due = self._due_after(day, self._pick((3, 5, 7, 10, 15))) if self._chance() < 0.45 else None
            replied: date | None = None
            if due is not None and forwarded is not None:
                finish = self._due_after(day, self._between(1, 9)) if self._chance() < 0.6 else due
                finish = due if finish > due else finish
                if self._chance() < 0.05:
                    finish = self._due_after(due, self._between(1, 6))
                replied = finish if finish <= self.until and self._chance() < 0.98 else None
            issued = day - timedelta(days=self._between(0, 6))
            yield {
                "year": year,
                "arrival_number": numbers[year],
                "arrival_date": day,
                "issuing_agency": agency,
                "document_number": f"{int(number_part):02d}/{symbol_part}",
                "number_part": f"{int(number_part):02d}",
                "symbol_part": symbol_part,
                "number_key": number_key(f"{int(number_part):02d}/{symbol_part}"),
                "issued_date": issued,
                "document_type": kind,
                "subject": self._pick(self._sentences["subjects"]),
                "urgency": self._pick(("normal",) * 14 + ("urgent", "urgent", "flash")),
                "medium": "paper" if self._chance() < 0.15 else "electronic",
                "signer": self.person_name(),
                "signer_title": "Phó Chủ tịch" if agency_symbol == "UBND" else "Phó Giám đốc",
                "recipient": unit.name,
                "recipient_department_id": unit.id,
                "recipient_official_id": person.id if person else None,
                "forwarded_date": forwarded,
                "leader_instruction": self._instruction(unit) if forwarded else "",
                "due_date": due,
                "original_due_date": due,
                "reply_number": f"{self._between(1, 1500):02d}/UBND-VP" if replied else "",
                "reply_date": replied,
                "created_at": datetime.combine(day, time(8, self._between(0, 59))),
            }

    def _instruction(self, unit: Unit) -> str:
        return str(self._pick(self.words["instructions"])).format(department=unit.name)

    def tasks(self, number: int, sources: Sequence[Row]) -> Iterator[Row]:
        """Assigned tasks; `sources` are directives (with their id) in order of time, each giving several."""
        for index in range(number):
            source = sources[index * len(sources) // number] if sources else None
            assigned: date = source["arrival_date"] if source else self.days[index * len(self.days) // number]
            unit, person = self._responsible()
            due = self._due_after(assigned, self._pick((5, 7, 10, 15, 20, 30, 45))) if self._chance() < 0.94 else None
            original = due
            if due is not None and self._chance() < 0.08:
                due = self._due_after(due, self._pick((3, 5, 7)))
            finish = self._finish(assigned, due)
            number_written = f"{self._between(1, 900):02d}/BC-UBND"
            yield {
                "content": self._pick(self._sentences["tasks"]),
                "directive_id": source["id"] if source else None,
                "source_number": source["document_number"] if source else "",
                "source_date": source["issued_date"] if source else None,
                "source_agency": source["issuing_agency"] if source else "",
                "source_clause": f"Khoản {self._between(1, 6)}" if self._chance() < 0.6 else "",
                "assigned_by": "Chủ tịch UBND",
                "assigned_date": assigned,
                "lead_department_id": unit.id,
                "lead_official_id": person.id if person else None,
                "lead": unit.name,
                "due_date": due,
                "original_due_date": original,
                "recurring": "monthly" if due is None and self._chance() < 0.5 else None,
                "deliverable": self._pick(self.words["deliverables"]),
                "completed_date": finish,
                "evidence_number": number_written if finish else "",
                "evidence_date": finish,
                "created_at": datetime.combine(assigned, time(9, self._between(0, 59))),
                **self._interrupted(assigned, finish),
            }

    def _interrupted(self, assigned: date, finish: date | None) -> Row:
        """A few open tasks stand still or were called off; every row names the same columns."""
        chance = self._chance() if finish is None else 1.0
        at = datetime.combine(min(assigned + timedelta(days=3), self.until), time(10))
        return {
            "suspended_at": at if chance < 0.04 else None,
            "suspend_reason": "Chờ hướng dẫn của Sở" if chance < 0.04 else "",
            "cancelled_at": at if 0.04 <= chance < 0.07 else None,
            "cancel_reason": "Cơ quan giao việc đã thu hồi văn bản" if 0.04 <= chance < 0.07 else "",
        }

    def _finish(self, assigned: date, due: date | None) -> date | None:
        """The day a task was done; None while it is open."""
        if due is None:
            finish = self._due_after(assigned, self._between(3, 60))
            return finish if finish <= self.until and self._chance() < 0.7 else None
        chance = self._chance()
        if chance < 0.9:
            finish = max(assigned, due - timedelta(days=self._between(0, 4)))
        else:
            finish = self._due_after(due, self._between(1, 9))
        forgotten = self._chance() < 0.07 and (self.until - due).days < 60
        return None if finish > self.until or forgotten else finish

    def dossiers(self, number: int, sequences: dict[str, int]) -> Iterator[Row]:
        """One-stop dossiers in order of receipt; `sequences` holds the last number of each day's codes and is counted on."""
        prefix = self.settings.agency_code or "H00.00"
        common = [known for known in self.procedures if known.limit_value is not None and known.limit_unit in ("working_day", "day")]
        weighted = common[:1] + sorted(common, key=lambda known: known.code)[:40] * 6 + common
        appointment_time = self.settings.appointment_time
        today: date | None = None
        stem = ""
        for day in self._days_of(number):
            if day != today:
                today, stem = day, f"{prefix}-{day:%y%m%d}"
            known = self._pick(weighted)
            sequences[stem] = sequences.get(stem, 0) + 1
            received = datetime(day.year, day.month, day.day, self._pick((7, 8, 8, 9, 9, 10, 13, 14)), self._between(30, 59))
            working_days = int(known.limit_value or 0)
            due_day = self._due_after(day, working_days) if working_days else day
            appointment = datetime.combine(due_day, appointment_time)
            resolved, late = self._resolve(received, appointment, working_days)
            status, closed = 4, resolved
            if resolved is not None:
                status = 10 if self._chance() < 0.96 else 9
            elif self._chance() < 0.08:
                status = 5
            elif self._chance() < 0.03:
                status = 6
            elif self._chance() < 0.02:
                status, closed = 7, min(received + timedelta(days=1), datetime.combine(self.until, time(16)))
            returned = None
            if status == 10 and resolved is not None:
                returned = resolved + self._pick(_UNTIL_FETCHED)
                if returned.date() > self.until:
                    returned, status = None, 9
            unit, person = self._responsible()
            apologised = late and self._chance() < 0.7
            yield {
                "dossier_code": f"{stem}-{sequences[stem]:04d}",
                "procedure_id": known.id,
                "procedure_code": known.code,
                "procedure_name": known.name,
                "field": known.field,
                "applicant": self.person_name(),
                "phone": f"09{self._between(10_000_000, 99_999_999)}",
                "address": self._pick(self.words["hamlets"]),
                "channel": self._pick((1, 1, 2, 2, 2, 2, 3)),
                "received_at": received,
                "appointment_at": appointment,
                "original_appointment_at": appointment,
                "resolved_at": resolved,
                "returned_at": returned,
                "closed_at": closed,
                "status": status,
                "limit_value": known.limit_value,
                "limit_unit": known.limit_unit,
                "clock_rules": self._rules,
                "handling_department_id": unit.id,
                "handler_id": person.id if person else None,
                "holder": unit.name,
                "apology_number": f"{self._between(1, 300):02d}/PXL" if apologised else "",
                "apology_date": max(day, due_day - timedelta(days=1)) if apologised else None,
                "late_reason_code": self._pick(_LATE_REASONS) if late and resolved else "",
                "digitised": int(self._chance() < 0.8),
                "financial_obligation": int(self._chance() < 0.3),
                "paid_online": int(self._chance() < 0.2),
                "return_method": "Trực tiếp",
                "created_at": received,
            }

    def _resolve(self, received: datetime, appointment: datetime, working_days: int) -> tuple[datetime | None, bool]:
        """When the result was there (None while open) and whether that is, or already was by `until`, after the appointment."""
        chance = 1_000 * self._chance()
        if chance < _EARLY and working_days > 1:
            early = self._due_after(received.date(), self._between(1, max(1, working_days - 1)))
            resolved = datetime(early.year, early.month, early.day, self._pick((9, 10, 14, 15)), self._between(0, 59))
        elif chance < _ON_TIME:
            resolved = max(received + timedelta(minutes=30), appointment - self._pick(_BEFORE_CLOSING))
        else:
            resolved = datetime.combine(self._due_after(appointment.date(), self._between(1, 8)), time(10, self._between(0, 59)))
        forgotten = self._chance() < 0.03 and (self.until - appointment.date()).days < 30
        if forgotten or resolved.date() > self.until:
            return None, appointment.date() < self.until
        return resolved, resolved > appointment
