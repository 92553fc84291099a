"""The sentence of every refusal and remark, and the names of fields: source texts, one a code. `ui.words` speaks them."""

from __future__ import annotations

# Code of OfficeError -> what, why, what to do. Named places are the error's facts; {field} is the field's name.
SENTENCES: dict[str, str] = {
    "not_found": "Không còn thấy mục này trong sổ. Có thể nó vừa được người khác sửa hoặc hoàn tác; hãy làm mới danh sách (F5).",
    "nothing_to_undo": "Không còn bước nào để hoàn tác.",
    "nothing_to_redo": "Không còn bước nào để làm lại.",
    "changed_since": (
        "Không hoàn tác được vì mục này đã được sửa sau đó (lúc {at}, {actor}). Hãy hoàn tác việc mới hơn trước, hoặc sửa lại mục bằng tay."
    ),
    "sqlite_too_old": "Thư viện SQLite trên máy ({found}) quá cũ, có thể làm mất dữ liệu. Hãy cài lại chương trình.",
    "file_too_large": "Tệp {path} lớn hơn {limit_mb} MB nên không đọc. Hãy tách thành nhiều tệp nhỏ hơn.",
    "cannot_read_file": "Không đọc được tệp {path} ({reason}). Hãy kiểm tra tên tệp và quyền đọc.",
    "unknown_file_kind": "Tệp {path} không phải bảng tính. Hãy dùng tệp .xlsx, .xlsm, .xls, .xlsb, .ods hoặc .csv.",
    "not_a_workbook": "Tệp {path} hỏng hoặc không phải bảng tính. Hãy mở bằng chương trình bảng tính, lưu lại rồi nhập lại.",
    "sheet_not_found": "Không có trang tính “{sheet}”. Tệp có các trang: {sheets}.",
    "sheet_empty": "Tệp {path} không có dòng dữ liệu nào. Hãy chọn trang tính có dữ liệu.",
    "columns_not_found": (
        "Dòng đầu của bảng không có cột cần thiết ({missing}). Các cột tìm thấy: {found}. "
        "Bản này chỉ nhập bảng có tên cột ở dòng đầu; hãy xóa các dòng tiêu đề phía trên hoặc chỉ định cột."
    ),
    "unknown_field": "Không có trường “{name}”. Các trường có thể dùng: {fields}.",
    "cannot_read_map": "Không đọc được tệp chỉ định cột {path}. Tệp phải là JSON dạng tên cột: tên trường.",
    "plan_outdated": "Sổ vừa thay đổi sau khi xem trước bảng nhập. Hãy xem trước lại rồi nhập.",
    "unknown_state": "Không có trạng thái “{state}”. Các trạng thái: {states}.",
    "key_not_found": "Không tìm thấy “{key}”. Hãy kiểm tra lại mã, số hoặc uid.",
    "bad_period": "Kỳ báo cáo “{period}” không hợp lệ. Hãy viết như 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2026 hoặc 2026-10-01..2026-10-31.",
    "bad_setting": "Giá trị của thiết lập “{key}” không hợp lệ.",
    "practice_needs_catalogue": "Sổ này chưa có bộ phận hoặc thủ tục nào nên chưa sinh được bản ghi giả định. Hãy nhập danh mục trước.",
    "cannot_write_file": "Không ghi được tệp {path} ({reason}). Hãy đóng tệp nếu đang mở ở chương trình khác, hoặc chọn nơi khác.",
}

# Code of a problem with a row of an imported sheet -> what is wrong and what to do; row and column are said before it.
PROBLEMS: dict[str, str] = {
    "missing_content": "thiếu nội dung bắt buộc. Hãy điền rồi nhập lại dòng này.",
    "missing_code": "thiếu mã. Hãy điền mã rồi nhập lại dòng này.",
    "bad_code": "“{value}” không phải mã hợp lệ. Hãy sửa lại mã rồi nhập lại dòng này.",
    "impossible_date": "“{value}” không phải ngày có trong lịch. Hãy sửa thành ngày/tháng/năm rồi nhập lại dòng này.",
    "duplicate_in_file": "trùng với dòng {first} của chính tệp này. Hãy bỏ bớt một dòng.",
    "error_cell": "ô báo lỗi công thức. Hãy sửa ô rồi nhập lại dòng này.",
    "formula_without_value": "công thức chưa có giá trị. Hãy mở tệp, lưu lại rồi nhập lại.",
    "unknown_department": "không có bộ phận “{value}” trong danh mục. Hãy thêm bộ phận hoặc sửa tên.",
    "too_long": "nội dung dài quá {limit} ký tự. Hãy rút gọn rồi nhập lại dòng này.",
    "number_taken": "số đến {number} năm {year} đã có trong sổ. Hãy kiểm tra lại số.",
}

# Code of a finding of the check of an office -> words.
FINDINGS: dict[str, str] = {
    "journal_entry_missing": "Nhật ký thiếu bước {seq}: có người đã xóa bằng chương trình khác.",
    "journal_entry_changed": "Bước {seq} của nhật ký đã bị sửa bằng chương trình khác.",
    "journal_change_stray": "Nhật ký có dòng không thuộc bước nào (bước {seq}).",
    "journal_cut_off": "Nhật ký bị cắt đuôi: lần dùng trước đã đến bước {anchored}, nay chỉ còn {seq}.",
    "anchor_missing": "Thiếu hoặc hỏng tệp mốc của nhật ký (journal.anchor); không chứng minh được phần cuối còn đủ.",
    "row_changed_outside": "Bảng {table}, dòng {id}: nội dung khác với nhật ký, đã bị sửa bằng chương trình khác.",
    "row_unknown_to_journal": "Bảng {table}, dòng {id}: có trong sổ nhưng không có trong nhật ký.",
    "rows_missing": "Bảng {table}: mất {count} dòng mà nhật ký có ghi.",
    "bulk_rows_changed": "Bảng {table}, dòng {first} đến {last}: có dòng bị sửa bằng chương trình khác.",
}

# Code of Notice -> words.
NOTICES: dict[str, str] = {}

# Name of an entry's field -> as the forms write it.
FIELDS: dict[str, str] = {
    "address": "Địa chỉ",
    "agency_code": "Mã định danh cơ quan",
    "apology_date": "Ngày văn bản xin lỗi",
    "apology_number": "Số văn bản xin lỗi",
    "applicant": "Người nộp",
    "appointment_at": "Hẹn trả",
    "arrival_date": "Ngày đến",
    "arrival_number": "Số đến",
    "assigned_by": "Người giao",
    "assigned_date": "Ngày giao",
    "channel": "Hình thức nộp",
    "completed_date": "Ngày hoàn thành",
    "content": "Nội dung",
    "code": "Mã",
    "date": "Ngày",
    "deliverable": "Sản phẩm",
    "document_number": "Số, ký hiệu",
    "document_type": "Loại văn bản",
    "dossier_code": "Mã hồ sơ",
    "due_date": "Hạn",
    "evidence_date": "Ngày văn bản kết quả",
    "evidence_note": "Ghi chú kết quả",
    "evidence_number": "Số văn bản kết quả",
    "external_code": "Mã bên ngoài",
    "field": "Lĩnh vực",
    "forwarded_date": "Ngày chuyển",
    "insertion_reason": "Lý do chèn số",
    "issued_date": "Ngày văn bản",
    "issuing_agency": "Cơ quan ban hành",
    "late_reason_code": "Lý do trễ",
    "lead": "Chủ trì",
    "leader_instruction": "Ý kiến chỉ đạo",
    "name": "Tên",
    "new_appointment_at": "Hẹn trả mới",
    "new_due_date": "Hạn mới",
    "note": "Ghi chú",
    "phone": "Điện thoại",
    "procedure_code": "Mã thủ tục",
    "procedure_name": "Tên thủ tục",
    "processing_value": "Thời hạn giải quyết",
    "reason": "Lý do",
    "received_at": "Ngày giờ nhận",
    "recipient": "Đơn vị, người nhận",
    "reply_date": "Ngày trả lời",
    "reply_number": "Số văn bản trả lời",
    "resolved_at": "Ngày giờ có kết quả",
    "returned_at": "Ngày giờ trả",
    "signer": "Người ký",
    "source_agency": "Cơ quan giao",
    "source_date": "Ngày văn bản giao",
    "source_number": "Số văn bản giao",
    "subject": "Trích yếu",
    "title": "Chức danh",
}

# Group of states, state -> a short name that fits a chip of the table. The full names are in models.labels.
CHIP_WORDS: dict[str, dict[str, str]] = {
    "task_state": {
        "completed_on_time": "xong đúng hạn",
        "completed_late": "xong quá hạn",
        "no_due_date": "không có hạn",
        "suspended": "tạm dừng",
        "cancelled": "đã hủy",
    },
    "dossier_state": {
        "not_accepted_yet": "chờ tiếp nhận",
        "paused": "chờ bổ sung",
        "completed_on_time": "đúng hạn",
        "completed_late": "trễ hạn",
        "no_due_date": "chưa hẹn",
        "closed": "đã kết thúc",
        "cancelled": "đã hủy",
    },
    "directive_state": {
        "not_forwarded": "chưa chuyển",
        "completed_on_time": "trả lời đúng hạn",
        "completed_late": "trả lời trễ hạn",
        "no_due_date": "không có hạn",
        "cancelled": "đã hủy",
    },
}
