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
    "no_office": "Chưa có sổ nào ở {path}. Hãy lập sổ mới ở đó, hoặc chọn đúng thư mục của sổ.",
    "office_exists": "Ở {path} đã có sổ. Hãy mở sổ đó, hoặc chọn thư mục khác để lập sổ mới.",
    "database_missing": (
        "Thư mục {path} còn tệp đính kèm hoặc bản sao lưu nhưng mất tệp dữ liệu office.db. "
        "Hãy khôi phục từ bản sao lưu mới nhất; chương trình không lập sổ mới đè lên đây."
    ),
    "not_our_database": (
        "Tệp {path} không phải dữ liệu của Sổ Điều hành nên không mở. Hãy kiểm tra lại thư mục, hoặc khôi phục từ bản sao lưu."
    ),
    "damaged_database": (
        "Dữ liệu ở {path} bị hỏng ({reason}). Chương trình chưa thay đổi gì. "
        "Hãy khôi phục từ bản sao lưu và giữ lại tệp hỏng để cứu dữ liệu."
    ),
    "table_missing": "Dữ liệu ở {path} thiếu bảng {tables}: có người đã xóa bằng chương trình khác. Hãy khôi phục từ bản sao lưu.",
    "newer_database": (
        "Dữ liệu ở {path} do bản chương trình mới hơn ghi (phiên bản dữ liệu {found}, bản này chỉ biết đến {known}). "
        "Hãy cài bản chương trình mới; dữ liệu chưa bị thay đổi."
    ),
    "upgrade_needed": "Dữ liệu ở {path} thuộc phiên bản cũ. Hãy mở cửa sổ chương trình một lần để nâng cấp, rồi chạy lại lệnh này.",
    "upgrade_failed": (
        "Không nâng cấp được dữ liệu ở {path} lên phiên bản {version}. Dữ liệu vẫn như cũ; bản sao trước khi nâng cấp ở {copy}."
    ),
    "office_held": "Sổ đang được mở ở máy {host} (người dùng {by}, từ {since}). Hãy đóng chương trình ở đó rồi mở lại.",
    "network_drive": (
        "Thư mục {path} nằm trên ổ đĩa mạng, dữ liệu có thể mất khi nhiều máy cùng ghi. "
        "Hãy đặt sổ trên ổ đĩa của máy này, hoặc dùng máy chủ PostgreSQL."
    ),
    "bad_location": "Địa chỉ máy chủ không đúng. Hãy viết như postgresql://tên@máy/cơ_sở_dữ_liệu.",
    "not_a_folder": "{path} không phải thư mục. Hãy chọn thư mục khác.",
    "read_only_folder": "Không có quyền đọc hoặc ghi ở {path}. Hãy xin quyền ghi vào thư mục này, hoặc chuyển sổ sang thư mục khác.",
    "disk_full": "Ổ đĩa chứa {path} đã đầy nên chưa lưu được; việc vừa làm chưa được ghi. Hãy xóa bớt tệp rồi làm lại.",
    "disk_error": (
        "Ổ đĩa báo lỗi ở {path} ({reason}); việc vừa làm chưa được ghi. Hãy thử lại; nếu còn lỗi, sao lưu ngay và kiểm tra ổ đĩa."
    ),
    "cannot_open": "Không mở được tệp dữ liệu ở {path} ({reason}). Hãy kiểm tra quyền và chỗ trống của thư mục.",
    "database_busy": "Dữ liệu đang bị chương trình khác giữ ({path}); việc vừa làm chưa được ghi. Hãy đóng chương trình đó rồi thử lại.",
    "out_of_memory": "Máy không đủ bộ nhớ cho việc này; chưa có gì được ghi. Hãy đóng bớt chương trình rồi thử lại.",
    "view_only": "Sổ đang mở chỉ để xem nên không ghi được. Hãy xem thông báo lúc mở sổ để biết lý do.",
    "server_unreachable": "Không kết nối được máy chủ dữ liệu ({reason}). Hãy kiểm tra mạng và máy chủ rồi thử lại.",
    "server_refused": "Máy chủ dữ liệu không cho phép ({reason}). Hãy kiểm tra tài khoản và quyền với người quản trị máy chủ.",
    "copy_unproven": "Bản sao {path} không đạt kiểm tra ({reason}) nên không được dùng. Các bản sao trước vẫn còn. Hãy sao lưu lại.",
    "backup_by_server": (
        "Sổ này nằm trên máy chủ PostgreSQL: việc sao lưu và khôi phục do máy chủ làm (pg_dump). Hãy liên hệ người quản trị máy chủ."
    ),
    "file_missing": "Không có tệp {path}. Hãy kiểm tra lại tên và nơi để tệp.",
    "not_a_file": "{path} không phải một tệp thường nên không đính kèm được. Hãy chọn tệp khác.",
    "files_need_folder": "Sổ trên máy chủ chưa giữ được tệp đính kèm. Hãy ghi nơi để tệp vào phần ghi chú.",
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
    "page_damaged": "Tệp dữ liệu có trang hỏng: {reason}.",
    "link_to_nothing": "Bảng {table}, dòng {id}: liên kết đến mục không có trong bảng {target}.",
    "search_incomplete": "Chỉ mục tìm kiếm của bảng {table} có {known} mục trên {rows} dòng; có dòng không tìm thấy được bằng từ khóa.",
    "attachment_missing": "Mất tệp đính kèm “{name}”.",
    "attachment_changed": "Tệp đính kèm “{name}” đã bị sửa hoặc hỏng.",
    "attachment_unreadable": "Không đọc được tệp đính kèm “{name}”.",
    "bulk_rows_changed": "Bảng {table}, dòng {first} đến {last}: có dòng bị sửa bằng chương trình khác.",
}

# Code of Notice -> words.
NOTICES: dict[str, str] = {
    "older_than_last_time": (
        "CẢNH BÁO: dữ liệu cũ hơn lần dùng trước (trước đã đến bước {anchored}, nay chỉ còn {seq}). "
        "Có thể tệp đã bị thay bằng bản cũ; hãy xem lại các bản sao lưu trước khi nhập tiếp."
    ),
    "anchor_missing": "Thiếu tệp mốc của nhật ký (journal.anchor); không chứng minh được phần cuối của nhật ký còn đủ.",
    "journal_differs": "CẢNH BÁO: nhật ký khác với lần dùng trước ở bước {seq}. Hãy chạy kiểm tra sổ.",
    "view_only_copy": (
        "Sổ chỉ mở để xem: ổ đĩa đã đầy hoặc thư mục không cho ghi. Hãy xóa bớt tệp hoặc xin quyền ghi, rồi mở lại để làm việc tiếp."
    ),
    "upgraded": "Đã nâng cấp dữ liệu từ phiên bản {before} lên {after}. Bản sao trước khi nâng cấp: {copy}.",
    "second_folder_missing": "Chưa sao lưu được sang nơi thứ hai: không thấy {path}. Hãy cắm USB hoặc kiểm tra lại thiết lập.",
    "second_folder_failed": "Chưa sao lưu được sang nơi thứ hai {path} ({reason}). Bản sao trong máy vẫn tốt.",
    "copy_has_findings": "Bản sao đã khôi phục có {count} điểm khác với nhật ký. Hãy chạy kiểm tra sổ để xem từng điểm.",
}

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
