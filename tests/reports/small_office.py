"""An office small enough to count by eye: every record of it, and the figures that form 11/2026 (15/10 to 14/11) must show."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.office import Founding, Office
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.services import cancel_directive, receive_directive
from models.registers.dossiers.entering import Desk, enter_dossier
from models.registers.dossiers.receipt import cancel_dossier
from models.registers.dossiers.rows import DossierEntry
from models.registers.staff import OfficialEntry, add_official, load_staff
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.registers.tasks.services import assign_task, cancel_task

TODAY = date(2026, 11, 22)
ECONOMY, SECRETARIAT = "Phòng Kinh tế", "Văn phòng HĐND và UBND"
LAND, CIVIL_STATUS = "Đất đai", "Hộ tịch"

# Columns (3) to (13) of form II.06a, in the order of the sheet.
FIELD_LINES = {
    LAND: (5, 2, 2, 1, 3, 1, 1, 1, 2, 1, 1),
    CIVIL_STATUS: (3, 1, 2, 0, 2, 0, 2, 0, 1, 0, 1),
    "Tổng cộng": (8, 3, 4, 1, 5, 1, 3, 1, 3, 1, 2),
}
# Columns (3) to (11) of the sheet of tasks: assigned; done, on time, late; open, in time, late, without due date; suspended.
WORK_LINES = {
    SECRETARIAT: (2, 0, 0, 0, 2, 1, 0, 1, 0),
    ECONOMY: (3, 2, 1, 1, 1, 0, 1, 0, 0),
    "Đơn vị, người ngoài danh mục, hoặc chưa giao": (1, 0, 0, 0, 1, 0, 1, 0, 0),
    "Trần Văn Bình (Phòng Kinh tế)": (2, 1, 0, 1, 1, 0, 1, 0, 0),
    "Giao cho đơn vị, không ghi tên người": (4, 1, 1, 0, 3, 1, 1, 1, 0),
    "Tổng cộng": (6, 2, 1, 1, 4, 1, 2, 1, 0),
}
# Name of the figure on the first sheet -> this period, the period before.
SUMMARY = {
    "Văn bản đến trong kỳ": (4, 1),
    "Đã chuyển đơn vị, người xử lý": (2, 1),
    "Văn bản có hạn phải trả lời trong kỳ": (4, 1),
    "Đã trả lời đúng hạn": (1, 0),
    "Đã trả lời trễ hạn": (1, 0),
    "Chưa trả lời, trong hạn": (1, 0),
    "Chưa trả lời, quá hạn": (1, 1),
    "Nhiệm vụ phải thực hiện trong kỳ": (6, 2),
    "Hoàn thành đúng hạn": (1, 1),
    "Hoàn thành quá hạn": (1, 0),
    "Đang thực hiện, trong hạn": (1, 0),
    "Đang thực hiện, quá hạn": (2, 1),
    "Đang thực hiện, không có hạn": (1, 0),
    "Tạm dừng": (0, 0),
    "Tỷ lệ hoàn thành đúng hạn trên số nhiệm vụ đã hoàn thành": (0.5, 1.0),
    "Hồ sơ phải giải quyết trong kỳ": (8, 2),
    "Tiếp nhận trực tuyến": (3, 0),
    "Tiếp nhận trực tiếp, qua dịch vụ bưu chính": (4, 2),
    "Từ kỳ trước chuyển sang": (1, 0),
    "Hồ sơ đã giải quyết": (5, 1),
    "Đã giải quyết trước hạn": (1, 0),
    "Đã giải quyết đúng hạn": (3, 0),
    "Đã giải quyết quá hạn": (1, 1),
    "Hồ sơ đang giải quyết": (3, 1),
    "Đang giải quyết, trong hạn": (1, 1),
    "Đang giải quyết, quá hạn": (2, 0),
    "Tỷ lệ giải quyết trước hạn và đúng hạn trên số hồ sơ đã giải quyết": (4 / 5, 0.0),
    "Tỷ lệ đúng tiến độ theo Bộ chỉ số 766, kể cả hồ sơ đang giải quyết trong hạn": (5 / 8, 1 / 2),
    "Tỷ lệ hồ sơ nộp trực tuyến trên số hồ sơ tiếp nhận trong kỳ": (3 / 7, 0.0),
}
# Working days late at the end of 14/11/2026, a Saturday.
LATE_DOSSIERS = (("H21.88-261001-0004", 18), ("H21.88-261101-0012", 6), ("H21.88-261021-0003", 3))
OVERDUE_TASKS = (("Rà soát quy hoạch", 24), ("Tuyển quân", 0))


def _at(day: int, month: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)


def _on(day: int, month: int) -> date:
    return date(2026, month, day)


def _dossier(code: str, field: str, channel: int, received: datetime, due: datetime, **fields: Any) -> DossierEntry:
    usual = {"status": 9 if fields.get("resolved_at") else 4, "procedure_name": f"Thủ tục {field}", "applicant": "Nguyễn Văn A"}
    entry: dict[str, Any] = {**usual, **fields}
    return DossierEntry(
        dossier_code=f"H21.88-{received:%y%m%d}-{code}", field=field, channel=channel, received_at=received, appointment_at=due, **entry
    )


def _dossiers() -> list[DossierEntry]:
    late = {"late_reason_code": "CB", "apology_number": "12/PXL", "apology_date": _on(28, 10)}
    return [
        _dossier("0001", LAND, 2, _at(20, 10), _at(30, 10, 17), resolved_at=_at(28, 10)),
        _dossier("0002", LAND, 1, _at(20, 10), _at(30, 10, 17), resolved_at=_at(30, 10, 16)),
        _dossier("0003", LAND, 3, _at(21, 10), _at(28, 10, 17), resolved_at=_at(2, 11), **late),
        _dossier("0004", LAND, 1, _at(1, 10), _at(20, 10, 17)),
        _dossier("0005", LAND, 2, _at(10, 11), _at(20, 11, 17)),
        _dossier("0006", LAND, 1, _at(1, 10), _at(12, 10, 17), resolved_at=_at(13, 10)),
        _dossier("0007", CIVIL_STATUS, 1, _at(2, 11), _at(2, 11, 17), resolved_at=_at(2, 11, 11)),
        _dossier("0008", CIVIL_STATUS, 2, _at(3, 11), _at(9, 11, 17), status=7, closed_at=_at(5, 11)),
        _dossier("0009", CIVIL_STATUS, 1, _at(3, 11), _at(9, 11, 17), status=3, closed_at=_at(3, 11)),
        _dossier("0010", CIVIL_STATUS, 1, _at(15, 11), _at(20, 11, 17)),
        _dossier("0011", CIVIL_STATUS, 1, _at(4, 11), _at(9, 11, 17)),
        _dossier("0012", CIVIL_STATUS, 1, _at(1, 11), _at(5, 11, 17), resolved_at=_at(16, 11)),
    ]


def _tasks(office: Office) -> list[TaskEntry]:
    with office.read() as conn:
        staff = load_staff(conn)
    units = {row.name: row.id for row in staff.departments.values()}
    people = {row.name: row.id for row in staff.officials.values()}

    def task(content: str, lead: str, assigned: date, due: date | None, **fields: Any) -> TaskEntry:
        done = {"evidence_number": "10/BC-UBND"} if "completed_date" in fields else {}
        who: dict[str, Any] = {"lead": lead}
        if lead in units:
            who = {"lead_department_id": units[lead]}
        elif lead in people:
            who = {"lead_official_id": people[lead]}
        return TaskEntry(content=content, assigned_date=assigned, due_date=due, **{**who, **done, **fields})

    helpers = (CoordinatorEntry(name="Công an xã"), CoordinatorEntry(name="Ban Chỉ huy Quân sự xã"))
    return [
        task("Báo cáo thu ngân sách", ECONOMY, _on(16, 10), _on(30, 10), completed_date=_on(29, 10)),
        task("Kiểm tra chợ", "Trần Văn Bình", _on(16, 10), _on(30, 10), completed_date=_on(5, 11)),
        task("Rà soát quy hoạch", "Trần Văn Bình", _on(20, 9), _on(12, 10), coordinators=helpers, source_number="=1+1"),
        task("Kế hoạch tiếp dân", SECRETARIAT, _on(1, 11), _on(30, 11)),
        task("Cập nhật danh bạ", SECRETARIAT, _on(1, 11), None),
        task("Xong trước kỳ", SECRETARIAT, _on(1, 10), _on(12, 10), completed_date=_on(10, 10)),
        task("Giao nhầm", SECRETARIAT, _on(1, 11), _on(3, 11)),
        task("Tuyển quân", "Ban Chỉ huy Quân sự xã", _on(2, 11), _on(13, 11), completed_date=_on(18, 11)),
        task("Giao sau kỳ", ECONOMY, _on(16, 11), _on(20, 11)),
    ]


def _directives(economy: int) -> list[DirectiveEntry]:
    def paper(arrival: date, number: str, forwarded: date | None, due: date | None, **fields: Any) -> DirectiveEntry:
        forwarding = {"recipient_department_id": economy, "forwarded_date": forwarded} if forwarded else {}
        usual: dict[str, Any] = {"document_type": "Công văn", "subject": f"Về việc số {number}", "issued_date": arrival}
        return DirectiveEntry(
            arrival_date=arrival, issuing_agency="Sở Nội vụ", document_number=number, due_date=due, **{**usual, **forwarding, **fields}
        )

    reply = {"reply_number": "55/UBND-KT"}
    secret = {"secrecy": "confidential", "document_type": "", "subject": ""}
    return [
        paper(_on(20, 9), "1/SNV-TH", _on(20, 9), _on(10, 10)),
        paper(_on(16, 10), "2/SNV-TH", _on(16, 10), _on(30, 10), reply_date=_on(28, 10), **reply),
        paper(_on(17, 10), "3/SNV-TH", _on(17, 10), _on(30, 10), reply_date=_on(3, 11), **reply),
        paper(_on(10, 11), "4/SNV-TH", None, _on(30, 11)),
        paper(_on(11, 11), "5/SNV-TH", _on(20, 11), None),
        paper(_on(12, 11), "6/SNV-TH", None, None),
        paper(_on(12, 11), "7/SNV-TH", None, _on(13, 11), **secret),
        paper(_on(18, 11), "8/SNV-TH", None, _on(19, 11)),
    ]


def empty_office(folder: Path, *, today: date = TODAY) -> Office:
    """A founded office with nothing in its registers but one official."""
    founding = Founding("UBND xã Hoài Ân", "commune", "Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa")
    office = Office.found(str(folder / "office"), founding, today=today)
    with office.read() as conn:
        economy = next(row.id for row in load_staff(conn).departments.values() if row.name == ECONOMY)
    add_official(office, OfficialEntry(name="Trần Văn Bình", department_id=economy))
    return office


def fill(office: Office) -> None:
    """Enter the small office's records."""
    with office.read() as conn:
        economy = next(row.id for row in load_staff(conn).departments.values() if row.name == ECONOMY)
    desk = Desk.of(office)
    with office.write("dossier.receive") as tx:
        dossiers = [enter_dossier(tx, entry, desk) for entry in _dossiers()]
    cancel_dossier(office, dossiers[10], reason="Nhập nhầm")
    tasks = [assign_task(office, entry).id for entry in _tasks(office)]
    assert tasks[6] is not None
    cancel_task(office, tasks[6], reason="Giao nhầm")
    papers = [receive_directive(office, entry).id for entry in _directives(economy)]
    assert papers[5] is not None
    cancel_directive(office, papers[5], reason="Vào sổ nhầm")
