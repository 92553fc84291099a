"""The second set: other forms and other habits than the first, kept aside to measure with and not to mend by."""

import random
from collections.abc import Iterator

from tests.made_workbooks import directives, dossiers, procedures, tasks
from tests.made_workbooks.building import build, hidden_old_sheet, office_titles, paired, province_titles, signed, summary_sheet
from tests.made_workbooks.files import Made
from tests.made_workbooks.sheets import Layout

PARTS = ("Nhiệm vụ phát triển kinh tế", "Nhiệm vụ văn hóa, giáo dục, y tế", "Nhiệm vụ nội chính và xây dựng chính quyền")


def _tasks(seed: int) -> Iterator[Made]:
    kind = "tasks"

    def rows(name: str, habits: tasks.TaskHabits) -> list:
        return tasks.tasks(random.Random(f"{name}:{seed}"), habits)

    habits = tasks.TaskHabits(
        count=46,
        leads=("us", "all", "list", "mixed", "coordinating"),
        dues=("real", "sentences", "periods", "month", "undated", "dmy"),
        others=7,
        sources="varied",
        coordinators="; ",
        documents=14,
        assigned="dot",
    )
    items = rows("x01", habits)
    first = build(
        "x01_ket_luan", kind, "xlsx", "stt=TT|content=Nội dung kết luận, chỉ đạo|source=Văn bản, ngày tháng|"
        "Phân công thực hiện>lead=Đơn vị chủ trì, tham mưu|Phân công thực hiện>coordinating=Đơn vị phối hợp|"
        "assigned=Ngày nhận nhiệm vụ|due=Thời hạn phải hoàn thành (ngày/tháng/năm)|deliverable=Sản phẩm, kết quả|"
        "hardship=Tồn tại, vướng mắc|note=Ghi chú", tasks.sectioned(items, PARTS),
        Layout(titles=[{1: "VĂN PHÒNG UBND TỈNH GIA LAI"}, {1: "BIỂU TỔNG HỢP NHIỆM VỤ CHỦ TỊCH UBND TỈNH GIAO"},
        {1: "(Tính đến ngày 10/11/2026)"}], section_at="second", stt="I.1", restart=True, blank_every=13,
               end_notes=("* Số liệu trích từ phần mềm theo dõi nhiệm vụ.",)), seed=seed, sheet="Tháng 11",
    )  # fmt: skip
    later, gone = tasks.updated(random.Random(f"x02:{seed}"), items, habits, new=6, gone=5)
    second = build(
        "x02_ket_luan_thang_sau", kind, "ods", "content=Nội dung chỉ đạo|due=Thời hạn|lead=Cơ quan chủ trì|source=Số văn bản giao|"
        "coordinating=Các cơ quan phối hợp|note=Ghi chú|stt=STT", later,
        Layout(titles=province_titles("Nhiệm vụ giao tháng 12 năm 2026", width=7), spaces=0.1, signature=signed(width=7)), seed=seed,
        update_of="x01_ket_luan", gone=gone, sheet="Tháng 12", behind=[hidden_old_sheet()],
    )  # fmt: skip
    yield from paired(first, second)
    habits = tasks.TaskHabits(
        count=30,
        leads=("us", "all", "list"),
        dues=("dmy", "until", "quarter", "short_year", "before"),
        sources="apart",
        coordinators=", ",
        others=4,
        rejects=("missing_content", "duplicate_in_file"),
    )
    yield build(
        "x03_tcvn3_nhom", kind, "xls", "stt=STT|content=Nội dung nhiệm vụ phải thực hiện|Văn bản giao việc>number=Số, ký hiệu|"
        "Văn bản giao việc>date_text=Ngày tháng|Văn bản giao việc>agency=Cơ quan ban hành|due=Thời gian yêu cầu hoàn thành|"
        "lead=Cơ quan được giao|coordinating=Phối hợp|deliverable=Hình thức sản phẩm|note=Ghi chú", tasks.sectioned(rows("x03", habits),
        PARTS),
        Layout(titles=province_titles("Danh mục nhiệm vụ còn tồn đọng năm 2026", width=10), upper=True, numbers="A", total="Cộng",
        stt="01", left=1), seed=seed, font="tcvn3", unicode_rows=0.15,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=35,
        leads=("us", "all", "list", "coordinating"),
        dues=("iso", "clock", "dash", "range", "double", "half", "year"),
        sources="bare",
        in_one="lines",
        codes="{:06d}",
        others=5,
    )
    yield build(
        "x04_utf16_phay", kind, "csv", "code=Mã công việc|content=Công việc|source=Văn bản|both=Đơn vị chủ trì/phối hợp|"
        "due=Thời hạn hoàn thành|deliverable=Kết quả|state=Tiến độ", rows("x04", habits), Layout(), seed=seed,
        encoding="utf-16", separator=",",
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=32,
        leads=("internal",),
        dues=("cycles", "dmy", "sentences", "blank"),
        sources="full",
        coordinators="; ",
        others=0,
        assigned="d/m/y",
        rejects=("missing_content", "impossible_date"),
    )
    yield build(
        "x05_phan_cong", kind, "xlsx", "lead=Đơn vị thực hiện|stt=STT|content=Nội dung công việc được giao|source=Theo văn bản|"
        "due=Thời hạn thực hiện|coordinating=Đơn vị phối hợp thực hiện|note=Ghi chú",
        sorted(rows("x05", habits), key=lambda i: i.cells["lead"] or ""),
        Layout(titles=office_titles("Bảng phân công nhiệm vụ quý IV/2026", width=7), merge_down=("lead",), repeat_header=15,
        signature=signed(width=7)), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=25, leads=("internal",), dues=("dmy", "iso"), sources="short", coordinators="; ", others=0, rejects=("missing_content",)
    )
    yield build(
        "x06_phan_mem_xa", kind, "xlsx", "code=ID|content=Tiêu đề|state=Trạng thái|priority=Độ ưu tiên|signer=Người tạo|"
        "lead=Người thực hiện|due=Hạn chót|created=Thời gian tạo", rows("x06", habits),
        Layout(), seed=seed, sheet="xa_tasks_22112026",
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=28,
        leads=("us", "list", "all"),
        dues=("sentences", "long", "dot", "no_year"),
        sources="bracket",
        coordinators="\n",
        others=3,
        long_content=0.5,
    )
    yield build(
        "x07_nfd", kind, "csv", "stt=TT|content=Nhiệm vụ trọng tâm|source=Căn cứ|due=Thời điểm hoàn thành|lead=Trách nhiệm chủ trì|"
        "coordinating=Trách nhiệm phối hợp|note=Chú thích", rows("x07", habits),
        Layout(titles=[{1: "CHƯƠNG TRÌNH CÔNG TÁC QUÝ IV NĂM 2026"}], nfd=True), seed=seed, encoding="utf-8", separator=";",
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=38,
        leads=("us", "all", "list"),
        dues=("real", "serial", "before_hour", "until", "periods"),
        sources="full",
        coordinators="dash",
        others=6,
        no_number=4,
        same_words=True,
        hidden=0.25,
        assigned="real",
    )
    yield build(
        "x08_hai_dong", kind, "xls", "stt=Stt|field_of_work=Lĩnh vực|content=Tên việc|"
        "Thông tin giao việc>source=Văn bản giao nhiệm vụ của UBND tỉnh|Thông tin giao việc>assigned=Ngày|Thời hạn>due=Được giao|"
        "Thời hạn>done=Thực tế|lead=Cơ quan chủ trì|"
        "coordinating=Cơ quan phối hợp|leader=Lãnh đạo phụ trách|note=Ghi chú", rows("x08", habits),
        Layout(titles=province_titles("Theo dõi nhiệm vụ", width=11), numbers="(n)", breaks=True, edges=True, spaces=0.12, subtotal="",
        total="TỔNG"), seed=seed, front=[summary_sheet("BC tổng hợp")],
    )  # fmt: skip


def _dossiers(seed: int) -> Iterator[Made]:
    kind = "dossiers"

    def rows(name: str, habits: dossiers.DossierHabits) -> list:
        return dossiers.dossiers(random.Random(f"{name}:{seed}"), habits)

    habits = dossiers.DossierHabits(
        count=85, moments=("loose",), states="spoken", channels="spoken", odd_codes=True, phone="spaced", procedure_codes="agency"
    )
    items = rows("y01", habits)
    first = build(
        "y01_bao_cao", kind, "xls", "stt=STT|code=Mã HS|applicant=Tên cá nhân/tổ chức|address=Nơi ở|phone=Số ĐT|procedure_code=Mã TTHC|"
        "procedure_name=Nội dung hồ sơ (tên thủ tục)|channel=Cách thức nộp|Thời gian>received_at=Tiếp nhận|"
        "Thời gian>appointment_at=Hẹn trả|Thời gian>resolved_at=Có kết quả|Thời gian>returned_at=Trả công dân|status=Hiện trạng|"
        "late=Quá hạn", items,
        Layout(titles=office_titles("Báo cáo chi tiết hồ sơ", width=14), numbers="n", total="Tổng cộng: {n} hồ sơ", spaces=0.05), seed=seed,
    )  # fmt: skip
    later, gone = dossiers.updated(random.Random(f"y02:{seed}"), items, habits, new=10, gone=7)
    second = build(
        "y02_bao_cao_moi", kind, "csv", "code=Số hồ sơ|procedure_name=Tên thủ tục hành chính|status=Trạng thái|received_at=Ngày tiếp nhận|"
        "appointment_at=Ngày hẹn trả|resolved_at=Ngày xử lý xong|returned_at=Ngày trả KQ|applicant=Người nộp",
        later, Layout(), seed=seed, update_of="y01_bao_cao", gone=gone, encoding="utf-8-sig", separator=";",
    )  # fmt: skip
    yield from paired(first, second)
    habits = dossiers.DossierHabits(
        count=65,
        moments=("lines", "comma"),
        states="national",
        channels="national",
        place="with_phone",
        code_form="000.00.88.H21-{d:%y%m%d}-{n:04d}",
    )
    yield build(
        "y03_ma_cu", kind, "xlsx", "stt=TT|code=Mã số hồ sơ|procedure_name=Tên TTHC|applicant=Họ và tên|place_phone=Địa chỉ - Điện thoại|"
        "field=Lĩnh vực|received_at=Ngày nhận hồ sơ|appointment_at=Ngày hẹn trả kết quả|returned_at=Ngày trả kết quả|"
        "channel=Hình thức tiếp nhận|status=Trạng thái giải quyết|note=Ghi chú", rows("y03", habits),
        Layout(titles=[{1: "SỔ THEO DÕI TIẾP NHẬN VÀ TRẢ KẾT QUẢ"}], spacers=(4,), breaks=True), seed=seed,
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=70, moments=("iso_07",), states="vendor", channels="spoken", phone="84")
    yield build(
        "y04_iso_07", kind, "csv", "code=Mã hồ sơ|procedure_code=Mã thủ tục|procedure_name=Tên thủ tục|"
        "applicant=Tổ chức, cá nhân nộp hồ sơ|phone=Số di động|received_at=Thời điểm tiếp nhận|appointment_at=Thời điểm hẹn trả|"
        "resolved_at=Thời điểm có kết quả|"
        "returned_at=Thời điểm trả kết quả|channel=Phương thức nộp|status=Trạng thái", rows("y04", habits), Layout(), seed=seed,
        encoding="utf-8", separator="\t",
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=60, moments=("am_pm",), states="national", channels="vendor", procedure_codes="long")
    yield build(
        "y05_vni", kind, "xlsx", "stt=STT|code=Mã hồ sơ|applicant=Người nộp|address=Địa chỉ|procedure_code=Mã TTHC|"
        "procedure_name=Thủ tục hành chính|channel=Hình thức nộp hồ sơ|received_at=Ngày nộp hồ sơ|appointment_at=Ngày trả theo hẹn|"
        "status=Tình trạng xử lý",
        rows("y05", habits), Layout(titles=office_titles("Danh sách hồ sơ", width=10), upper=True), seed=seed, font="vni",
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=800, moments=("real",), states="vendor", channels="national", hidden=0.1)
    yield build(
        "y06_xuat_800", kind, "ods", "code=Mã hồ sơ|procedure_name=Thủ tục|procedure_code=Mã TTHC|field=Nhóm lĩnh vực|applicant=Chủ hồ sơ|"
        "identity=CCCD/Mã số thuế|received_at=Nộp lúc|appointment_at=Hẹn trả lúc|resolved_at=Xử lý xong lúc|"
        "returned_at=Trả kết quả lúc|status=Trạng thái|step=Bước xử lý", rows("y06", habits), Layout(), seed=seed,
    )  # fmt: skip


def _directives(seed: int) -> Iterator[Made]:
    kind = "directives"

    def rows(name: str, habits: directives.DirectiveHabits) -> list:
        return directives.directives(random.Random(f"{name}:{seed}"), habits)

    habits = directives.DirectiveHabits(count=55, dates="d/m/y", type_subject="together", vv=True, zeros=True, agency_form="short")
    items = rows("z01", habits)
    first = build(
        "z01_so_cong_van", kind, "xls", "Đến>arrival_number=Số|Đến>arrival_date=Ngày|agency=Nơi phát hành|number=Số, kí hiệu văn bản|"
        "issued=Ngày, tháng, năm của văn bản|subject=Tên loại, trích yếu nội dung|recipient=Nơi nhận văn bản|forwarded=Ngày giao|"
        "signature=Ký|note=Ghi chú", directives.by_month(items, "THÁNG {m} NĂM 2026"), Layout(titles=office_titles("Sổ công văn đến",
        width=10), section_at="one", section_numbers=False, numbers="(n)"), also=("document_type",), seed=seed,
    )  # fmt: skip
    later, gone = directives.updated(random.Random(f"z02:{seed}"), items, habits, new=7, gone=4)
    second = build(
        "z02_so_cong_van_moi", kind, "xlsx", "arrival_date=NGÀY ĐẾN|arrival_number=SỐ ĐẾN|agency=CQ BAN HÀNH|number=SỐ/KÝ HIỆU|"
        "issued=NGÀY BAN HÀNH|subject=TRÍCH YẾU NỘI DUNG VĂN BẢN|recipient=ĐƠN VỊ NHẬN|note=GHI CHÚ", later,
        Layout(edges=True), also=("document_type",), seed=seed, update_of="z01_so_cong_van", gone=gone,
    )  # fmt: skip
    yield from paired(first, second)
    habits = directives.DirectiveHabits(count=45, dates="dash", type_subject="short", spaces_in_numbers=True)
    yield build(
        "z03_tab", kind, "csv", "book=Sổ văn bản|arrival_number=Số vào sổ|arrival_date=Ngày vào sổ|number=Số hiệu|issued=Ngày phát hành|"
        "agency=Cơ quan phát hành|subject=Trích yếu văn bản|leader=Người xử lý chính|recipient=Phòng ban xử lý|urgency=Độ khẩn|"
        "secrecy=Độ mật",
        rows("z03", habits), Layout(), also=("document_type",), seed=seed, encoding="utf-16", separator="\t",
    )  # fmt: skip
    habits = directives.DirectiveHabits(
        count=50, dates="real", type_subject="apart", arrival_text=True, rejects=("missing_content", "error_cell", "duplicate_in_file")
    )
    yield build(
        "z04_gop_nhieu", kind, "xlsx", "stt=STT|arrival_date=Ngày đến|arrival_number=Số đến|type=Loại VB|agency=Cơ quan, đơn vị ban hành|"
        "number=Số ký hiệu văn bản|issued=Ngày, tháng văn bản|subject=Nội dung trích yếu|recipient=Chuyển đến|forwarded=Ngày chuyển xử lý|"
        "note=Ghi chú",
        rows("z04", habits), Layout(titles=office_titles("Sổ theo dõi văn bản đến", width=11), merge_down=("arrival_date",),
        ditto={"recipient": "nt", "agency": "nt"}, repeat_header=18, blank_every=11), seed=seed,
    )  # fmt: skip
    habits = directives.DirectiveHabits(count=40, dates="dmy", type_subject="apart", vv=True)
    yield build(
        "z05_tcvn3", kind, "xls", "arrival_number=Số đến|arrival_date=Ngày tháng đến|agency=Tác giả văn bản|figure=Số VB|"
        "symbol=Ký hiệu VB|issued=Ngày VB|type=Thể loại|subject=Về việc|recipient=Người, đơn vị nhận|note=Ghi chú", rows("z05", habits),
        Layout(titles=office_titles("Sổ văn bản đến", width=10), top=1, left=1, numbers="n"), seed=seed, font="tcvn3",
    )  # fmt: skip


def _procedures(seed: int) -> Iterator[Made]:
    kind = "procedures"

    def rows(name: str, habits: procedures.ProcedureHabits) -> list:
        return procedures.procedures(random.Random(f"{name}:{seed}"), habits)

    banner = [{1: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"}]
    yield build(
        "w01_cong_quoc_gia", kind, "xlsx", "code=Mã số|name=Tên|place=Cơ quan ban hành|executor=Cơ quan thực hiện|field=Lĩnh vực",
        rows("w01", procedures.ProcedureHabits(count=36, blank_times=0.0)),
        Layout(titles=banner, blank_after_titles=0), seed=seed, sheet="Danh sách TTHC",
    )  # fmt: skip
    habits = procedures.ProcedureHabits(
        count=33, times=("wordy", "capital", "day"), codes="plain", rejects=("missing_code", "duplicate_in_file", "missing_content")
    )
    yield build(
        "w02_theo_linh_vuc", kind, "xls", "stt=Số TT|name=Tên thủ tục hành chính (TTHC)|code=Mã số|time=Thời hạn giải quyết theo quy định|"
        "executor=Cơ quan giải quyết|online=Trực tuyến|note=Ghi chú",
        procedures.by_field(rows("w02", habits), lead_in="Lĩnh vực: "),
        Layout(titles=province_titles("Danh mục TTHC thuộc thẩm quyền của UBND cấp xã", width=7), section_at="merged",
        subtotal="Tổng: {n} thủ tục", spaces=0.08), seed=seed,
        also=("field",),
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=30, time_column="number_day", codes="agency")
    yield build(
        "w03_ngay", kind, "csv", "stt=STT|code=Mã thủ tục hành chính|name=Tên thủ tục hành chính|field=Thuộc lĩnh vực|"
        "time=Số ngày giải quyết|level=Mức độ", rows("w03", habits), Layout(titles=[{1: "DANH SÁCH THỦ TỤC HÀNH CHÍNH"}]), seed=seed,
        encoding="cp1258", separator=",",
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=34, times=("plain", "hours"), codes="long", rejects=("bad_code", "missing_code"))
    yield build(
        "w04_vni", kind, "xls", "stt=TT|field=Lĩnh vực TTHC|name=Tên thủ tục|code=Mã TTHC|time=Thời gian giải quyết|fee=Phí/lệ phí",
        rows("w04", habits), Layout(titles=office_titles("Bảng niêm yết TTHC", width=6), merge_down=("field",)), seed=seed,
        font="vni",
    )  # fmt: skip


def workbooks(seed: int = 1) -> Iterator[Made]:
    """Every workbook of the set."""
    yield from _tasks(seed)
    yield from _dossiers(seed)
    yield from _directives(seed)
    yield from _procedures(seed)
