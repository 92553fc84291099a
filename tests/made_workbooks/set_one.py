"""The first set: thirty-odd workbooks of all kinds and formats."""

import dataclasses
import random
from collections.abc import Iterator

from tests.made_workbooks import directives, dossiers, procedures, tasks
from tests.made_workbooks.building import (
    build,
    guide_sheet,
    hidden_old_sheet,
    office_titles,
    paired,
    province_titles,
    signed,
    summary_sheet,
)
from tests.made_workbooks.files import Made
from tests.made_workbooks.sheets import Layout

SECTIONS = ("LĨNH VỰC KINH TẾ - NGÂN SÁCH", "Lĩnh vực văn hóa, xã hội", "Nội chính, cải cách hành chính", "Quốc phòng - An ninh")
NOTES = ("Ghi chú: Các địa phương báo cáo kết quả về Văn phòng UBND tỉnh trước ngày 25 hằng tháng./.", "(*) Cột bắt buộc phải nhập.")


def _tasks(seed: int) -> Iterator[Made]:
    kind = "tasks"

    def rows(name: str, habits: tasks.TaskHabits) -> list:
        return tasks.tasks(random.Random(f"{name}:{seed}"), habits)

    habits = tasks.TaskHabits(
        count=40,
        leads=("us", "all", "list"),
        dues=("real", "before", "month", "quarter", "until", "dmy"),
        others=5,
        sources="full",
        documents=12,
    )
    items = rows("t01", habits)
    first = build(
        "t01_phu_luc_tinh", kind, "xlsx", "stt=TT|content=Nội dung giao|source=Căn cứ giao|Thời gian>assigned=Ngày giao|"
        "Thời gian>due=Thời hạn hoàn thành|"
        "Cơ quan thực hiện>lead=Chủ trì|Cơ quan thực hiện>coordinating=Phối hợp|deliverable=Sản phẩm|note=Ghi chú", tasks.sectioned(items,
        SECTIONS),
        Layout(titles=province_titles("Danh mục nhiệm vụ giao các địa phương quý IV năm 2026", width=9), numbers="(n)", subtotal="Cộng",
        total="Tổng cộng", end_notes=NOTES[:1],
               signature=signed(width=9)), seed=seed, sheet="PL1", front=[guide_sheet()],
    )  # fmt: skip
    later, gone = tasks.updated(random.Random(f"t02:{seed}"), items, habits)
    second = build(
        "t02_phu_luc_tinh_cap_nhat", kind, "csv", "stt=STT|lead=Đơn vị chủ trì|content=Nội dung nhiệm vụ|due=Hạn hoàn thành|"
        "coordinating=Đơn vị phối hợp|source=Văn bản giao việc|note=Ghi chú",
        later, Layout(stt="01"), seed=seed, update_of="t01_phu_luc_tinh", gone=gone, encoding="utf-8-sig", separator=";",
    )  # fmt: skip
    yield from paired(first, second)
    habits = tasks.TaskHabits(count=28, leads=("us", "all", "list", "coordinating"), dues=("dmy", "before", "until", "no_year", "none"),
    sources="varied", coordinators="; ", assigned="none", others=4,
                              rejects=("missing_content", "impossible_date"))  # fmt: skip
    deep = ["Thực hiện Chương trình công tác năm 2026 của UBND tỉnh; căn cứ kết quả kiểm điểm tháng 10,",
    "UBND tỉnh giao các cơ quan, địa phương thực hiện các nhiệm vụ sau đây:",
            "1. Yêu cầu các địa phương chủ động triển khai.", "2. Kết quả thực hiện là căn cứ xếp loại cuối năm.",
            "3. Đầu mối liên hệ: Phòng Tổng hợp, điện thoại 0269.3824.404",
            "4. Thời hạn tính theo ngày làm việc.", "Đơn vị nhận: UBND các xã, phường", "Kỳ giao: tháng 11/2026"]  # fmt: skip
    yield build(
        "t03_tieu_de_sau", kind, "xls", "stt=Số TT|content=Nhiệm vụ cụ thể|lead=Cơ quan, đơn vị chủ trì|"
        "coordinating=Cơ quan, đơn vị phối hợp|due=Thời gian hoàn thành|source=Văn bản giao|deliverable=Kết quả đầu ra",
        rows("t03", habits), Layout(titles=province_titles("Nhiệm vụ trọng tâm tháng 11 năm 2026", width=7, extra=deep), top=2, left=1,
        spaces=0.1, numbers="n", end_notes=NOTES, blank_every=9), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(count=30, leads=("internal",), dues=("real", "dmy", "recurring", "blank", "none"), sources="short",
    coordinators="dash", others=0, assigned="real",
                              rejects=("missing_content", "duplicate_in_file"))  # fmt: skip
    yield build(
        "t04_noi_bo_ba_dong", kind, "ods", "stt=STT|Nội dung>content=Công việc|Nội dung>Căn cứ>source=Văn bản|"
        "Phân công>Thực hiện>lead=Bộ phận chủ trì|Phân công>Thực hiện>coordinating=Bộ phận phối hợp|"
        "Phân công>Thời gian>assigned=Giao ngày|Phân công>Thời gian>due=Hạn xử lý|note=Ghi chú", rows("t04", habits),
        Layout(titles=office_titles("Phân công nhiệm vụ các phòng, ban tháng 11/2026", width=8), numbers="(n)", repeat_header=12,
        breaks=True, total="TỔNG SỐ: {n} nhiệm vụ", empty_numbered=4,
               signature=signed(width=8, right="CHỦ TỊCH")), seed=seed,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=26,
        leads=("us", "all", "list"),
        dues=("dmy", "before", "quarter", "long"),
        sources="apart",
        coordinators=", ",
        others=3,
        long_content=0,
    )
    yield build(
        "t05_tcvn3_csv", kind, "csv", "stt=STT|content=Nội dung công việc|number=Số văn bản|date_text=Ngày văn bản|lead=Đơn vị thực hiện|"
        "coordinating=Đơn vị phối hợp|due=Thời hạn|note=Ghi chú",
        rows("t05", habits), Layout(titles=[{1: "DANH MỤC CÔNG VIỆC UBND TỈNH GIAO NĂM 2026"}]), seed=seed, font="tcvn3", encoding="cp1252",
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=32, leads=("us", "all"), dues=("dmy", "dot", "month", "until"), sources="full", coordinators="; ", others=4, no_number=3
    )
    yield build(
        "t06_vni_xlsx", kind, "xlsx", "stt=STT|content=Nội dung chỉ đạo|source=Văn bản chỉ đạo|assigned=Ngày giao việc|due=Hạn xử lý|"
        "lead=Cơ quan thực hiện|coordinating=Cơ quan phối hợp|note=Ghi chú",
        tasks.sectioned(rows("t06", habits), SECTIONS[:3]), Layout(titles=province_titles("Tổng hợp nhiệm vụ giao năm 2026", width=8),
        section_at="one", upper=True, signature=signed(width=8)), seed=seed,
        font="vni", unicode_rows=0.2,
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=34,
        leads=("us", "all", "list"),
        dues=("dmy", "clock", "dash", "iso", "range", "before_hour"),
        sources="apart",
        in_one="brackets",
        codes="GL.{:05d}",
        others=5,
        long_content=0.4,
    )
    yield build(
        "t07_csv_trich_dan", kind, "csv", "code=Mã số|content=Tiêu đề nhiệm vụ|number=Số/Ký hiệu|agency=Nơi ban hành|"
        "both=Đơn vị thực hiện|due=Hạn chót|deliverable=Kết quả cần đạt|note=Ghi chú",
        rows("t07", habits), Layout(spaces=0.1), seed=seed, encoding="utf-8", separator=",",
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=30,
        leads=("internal",),
        dues=("dmy", "real", "recurring", "until"),
        sources="full",
        coordinators="; ",
        others=0,
        documents=7,
        rejects=("missing_content", "impossible_date"),
    )
    yield build(
        "t08_theo_van_ban", kind, "xlsx", "stt=TT|content=Nhiệm vụ|lead=Phòng, ban chủ trì|coordinating=Phối hợp thực hiện|"
        "due=Thời hạn báo cáo|deliverable=Hình thức văn bản|note=Ghi chú",
        tasks.by_document(rows("t08", habits), random.Random(8)), Layout(titles=office_titles("Theo dõi nhiệm vụ cấp trên giao", width=7),
        restart=True, section_at="merged", left=1), seed=seed,
        also=("source_document",),
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=30,
        leads=("internal",),
        dues=("dmy", "before", "month"),
        sources="bracket",
        coordinators=", ",
        others=0,
        rejects=("missing_content",),
    )
    yield build(
        "t09_theo_phong", kind, "xls", "stt=STT|content=Nội dung thực hiện|source=Văn bản giao nhiệm vụ|due=Thời hạn xử lý|"
        "coordinating=Cơ quan, đơn vị phối hợp|deliverable=Sản phẩm hoàn thành|note=Ghi chú",
        tasks.by_lead(rows("t09", habits), ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Công an xã"]),
        Layout(titles=office_titles("Lịch công tác và nhiệm vụ tuần 47", width=7), subtotal="Cộng: {n} việc", section_at="stt"), seed=seed,
        also=("lead",),
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=36,
        leads=("all", "list", "us"),
        dues=("dmy", "until", "before"),
        sources="short",
        coordinators="\n",
        others=4,
        codes="NVT-{}",
        documents=9,
        same_words=True,
    )
    items = rows("t10", habits)
    first = build(
        "t10_co_ma", kind, "xls", "stt=STT|code=Mã NV|content=Tên nhiệm vụ|source=VB giao|assigned=Ngày giao|due=Hạn|lead=ĐV chủ trì|"
        "coordinating=ĐV phối hợp|state=Tình trạng|done=Ngày hoàn thành|note=Ghi chú", items,
        Layout(titles=[{1: "BÁO CÁO TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"}, {1: "Từ ngày 01/01/2026 đến ngày 06/11/2026"}], spaces=0.05), seed=seed,
    )  # fmt: skip
    later, gone = tasks.updated(random.Random(f"t11:{seed}"), items, dataclasses.replace(habits, codes="NVT-{}", hidden=0.2))
    for item in later[::3]:
        item.hidden = True
    second = build(
        "t11_co_ma_cap_nhat", kind, "xlsx", "code=MÃ NV|due=HẠN HOÀN THÀNH|content=TÊN NHIỆM VỤ|lead=ĐƠN VỊ CHỦ TRÌ|source=VĂN BẢN GIAO|"
        "note=GHI CHÚ|number_of_report=SỐ VĂN BẢN BÁO CÁO|hardship=KHÓ KHĂN, VƯỚNG MẮC",
        later, Layout(nfd=True, edges=True, spaces=0.15), seed=seed, update_of="t10_co_ma", gone=gone,
    )  # fmt: skip
    yield from paired(first, second)
    habits = tasks.TaskHabits(count=44, leads=("us", "all", "list", "mixed"), others=6, sources="lines", coordinators=";\n",
    assigned="d/m/y", dues=(
        "real", "serial", "dmy", "dash", "dot", "short_year", "iso", "clock", "long", "before", "until", "month", "quarter", "year",
        "half", "range", "double", "none", "epoch", "spaced"))  # fmt: skip
    yield build(
        "t12_moi_kieu_ngay", kind, "xlsx", "stt=STT|priority=Mức độ ưu tiên|content=Nội dung công việc, nhiệm vụ|"
        "source=Văn bản giao (số, ngày)|leader=Lãnh đạo chỉ đạo|lead=Đơn vị đầu mối|coordinating=Đơn vị phối hợp|"
        "assigned=Thời điểm giao|due=Thời gian thực hiện|progress=Tiến độ|note=Ghi chú", rows("t12", habits),
        Layout(titles=province_titles("Bảng theo dõi nhiệm vụ năm 2026", width=11), spacers=(3, 7), star=("content", "due")), seed=seed,
        hidden_columns=("leader",), behind=[summary_sheet(), hidden_old_sheet()],
    )  # fmt: skip
    habits = tasks.TaskHabits(count=30, leads=("us", "all"), dues=("real", "real_time", "quarter"), sources="full", coordinators="; ",
    others=2, assigned="real", formula_like=True,
                              rejects=("missing_content", "error_cell", "formula_without_value", "duplicate_in_file"))  # fmt: skip
    yield build(
        "t13_he_1904", kind, "xlsm", "stt=STT|content=Nội dung nhiệm vụ được giao|source=Văn bản giao nhiệm vụ (số, ký hiệu, ngày tháng)|"
        "assigned=Ngày giao|due=Hạn hoàn thành|lead=Cơ quan chủ trì thực hiện|"
        "coordinating=Cơ quan phối hợp thực hiện|note=Ghi chú", rows("t13", habits), Layout(top=1, titles=[{1: "THEO DÕI NHIỆM VỤ"}]),
        seed=seed, mac_dates=True, front=[summary_sheet("Biểu đồ")],
    )  # fmt: skip
    habits = tasks.TaskHabits(
        count=33, leads=("us", "all", "list"), dues=("dmy", "clock"), sources="apart", coordinators="; ", others=4, assigned="dmy"
    )
    yield build(
        "t14_he_thong_tab", kind, "csv", "stt=STT|number=Số ký hiệu|date_text=Ngày ban hành|agency=Cơ quan ban hành|"
        "content=Trích yếu nội dung nhiệm vụ|lead=Đơn vị xử lý chính|coordinating=Đơn vị phối hợp xử lý|"
        "assigned=Ngày giao|due=Hạn xử lý|state=Trạng thái|signer=Người giao", rows("t14", habits), Layout(), seed=seed, encoding="utf-8",
        separator="\t",
    )  # fmt: skip


def _dossiers(seed: int) -> Iterator[Made]:
    kind = "dossiers"

    def rows(name: str, habits: dossiers.DossierHabits) -> list:
        return dossiers.dossiers(random.Random(f"{name}:{seed}"), habits)

    habits = dossiers.DossierHabits(count=90, moments=("dmy_hm",), states="vendor", channels="vendor", odd_codes=True, phone="number")
    items = rows("d01", habits)
    first = build(
        "d01_danh_sach", kind, "xlsx", "stt=STT|code=Mã số hồ sơ|procedure_name=Tên TTHC|procedure_code=Mã thủ tục|field=Lĩnh vực|"
        "applicant=Người nộp hồ sơ|identity=Số giấy tờ|phone=Điện thoại|address=Địa chỉ|"
        "channel=Kênh tiếp nhận|received_at=Thời gian tiếp nhận|appointment_at=Thời gian hẹn trả|resolved_at=Ngày hoàn thành xử lý|"
        "returned_at=Thời gian trả kết quả|status=Tình trạng|officer=Cán bộ thụ lý",
        items, Layout(titles=[{1: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ HOÀI ÂN"}, {1: "DANH SÁCH HỒ SƠ"},
        {1: "Kỳ: 01/09/2026 - 15/11/2026"}], numbers="(n)", total="Tổng số hồ sơ: {n}"), seed=seed, sheet="Danh sách",
    )  # fmt: skip
    later, gone = dossiers.updated(random.Random(f"d02:{seed}"), items, habits)
    second = build(
        "d02_danh_sach_cap_nhat", kind, "ods", "status=Trạng thái hồ sơ|code=Số hồ sơ|applicant=Chủ hồ sơ|procedure_name=Tên thủ tục|"
        "received_at=Ngày nhận|appointment_at=Ngày hẹn|resolved_at=Ngày có kết quả|"
        "returned_at=Ngày trả|phone=SĐT", later, Layout(titles=[{1: "DANH SÁCH HỒ SƠ"}]), seed=seed, update_of="d01_danh_sach", gone=gone,
    )  # fmt: skip
    yield from paired(first, second)
    habits = dossiers.DossierHabits(count=70, moments=("real",), procedure_codes="long", phone="spaced", hidden=0.3)
    yield build(
        "d03_so_theo_doi_mau_07", kind, "xls", "stt=STT|code=Mã hồ sơ|procedure_code=Mã TTHC|procedure_name=Tên thủ tục hành chính|"
        "applicant=Tên tổ chức, cá nhân|place_phone=Địa chỉ, số điện thoại|unit=Cơ quan chủ trì giải quyết|"
        "Nhận và trả kết quả>received_at=Nhận hồ sơ|Nhận và trả kết quả>appointment_at=Hẹn trả kết quả|"
        "Nhận và trả kết quả>returned_at=Trả kết quả|Nhận và trả kết quả>result_way=Phương thức nhận kết quả|"
        "Nhận và trả kết quả>signature=Ký nhận|status=Trạng thái|note=Ghi chú", rows("d03", dataclasses.replace(habits, place="with_phone",
        phone="text")),
        Layout(titles=office_titles("Sổ theo dõi hồ sơ", width=14), numbers="(n)", breaks=True, signature=signed(width=14)), seed=seed,
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=80, moments=("sa_ch",), states="national", channels="vendor", procedure_codes="agency")
    yield build(
        "d04_sa_ch", kind, "csv", "code=MaHoSo|procedure_code=MaTTHC|procedure_name=TenTTHC|applicant=ChuHoSo|phone=SoDienThoai|"
        "address=DiaChi|channel=HinhThucNop|received_at=NgayTiepNhan|appointment_at=NgayHenTra|"
        "resolved_at=NgayKetThucXuLy|returned_at=NgayTra|status=TrangThaiHoSo", rows("d04", habits), Layout(), seed=seed,
        encoding="utf-16", separator="\t",
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=75, moments=("iso_z",), states="vendor", channels="vendor", phone="84")
    yield build(
        "d05_iso_utc", kind, "csv", "code=Mã hồ sơ|procedure_name=Thủ tục|field=Lĩnh vực|applicant=Họ và tên người nộp|"
        "phone=Số điện thoại liên hệ|channel=Hình thức tiếp nhận|received_at=Ngày nộp|appointment_at=Hạn trả kết quả|"
        "resolved_at=Ngày xử lý xong|status=Trạng thái xử lý|note=Ghi chú", rows("d05", habits), Layout(spaces=0.05), seed=seed,
        encoding="utf-8-sig", separator=",",
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=60, moments=("hour_word", "h"), states="national", channels="vendor", procedure_codes="comma")
    yield build(
        "d06_tcvn3", kind, "xls", "stt=STT|code=Số biên nhận|procedure_code=Mã TTHC|procedure_name=Tên thủ tục|applicant=Họ tên|"
        "address=Địa chỉ|phone=Điện thoại|received_at=Ngày giờ nhận|appointment_at=Ngày giờ hẹn trả|"
        "returned_at=Ngày trả KQ|status=Tình trạng giải quyết|channel=Hình thức nộp", rows("d06", habits),
        Layout(titles=office_titles("Sổ tiếp nhận hồ sơ", width=12)), seed=seed, font="tcvn3",
    )  # fmt: skip
    habits = dossiers.DossierHabits(count=1500, moments=("hms_dmy",), states="capitals", channels="national", returned_date_only=True)
    yield build(
        "d07_xuat_1500", kind, "xlsx", "stt=#|code=Mã hồ sơ|procedure_code=Mã thủ tục hành chính|procedure_name=Tên thủ tục hành chính|"
        "applicant=Tên người nộp|channel=Hình thức|received_at=Ngày tiếp nhận hồ sơ|"
        "appointment_at=Ngày hẹn trả kết quả|resolved_at=Ngày giải quyết xong|returned_at=Ngày trả kết quả|status=Trạng thái", rows("d07",
        habits), Layout(), seed=seed,
    )  # fmt: skip


def _directives(seed: int) -> Iterator[Made]:
    kind = "directives"

    def rows(name: str, habits: directives.DirectiveHabits) -> list:
        return directives.directives(random.Random(f"{name}:{seed}"), habits)

    habits = directives.DirectiveHabits(count=60, dates="real", type_subject="apart", vv=True, zeros=True)
    items = rows("v01", habits)
    first = build(
        "v01_so_den", kind, "xlsx", "arrival_date=Ngày đến|arrival_number=Số đến|agency=Tác giả|number=Số, ký hiệu văn bản|"
        "issued=Ngày tháng văn bản|type=Tên loại|subject=Trích yếu nội dung văn bản|recipient=Đơn vị hoặc người nhận|"
        "forwarded=Ngày chuyển|signature=Ký nhận|note=Ghi chú", directives.by_month(items),
        Layout(titles=office_titles("Sổ đăng ký văn bản đến", width=11), numbers="(n)", section_at="merged", section_numbers=False),
        seed=seed,
    )  # fmt: skip
    later, gone = directives.updated(random.Random(f"v02:{seed}"), items, habits)
    second = build(
        "v02_so_den_cap_nhat", kind, "xls", "stt=STT|number=Số ký hiệu|issued=Ngày ban hành|agency=Cơ quan ban hành|arrival_number=Số đến|"
        "arrival_date=Ngày đến|type=Loại văn bản|subject=Trích yếu|recipient=Đơn vị xử lý|note=Ghi chú",
        later, Layout(titles=[{1: "DANH SÁCH VĂN BẢN ĐẾN"}]), seed=seed, update_of="v01_so_den", gone=gone,
    )  # fmt: skip
    yield from paired(first, second)
    habits = directives.DirectiveHabits(count=50, dates="d/m/y", type_subject="short", arrival_text=True, spaces_in_numbers=True)
    yield build(
        "v03_vni", kind, "xls", "arrival_date=Ngày đến|arrival_number=Số đến|agency=Nơi gửi|number=Số và ký hiệu|issued=Ngày văn bản|"
        "subject=Tên loại và trích yếu nội dung|recipient=Nơi nhận|forwarded=Ngày chuyển|signature=Ký nhận|note=Ghi chú",
        rows("v03", habits), Layout(titles=office_titles("Sổ công văn đến năm 2026", width=10), numbers="n", ditto={"agency": "-nt-",
        "recipient": '"'}, upper=True, total="Tổng cộng: {n} văn bản"), also=("document_type",), seed=seed, font="vni",
    )  # fmt: skip
    habits = directives.DirectiveHabits(
        count=55, dates="dmy", number_form="apart", zeros=True, rejects=("error_cell", "impossible_date", "duplicate_in_file")
    )
    yield build(
        "v04_he_thong", kind, "xlsx", "stt=STT|Thông tin đến>arrival_number=Số đến|Thông tin đến>arrival_date=Ngày đến|Văn bản>figure=Số|"
        "Văn bản>symbol=Ký hiệu|Văn bản>issued=Ngày ký|Văn bản>type=Hình thức|Văn bản>subject=Trích yếu|"
        "agency=Đơn vị ban hành|urgency=Độ khẩn|signer=Người ký|recipient=Bộ phận xử lý|due=Hạn xử lý|state=Trạng thái", rows("v04",
        habits), Layout(repeat_header=20, numbers="[n]"), seed=seed,
    )  # fmt: skip
    habits = directives.DirectiveHabits(count=48, dates="dot", type_subject="together", vv=True, agency_form="short")
    yield build(
        "v05_cp1258", kind, "csv", "arrival_number=Số đến|arrival_date=Ngày đến|agency=Cơ quan gửi|"
        "number_date=Số, ký hiệu, ngày tháng văn bản|subject=Loại và trích yếu văn bản|recipient=Người nhận|note=Ghi chú", rows("v05",
        habits),
        Layout(titles=[{1: "SỔ VĂN BẢN ĐẾN 2026"}]), also=("document_type",), seed=seed, encoding="cp1258", separator=";",
    )  # fmt: skip
    habits = directives.DirectiveHabits(count=52, dates="short", type_subject="apart", number_form="whole")
    yield build(
        "v06_gop_o", kind, "ods", "arrival_date=NGÀY ĐẾN|arrival_number=SỐ ĐẾN|agency=CƠ QUAN BAN HÀNH VĂN BẢN|number=SỐ KÝ HIỆU VB|"
        "issued=NGÀY VB|type=LOẠI VB|subject=NỘI DUNG|leader=LÃNH ĐẠO BÚT PHÊ|recipient=CHUYỂN CHO|note=GHI CHÚ",
        rows("v06", habits), Layout(titles=office_titles("Sổ theo dõi công văn đến", width=10), merge_down=("arrival_date", "agency"),
        signature=signed(width=10)), seed=seed,
    )  # fmt: skip


def _procedures(seed: int) -> Iterator[Made]:
    kind = "procedures"

    def rows(name: str, habits: procedures.ProcedureHabits) -> list:
        return procedures.procedures(random.Random(f"{name}:{seed}"), habits)

    habits = procedures.ProcedureHabits(count=34, times=("plain", "wordy", "day"))
    yield build(
        "p01_danh_muc", kind, "xlsx", "stt=STT|code=Mã số TTHC|name=Tên thủ tục hành chính|time=Thời hạn giải quyết|"
        "place=Địa điểm thực hiện|fee=Phí, lệ phí (nếu có)|law=Căn cứ pháp lý|decision=Quyết định công bố",
        procedures.by_field(rows("p01", habits), lead_in="LĨNH VỰC "), Layout(titles=province_titles("Danh mục thủ tục hành chính cấp xã",
        width=8), restart=True, subtotal="Cộng: {n} TTHC"), seed=seed, also=("field",),
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=30, time_column="number", codes="long")
    yield build(
        "p02_so_ngay", kind, "xls", "stt=STT|field=Lĩnh vực|name=Tên TTHC|code=Mã hồ sơ TTHC|time=Thời hạn giải quyết (ngày làm việc)|"
        "level=Mức độ DVC|fee=Lệ phí", rows("p02", habits),
        Layout(titles=[{1: "THỐNG KÊ TTHC"}], merge_down=("field",), numbers="n"), seed=seed,
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=32, times=("plain", "hours", "day", "wordy"), codes="agency")
    yield build(
        "p03_xuat_cong", kind, "csv", "code=Mã thủ tục|name=Tên thủ tục|field=Lĩnh vực thực hiện|time=Thời gian giải quyết|"
        "executor=Cơ quan thực hiện|level=Loại thủ tục", rows("p03", habits), Layout(), seed=seed,
        encoding="utf-16", separator="\t",
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=30, time_column="value_unit", codes="comma")
    yield build(
        "p04_tach_don_vi", kind, "ods", "stt=TT|name=Thủ tục hành chính|code=Mã TTHC|field=Lĩnh vực|Thời hạn>value=Số lượng|"
        "Thời hạn>unit=Đơn vị tính|note=Ghi chú", rows("p04", habits), Layout(numbers="(n)", spaces=0.1, left=2), seed=seed,
    )  # fmt: skip
    habits = procedures.ProcedureHabits(count=28, times=("capital", "plain"), codes="number", rejects=("bad_code", "duplicate_in_file"))
    yield build(
        "p05_ma_la_so", kind, "xlsx", "stt=STT|code=MÃ TTHC|name=TÊN TTHC|field=LĨNH VỰC|time=THỜI HẠN|online=DVC TRỰC TUYẾN", rows("p05",
        habits), Layout(titles=office_titles("Danh mục TTHC niêm yết", width=6), upper=True), seed=seed,
    )  # fmt: skip


def workbooks(seed: int = 1) -> Iterator[Made]:
    """Every workbook of the set."""
    yield from _tasks(seed)
    yield from _dossiers(seed)
    yield from _directives(seed)
    yield from _procedures(seed)
