"""The fourth set: papers of the party and the Government, odd addressees, tables of their own under each heading, machines' nothing."""

import random
from collections.abc import Iterator

from tests.made_workbooks import directives, dossiers, procedures, tasks
from tests.made_workbooks.building import build, office_titles, province_titles, signed
from tests.made_workbooks.files import Made
from tests.made_workbooks.sheets import Item, Layout


def _tasks(seed: int) -> Iterator[Made]:
    kind = "tasks"

    def rows(name: str, habits: tasks.TaskHabits) -> list:
        return tasks.tasks(random.Random(f"{name}:{seed}"), habits)

    for name, style, form, more in (
        ("q01_van_ban_dang", "full", "xlsx", {}),
        ("q02_van_ban_viet_tat", "bracket", "csv", {"encoding": "utf-8-sig", "separator": ";"}),
        ("q03_van_ban_lon_xon", "varied", "xls", {}),
    ):
        habits = tasks.TaskHabits(
            count=36,
            leads=("us", "all", "list"),
            dues=("dmy", "before", "month"),
            others=4,
            sources=style,
            coordinators="; ",
            papers=True,
            documents=14,
        )
        yield build(
            name, kind, form, "stt=TT|content=Nội dung nhiệm vụ|source=Văn bản giao nhiệm vụ|lead=Cơ quan chủ trì|"
            "coordinating=Cơ quan phối hợp|due=Thời hạn hoàn thành|note=Ghi chú", rows(name, habits),
            Layout(titles=[{1: "NHIỆM VỤ GIAO NĂM 2026"}] if form == "csv" else province_titles("Nhiệm vụ giao năm 2026", width=7)),
            seed=seed, **more,
        )  # fmt: skip
    habits = tasks.TaskHabits(
        count=40, leads=("ours_odd",), dues=("dmy", "until"), others=8, sources="short", coordinators="; ", rejects=("missing_content",)
    )
    yield build(
        "q04_ai_duoc_giao", kind, "xlsx", "stt=TT|content=Nội dung nhiệm vụ|lead=Cơ quan, đơn vị thực hiện|due=Thời hạn|source=Văn bản|"
        "note=Ghi chú", rows("q04", habits), Layout(titles=province_titles("Giao nhiệm vụ", width=6)), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=36,
        leads=("internal",),
        dues=("dmy", "sentences", "cycles"),
        others=0,
        sources="full",
        coordinators="; ",
        rejects=("missing_content", "impossible_date"),
    )
    items = rows("q05", habits)
    yield build(
        "q05_moi_muc_mot_bang", kind, "xlsx", "stt=STT|content=Nội dung công việc|source=Căn cứ|lead=Chủ trì|coordinating=Phối hợp|"
        "Thời gian thực hiện>start=Từ ngày|Thời gian thực hiện>due=Đến ngày|note=Ghi chú",
        tasks.sectioned(items, ("PHẦN 1. KINH TẾ", "PHẦN 2. VĂN HÓA", "PHẦN 3. NỘI CHÍNH")),
        Layout(titles=office_titles("Phân công công việc", width=8), header_per_section=True, section_at="merged", section_numbers=False,
        restart=True, signature=signed(width=8)), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=33,
        leads=("us", "all", "list"),
        dues=("dmy", "real"),
        others=5,
        sources="lines",
        coordinators="; ",
        codes="{}",
        rejects=("missing_content", "duplicate_in_file"),
    )
    noted: list[Item] = []
    for n, item in enumerate(rows("q06", habits)):
        noted.append(item)
        if n % 11 == 7:
            noted.append(Item("note", {"text": f"Ghi chú: nhiệm vụ số {n + 1} đã được gia hạn theo Công văn số {n + 90}/UBND-TH."}))
    yield build(
        "q06_ma_la_so", kind, "ods", "code=Mã nhiệm vụ|content=Nội dung|source=Số, ngày tháng văn bản giao việc|lead=Đơn vị chủ trì|"
        "coordinating=Đơn vị phối hợp|due=Hạn hoàn thành|state=Kết quả|note=Ghi chú", noted,
        Layout(titles=province_titles("Theo dõi nhiệm vụ", width=8), breaks=True), seed=seed,
    )  # fmt: skip


def _others(seed: int) -> Iterator[Made]:
    for name, moments, form, more in (("q11_1970", ("dmy_hms",), "xlsx", {}), ("q12_1970_iso", ("iso_z",), "csv", {"encoding": "utf-8"})):
        habits = dossiers.DossierHabits(count=60, moments=moments, states="vendor", channels="vendor", epoch=True)
        yield build(
            name, "dossiers", form, "code=Mã hồ sơ|procedure_code=Mã TTHC|procedure_name=Tên thủ tục|applicant=Người nộp|phone=Điện thoại|"
            "channel=Hình thức nộp|received_at=Ngày tiếp nhận|appointment_at=Ngày hẹn trả|resolved_at=Ngày có kết quả|"
            "returned_at=Ngày trả kết quả|status=Trạng thái", dossiers.dossiers(random.Random(f"{name}:{seed}"), habits), Layout(),
            seed=seed, **more,
        )  # fmt: skip
    habits = dossiers.DossierHabits(count=60, moments=("day",), states="national", channels="spoken", place="with_phone")
    yield build(
        "q13_chi_co_ngay", "dossiers", "xls", "stt=STT|code=Số hồ sơ|procedure_name=Loại thủ tục|applicant=Họ tên công dân|"
        "place_phone=Địa chỉ, ĐT|received_at=Ngày nhận|appointment_at=Ngày hẹn|returned_at=Ngày trả|status=Tình trạng|"
        "channel=Hình thức nhận", dossiers.dossiers(random.Random(f"q13:{seed}"), habits),
        Layout(titles=office_titles("Sổ theo dõi hồ sơ", width=10), numbers="(n)"), seed=seed,
    )  # fmt: skip
    for name, form, style, more in (
        ("q21_so_dang", "xlsx", "apart", {}),
        ("q22_so_dang_gop", "csv", "together", {"encoding": "utf-16", "separator": "\t"}),
    ):
        habits = directives.DirectiveHabits(count=50, dates="dmy", type_subject=style, vv=True, papers=True)
        cols = (
            "arrival_date=Ngày đến|arrival_number=Số đến|agency=Cơ quan ban hành|number=Số, ký hiệu|issued=Ngày ban hành|"
            + ("type=Loại văn bản|" if style == "apart" else "")
            + "subject=Trích yếu nội dung|recipient=Đơn vị nhận|note=Ghi chú"
        )
        yield build(
            name,
            "directives",
            form,
            cols,
            directives.directives(random.Random(f"{name}:{seed}"), habits),
            Layout(),
            seed=seed,
            also=("document_type",),
            **more,
        )
    habits = procedures.ProcedureHabits(count=30, times=("plain", "wordy", "hours", "day", "capital"))
    items = procedures.by_field(procedures.procedures(random.Random(f"q31:{seed}"), habits), lead_in="Lĩnh vực ")
    yield build(
        "q31_moi_linh_vuc_mot_bang", "procedures", "xlsx", "stt=STT|code=Mã TTHC|name=Tên thủ tục hành chính|time=Thời hạn giải quyết|"
        "fee=Phí, lệ phí|place=Địa điểm", items,
        Layout(titles=province_titles("Danh mục thủ tục hành chính", width=6), header_per_section=True, section_at="merged", restart=True),
        seed=seed, also=("field",),
    )  # fmt: skip


def workbooks(seed: int = 1) -> Iterator[Made]:
    """Every workbook of the set."""
    yield from _tasks(seed)
    yield from _others(seed)
