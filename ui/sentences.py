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
    "cannot_write_file": "Không ghi được tệp {path} ({reason}). Hãy đóng tệp nếu đang mở ở chương trình khác, hoặc chọn nơi khác.",
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
