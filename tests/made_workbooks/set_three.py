"""The third set: the awkward ones. Tables that do not look like tables, rows that look like records and are none."""

import random
from collections.abc import Iterator

from tests.made_workbooks import directives, dossiers, procedures, tasks
from tests.made_workbooks.building import build, office_titles, province_titles, signed
from tests.made_workbooks.files import Made
from tests.made_workbooks.sheets import Item, Layout

RECIPIENTS = [{2: "Nơi nhận:"}, {2: "- Như trên;"}, {2: "- Chủ tịch, các PCT UBND tỉnh;"}, {2: "- Lưu: VT, TH."}]
SMALL_PRINT = [
    {1: "Ghi chú:"},
    {1: "1. Cột (5): ghi ngày, tháng, năm hoàn thành theo văn bản giao."},
    {1: "2. Cột (6): ghi tên đơn vị chịu trách nhiệm chính."},
    {1: "3. Nhiệm vụ thường xuyên không ghi thời hạn."},
]
PREFACE = [
    "Đơn vị báo cáo: Văn phòng UBND tỉnh",
    "Đơn vị nhận báo cáo: UBND các xã, phường",
    "Kỳ báo cáo: Tháng 11 năm 2026",
    "Số nhiệm vụ đã giao: 48",
    "Số nhiệm vụ hoàn thành: 31",
    "Số nhiệm vụ quá hạn: 2",
]


def _tasks(seed: int) -> Iterator[Made]:
    kind = "tasks"

    def rows(name: str, habits: tasks.TaskHabits) -> list:
        return tasks.tasks(random.Random(f"{name}:{seed}"), habits)

    habits = tasks.TaskHabits(
        count=30, leads=("us", "all", "list"), dues=("dmy", "before", "month"), others=4, sources="full", coordinators="; "
    )
    yield build(
        "h01_o_rong", kind, "xlsx", "stt=STT|content=Nội dung nhiệm vụ|source=Văn bản chỉ đạo|lead=Cơ quan chủ trì|"
        "coordinating=Cơ quan phối hợp|due=Thời hạn hoàn thành|Kết quả thực hiện>Đã hoàn thành>x1=Đúng hạn|"
        "Kết quả thực hiện>Đã hoàn thành>x2=Quá hạn|Kết quả thực hiện>Chưa hoàn thành>x3=Trong hạn|"
        "Kết quả thực hiện>Chưa hoàn thành>x4=Quá hạn|note=Ghi chú", rows("h01", habits),
        Layout(titles=province_titles("Kết quả thực hiện nhiệm vụ giao", width=12), wide=("content",), numbers="(n)",
        total_first="TỔNG CỘNG", closing=RECIPIENTS, signature=signed(width=12)), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(count=28, leads=("us", "all"), dues=("dmy", "until", "quarter"), others=3, sources="short", coordinators="\n")
    yield build(
        "h02_noi_thuong", kind, "xlsx", "stt=Thứ tự|content=Việc phải làm|lead=Ai chủ trì|coordinating=Ai phối hợp|due=Bao giờ xong|"
        "source=Theo văn bản nào|note=Lưu ý", rows("h02", habits),
        Layout(titles=[{1: "VIỆC CẦN LÀM QUÝ IV/2026"}], left=3, top=2, closing=SMALL_PRINT), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=36, leads=("all",), dues=("dmy", "before", "real"), others=0, sources="full", coordinators="; ", rejects=("missing_content",)
    )
    yield build(
        "h03_giao_theo_muc", kind, "xls", "stt=STT|content=Nhiệm vụ|source=Văn bản giao|due=Thời hạn|coordinating=Đơn vị phối hợp|"
        "deliverable=Sản phẩm|note=Ghi chú",
        tasks.by_addressee(rows("h03", habits), random.Random(3)), Layout(titles=province_titles("Phụ lục phân công nhiệm vụ", width=7),
        section_at="merged"), seed=seed, also=("lead",),
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=32, leads=("us", "all", "list"), dues=("dmy", "clock", "long"), others=4, sources="varied", in_one="sentence", assigned="dot"
    )
    nested: list[Item] = []
    items = rows("h04", habits)
    for n in range(0, len(items), 6):
        if n % 12 == 0:
            nested.append(
                Item(
                    "section",
                    {
                        "text": ["PHÁT TRIỂN KINH TẾ", "VĂN HÓA - XÃ HỘI", "XÂY DỰNG CHÍNH QUYỀN", "KHÁC"][n // 12 % 4],
                        "mark": "ABCD"[n // 12 % 4],
                    },
                )
            )
        nested += [Item("section", {"text": f"Nhóm nhiệm vụ {n // 6 + 1}", "mark": "I" * (n // 6 % 2 + 1)}), *items[n : n + 6]]
    yield build(
        "h04_hai_cap_muc", kind, "xlsx", "stt=STT|content=Nội dung công việc|source=Căn cứ pháp lý|both=Phân công|assigned=Ngày giao|"
        "due=Hạn xử lý|note=Ghi chú", nested,
        Layout(titles=province_titles("Chương trình công tác năm 2026", width=7, extra=PREFACE), stt="1.", restart=True,
        closing=SMALL_PRINT), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=30, leads=("us", "all", "list"), dues=("dmy", "until", "month"), others=4, sources="lines", coordinators="\n", documents=5
    )
    yield build(
        "h05_nhu_tren", kind, "xlsx", "content=Nội dung|source=Văn bản giao nhiệm vụ|lead=Đơn vị chủ trì|due=Thời hạn|"
        "coordinating=Đơn vị phối hợp|note=Ghi chú", rows("h05", habits),
        Layout(titles=[{1: "DANH MỤC NHIỆM VỤ NĂM 2026"}], ditto={"source": "nt", "lead": "-nt-", "due": "nt"}, breaks=True, upper=True),
        seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=30,
        leads=("us", "all", "list", "coordinating"),
        dues=("dmy", "dash", "before", "none"),
        others=4,
        sources="short",
        coordinators="; ",
        codes="NV{:04d}",
    )
    yield build(
        "h06_sep_rach", kind, "csv", "code=Mã|content=Tên nhiệm vụ|source=Văn bản|lead=Chủ trì|coordinating=Phối hợp|due=Hạn|note=Ghi chú",
        rows("h06", habits),
        Layout(blank_every=7), seed=seed, encoding="utf-16-le", separator=";", line_end="\n", ragged=True, sep_line=True,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=34, leads=("us", "all", "list"), dues=("dmy", "real", "serial"), others=5, sources="full", coordinators="; ", assigned="real"
    )
    months = "|".join(f"Tiến độ các tháng>m{n}=T{n}" for n in range(1, 13))
    yield build(
        "h07_muoi_hai_thang", kind, "xlsx",
        "stt=STT|field_of_work=Lĩnh vực|content=Nội dung nhiệm vụ|source=Văn bản giao|assigned=Ngày giao|"
        "due=Ngày phải hoàn thành|lead=Đơn vị chủ trì|coordinating=Đơn vị phối hợp|"
        f"{months}|done=Ngày thực tế hoàn thành|note=Ghi chú",
        rows("h07", habits), Layout(titles=province_titles("Bảng theo dõi tiến độ", width=22), merge_down=("field_of_work", "source"),
        repeat_header=14), seed=seed, hidden_columns=("coordinating", "source"),
    )  # fmt: skip


def _dossiers(seed: int) -> Iterator[Made]:
    kind = "dossiers"

    def rows(name: str, habits: dossiers.DossierHabits) -> list:
        return dossiers.dossiers(random.Random(f"{name}:{seed}"), habits)

    habits = dossiers.DossierHabits(count=60, moments=("dmy_hms", "real"), states="vendor", channels="vendor", odd_codes=True)
    yield build(
        "k01_theo_linh_vuc", kind, "xlsx", "stt=STT|code=Mã hồ sơ|procedure_name=Tên thủ tục hành chính|applicant=Tổ chức/cá nhân|"
        "phone=Điện thoại|received_at=Tiếp nhận|appointment_at=Hẹn trả|resolved_at=Giải quyết xong|returned_at=Đã trả|status=Tình trạng|"
        "note=Ghi chú",
        [x for n, i in enumerate(rows("k01", habits)) for x in ([Item("section", {"text": f"Lĩnh vực {i.cells['field']}"}),
        i] if n % 15 == 0 else [i])],
        Layout(titles=office_titles("Danh sách hồ sơ đã tiếp nhận", width=11), total_first="Tổng số", subtotal="Cộng: {n} hồ sơ",
        closing=RECIPIENTS, section_at="merged"), seed=seed,
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=60, moments=("dash",), states="capitals", channels="spoken")
    yield build(
        "k02_rach", kind, "csv", "stt=STT|code=Số hồ sơ|procedure_name=Thủ tục hành chính|applicant=Người nộp|received_at=Ngày nộp|"
        "appointment_at=Ngày hẹn trả|resolved_at=Ngày hoàn thành|status=Trạng thái|channel=Hình thức", rows("k02", habits),
        Layout(titles=[{1: "Danh sách hồ sơ"}, {1: "Người xuất: admin"}, {1: "Ngày xuất: 22/11/2026 08:00"}]), seed=seed, encoding="utf-8",
        separator=",", line_end="\n", ragged=True,
    )  # fmt: skip


def _others(seed: int) -> Iterator[Made]:
    habits = directives.DirectiveHabits(count=50, dates="iso", type_subject="apart", vv=True, spaces_in_numbers=True)
    yield build(
        "l01_so_rong", "directives", "xlsx", "arrival_date=Ngày đến|arrival_number=Số đến|agency=Tên cơ quan gửi|number=Số, ký hiệu|"
        "issued=Ngày tháng|type=Loại|subject=Trích yếu nội dung văn bản|recipient=Đơn vị/người nhận|forwarded=Ngày giao|note=Ghi chú",
        directives.by_month(directives.directives(random.Random(f"l01:{seed}"), habits), "Tháng {m:02d}"),
        Layout(titles=office_titles("Sổ đăng ký văn bản đến", width=11), wide=("subject",), closing=SMALL_PRINT[:2], section_at="second",
        section_numbers=False), seed=seed,
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=34, times=("wordy", "plain", "hours"), codes="agency")
    items = procedures.by_field(procedures.procedures(random.Random(f"m01:{seed}"), habits))
    for n, item in enumerate([i for i in items if i.role == "section"], 1):
        item.cells["mark"] = str(n)
    yield build(
        "m01_quyet_dinh", "procedures", "xlsx", "stt=TT|code=Mã TTHC|name=Tên TTHC|time=Thời hạn giải quyết|place=Địa điểm thực hiện|"
        "Cách thức thực hiện>x1=Trực tiếp|Cách thức thực hiện>x2=Trực tuyến|Cách thức thực hiện>x3=BCCI|law=Căn cứ pháp lý",
        [Item("section", {"text": "DANH MỤC TTHC THUỘC THẨM QUYỀN GIẢI QUYẾT CỦA UBND CẤP XÃ", "mark": "A"}), *items],
        Layout(titles=province_titles("Danh mục TTHC ban hành kèm theo Quyết định", width=9), restart=True, wide=("name",),
        closing=RECIPIENTS), seed=seed,
        also=("field",),
    )  # fmt: skip


def workbooks(seed: int = 1) -> Iterator[Made]:
    """Every workbook of the set."""
    yield from _tasks(seed)
    yield from _dossiers(seed)
    yield from _others(seed)
