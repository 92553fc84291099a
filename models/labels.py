"""`tr`, the one door for every text that a person sees, and the one label of every code. Knows no Qt.

The source language is Vietnamese: `tr("Đã lưu {count} văn bản", count=3)`. A translation is looked up in
`resources/translations/<language>.json` (source text -> translated text). A text without a translation is
shown in Vietnamese, a code without a label as `[code]`: a missing word is never a crash.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LANGUAGES = ("vi", "en")

_log = logging.getLogger(__name__)
_catalogue: dict[str, str] = {}
_language = "vi"


def set_language(language: str) -> None:
    """Speak this language from now on: `vi` (the source) or `en`. Raises ValueError for another."""
    global _catalogue, _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _catalogue = {}
    if language != "vi":
        # The source language needs no catalogue, and the start of the window no reader of one.
        import json

        _catalogue = json.loads((RESOURCES / "translations" / f"{language}.json").read_text(encoding="utf-8"))
    _language = language


def language() -> str:
    """The language spoken now."""
    return _language


def tr(text: str, /, **facts: object) -> str:
    """This text in the person's language, its `{named}` places filled with the facts."""
    spoken = _catalogue.get(text, text)
    return spoken.format(**facts) if facts else spoken


def label(group: str, code: object) -> str:
    """The words for a code, e.g. `label("task_state", "overdue")`; `[code]` when nobody named it."""
    words = LABELS.get(group, {}).get(str(code))
    if words is None:
        _log.warning("no label for %s %s", group, code)
        return f"[{code}]"
    return tr(words)


def printed_date(day: date) -> str:
    """A date inside a text: dd/mm/yyyy. `strftime` does not pad years below 1000."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


# Each group of codes once. Keys are the codes stored and computed; values the Vietnamese words.
LABELS: dict[str, dict[str, str]] = {
    "grouping": {
        "unit": "Đơn vị",
        "person": "Người",
        "state": "Tình trạng",
        "month": "Tháng hạn",
    },
    "task_state": {
        "in_progress_within_due": "Trong hạn",
        "due_soon": "Sắp đến hạn",
        "overdue": "Quá hạn",
        "completed_on_time": "Xong đúng hạn",
        "completed_late": "Xong quá hạn",
        "no_due_date": "Không có hạn",
        "suspended": "Tạm dừng",
        "cancelled": "Đã hủy",
        # Not a state of its own: what runs and nobody leads, chosen beside the states.
        "unassigned": "Chưa giao",
    },
    "dossier_state": {
        "not_accepted_yet": "Chờ tiếp nhận",
        "in_progress_within_due": "Trong hạn",
        "due_soon": "Sắp đến hạn",
        "overdue": "Trễ hạn",
        "paused": "Tạm dừng tính hạn",
        "completed_on_time": "Có kết quả đúng hạn",
        "completed_late": "Có kết quả trễ hạn",
        "no_due_date": "Không có hẹn",
        "closed": "Kết thúc không có kết quả",
        "cancelled": "Đã hủy",
    },
    "directive_state": {
        "not_forwarded": "Chưa chuyển",
        "in_progress_within_due": "Đang xử lý",
        "due_soon": "Sắp đến hạn",
        "overdue": "Quá hạn",
        "completed_on_time": "Đã trả lời đúng hạn",
        "completed_late": "Đã trả lời trễ hạn",
        "no_due_date": "Đã chuyển, không có hạn",
        "cancelled": "Đã hủy",
    },
    # The ten national statuses: domain.md 2.5, resources/dossier_statuses.csv.
    "dossier_status": {
        "1": "Mới đăng ký",
        "2": "Được tiếp nhận",
        "3": "Không được tiếp nhận",
        "4": "Đang xử lý",
        "5": "Yêu cầu bổ sung giấy tờ",
        "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
        "7": "Công dân yêu cầu rút hồ sơ",
        "8": "Dừng xử lý",
        "9": "Đã xử lý xong",
        "10": "Đã trả kết quả",
    },
    "channel": {"1": "Trực tiếp", "2": "Trực tuyến", "3": "Bưu chính công ích"},
    "urgency": {"normal": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "flash": "Hỏa tốc"},
    "secrecy": {"none": "Không mật", "confidential": "Mật", "secret": "Tối mật", "top_secret": "Tuyệt mật"},
    "medium": {"paper": "Bản giấy", "electronic": "Bản điện tử"},
    "recurrence": {
        "daily": "hằng ngày",
        "weekly": "hằng tuần",
        "monthly": "hằng tháng",
        "quarterly": "hằng quý",
        "semiannual": "6 tháng một lần",
        "annual": "hằng năm",
    },
    "unit": {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ"},
    "day_kind": {
        "holiday": "Nghỉ lễ",
        "compensatory_off": "Nghỉ bù",
        "swap_off": "Nghỉ hoán đổi",
        "swap_work": "Làm bù",
        "extra_rest": "Nghỉ thêm",
        "extra_work": "Làm thêm",
        "half_day": "Làm nửa ngày",
    },
    "report": {"monthly": "Báo cáo công tác định kỳ", "ii06a": "Biểu II.06a: kết quả giải quyết TTHC"},
    # What one calls the rows of a table, in the history and in the findings of a check.
    "table": {
        "agency": "cơ quan ban hành",
        "agency_spelling": "cách viết tên cơ quan",
        "attachment": "tệp đính kèm",
        "briefing": "giao ban",
        "briefing_item": "nội dung giao ban",
        "calendar_day": "ngày đặc biệt",
        "department": "bộ phận",
        "directive": "văn bản đến",
        "dossier": "hồ sơ",
        "dossier_extension": "gia hạn hồ sơ",
        "dossier_pause": "tạm dừng hồ sơ",
        "dossier_step": "bước xử lý hồ sơ",
        "import_batch": "lần nhập bảng tính",
        "import_layout": "cách đọc mẫu bảng tính",
        "import_seen": "lời của bảng tính đã nhập",
        "journal": "nhật ký",
        "journal_change": "chi tiết nhật ký",
        "official": "cán bộ",
        "overdue_reason": "lý do trễ",
        "procedure": "thủ tục",
        "recurring_duty": "nhiệm vụ định kỳ",
        "reminder_slip": "phiếu nhắc việc",
        "reminder_slip_line": "dòng phiếu nhắc việc",
        "saved_view": "bộ lọc đã lưu",
        "setting": "thiết lập",
        "task": "nhiệm vụ",
        "task_coordinator": "phối hợp nhiệm vụ",
        "task_draft": "dự thảo",
        "task_extension": "gia hạn nhiệm vụ",
        "task_note": "tiến độ nhiệm vụ",
        "task_obstacle": "vướng mắc",
        "task_reminder": "đôn đốc",
    },
    # What becomes of a row that comes from a spreadsheet.
    "import_verdict": {
        "inserted": "mới",
        "updated": "thay đổi",
        "unchanged": "đã có",
        "skipped": "bỏ qua",
        "rejected": "không ghi được",
    },
    # The books that rows may be pasted into.
    "import_kind": {
        "tasks": "danh mục nhiệm vụ",
        "dossiers": "danh sách hồ sơ một cửa",
        "directives": "sổ văn bản đến",
        "procedures": "danh mục thủ tục",
        "staff": "danh sách cán bộ",
        "calendar": "lịch làm việc",
    },
    "import_noun": {
        "tasks": "nhiệm vụ",
        "dossiers": "hồ sơ",
        "directives": "văn bản",
        "procedures": "thủ tục",
        "staff": "cán bộ",
        "calendar": "ngày đặc biệt",
    },
    "import_state": {
        "rejected": "cần sửa",
        "changed": "thay đổi",
        "new": "thêm",
        "kept": "giữ của ta",
        "same": "giống hệt",
        "others": "nơi khác",
        "left_out": "để lại",
        "warned": "có lưu ý",
        "gone": "đã bỏ?",
    },
    "row_role": {
        "title": "đầu đề",
        "header": "tên cột",
        "header_repeat": "tên cột lặp lại",
        "column_numbers": "số thứ tự cột",
        "section": "đề mục",
        "subtotal": "cộng nhóm",
        "total": "tổng cộng",
        "note": "ghi chú",
        "signature": "chữ ký",
        "blank": "trống",
        "empty_numbered": "chỉ có số",
    },
    "old_font": {"tcvn3": "TCVN3", "vni": "VNI"},
    # What is the matter with a record when a list of the province is laid beside the register; what a person decides of it.
    "reconcile": {
        "done_here": "Ta đã xong, tỉnh chưa",
        "done_there": "Tỉnh đã xong, ta chưa",
        "only_theirs": "Chỉ tệp của tỉnh có",
        "only_ours": "Chỉ sổ ta có",
        "state": "Khác trạng thái",
        "dates": "Khác ngày",
        "texts": "Khác nội dung",
    },
    "reconcile_decision": {"theirs": "lấy theo tỉnh", "ours": "giữ của ta", "report": "báo tỉnh sửa"},
    # What the province's list is answered with: the groups of the reports on assigned tasks (Decision 42/2014/QĐ-TTg).
    "reply_state": {
        "in_progress_within_due": "Đang thực hiện, trong hạn",
        "due_soon": "Đang thực hiện, trong hạn",
        "overdue": "Đang thực hiện, quá hạn",
        "completed_on_time": "Đã hoàn thành đúng hạn",
        "completed_late": "Đã hoàn thành, quá hạn",
        "no_due_date": "Đang thực hiện",
        "suspended": "Tạm dừng",
    },
    "reply_words": {"done": "Đã hoàn thành", "document": "{number} ngày {day}"},
    "reply_column": {
        "status": "Tình trạng thực hiện",
        "completed_date": "Ngày hoàn thành",
        "evidence_number": "Văn bản báo cáo kết quả",
        "evidence_date": "Ngày văn bản báo cáo",
        "obstacle": "Khó khăn, vướng mắc",
        "result": "Kết quả thực hiện",
        "progress_percent": "Tỷ lệ hoàn thành",
    },
    "reply_line": {"filled": "Sẽ điền", "changed": "Thay chữ cũ", "unmatched": "Không trả lời", "kept": "Để nguyên"},
    # Why a row is not answered, or a cell is left.
    "reply_reason": {
        "not_in_register": "chưa có trong sổ",
        "cancelled": "nhiệm vụ đã hủy trong sổ",
        "rejected": "dòng có lỗi nên chưa nhập được",
        "formula": "ô là công thức",
        "merged": "ô gộp với ô khác",
        "shared": "cột còn nội dung khác của tỉnh",
        "unsure": "chưa chắc đây là cột kết quả",
        "not_completed": "tỉnh ghi đã xong, trong sổ chưa xong",
    },
    "level": {"commune": "xã", "ward": "phường", "special_zone": "đặc khu"},
    # The steps of the journal, as the undo menu and the history name them.
    "bulk_mode": {
        "keep": "Giữ nguyên",
        "fill": "Chỉ ghi vào ô trống",
        "replace": "Thay cả ô đã có",
        "clear": "Làm trống",
    },
    "change": {
        "import.calendar": "nhập lịch nghỉ",
        "import.directives": "nhập sổ văn bản đến",
        "import.dossiers": "nhập danh sách hồ sơ",
        "import.procedures": "nhập danh mục thủ tục",
        "import.staff": "nhập danh sách cán bộ",
        "import.tasks": "nhập danh sách nhiệm vụ",
        "office.found": "lập sổ",
        "practice.generate": "sinh bản ghi giả định",
        "setting.change": "đổi thiết lập",
        "view.save": "lưu bộ lọc",
        "view.replace": "ghi đè bộ lọc",
        "view.rename": "đổi tên bộ lọc",
        "view.remove": "xóa bộ lọc",
        "agency.add": "thêm cơ quan ban hành",
        "agency.correct": "sửa cơ quan ban hành",
        "agency.merge": "gộp cơ quan ban hành",
        "agency.teach_spelling": "thêm cách viết tên cơ quan",
        "briefing.assign": "giao việc tại giao ban",
        "briefing.close": "kết thúc giao ban",
        "briefing.conclude": "ghi kết luận giao ban",
        "briefing.correct": "sửa thông tin giao ban",
        "briefing.say": "ghi ý kiến tại giao ban",
        "briefing.start": "bắt đầu giao ban",
        "briefing.take_back": "rút ý kiến giao ban",
        "calendar_day.add": "thêm ngày đặc biệt vào lịch",
        "calendar_day.estimate": "điền ngày nghỉ dự kiến",
        "calendar_day.remove": "bỏ ngày đặc biệt khỏi lịch",
        "department.add": "thêm đơn vị",
        "department.close": "kết thúc đơn vị",
        "department.correct": "sửa đơn vị",
        "directive.attach": "đính kèm tệp vào văn bản đến",
        "directive.cancel": "hủy văn bản đến",
        "directive.change_many": "sửa hàng loạt văn bản",
        "directive.correct": "sửa văn bản đến",
        "directive.correct_with_tasks": "sửa văn bản đến và giao nhiệm vụ",
        "directive.detach": "gỡ tệp khỏi văn bản đến",
        "directive.extend": "đổi hạn xử lý văn bản",
        "directive.forward": "chuyển văn bản",
        "directive.instruct": "ghi bút phê",
        "directive.receive": "vào sổ văn bản đến",
        "directive.record": "vào sổ văn bản đến kèm nhiệm vụ",
        "directive.reply": "ghi văn bản trả lời",
        "directive.set_due_date": "đặt hạn xử lý văn bản",
        "dossier.accept": "tiếp nhận hồ sơ đăng ký",
        "dossier.apologise": "ghi văn bản xin lỗi",
        "dossier.attach": "đính kèm tệp vào hồ sơ",
        "dossier.cancel": "hủy hồ sơ",
        "dossier.change_many": "sửa hàng loạt hồ sơ",
        "dossier.correct": "sửa hồ sơ",
        "dossier.detach": "gỡ tệp khỏi hồ sơ",
        "dossier.extend": "gia hạn trả kết quả",
        "dossier.forward": "chuyển hồ sơ",
        "dossier.pause": "tạm dừng tính hạn hồ sơ",
        "dossier.receive": "tiếp nhận hồ sơ",
        "dossier.refuse": "từ chối tiếp nhận hồ sơ",
        "dossier.resolve": "ghi có kết quả",
        "dossier.resume": "tiếp tục tính hạn hồ sơ",
        "dossier.return": "trả kết quả",
        "dossier.start": "chuyển xử lý hồ sơ",
        "dossier.stop": "dừng giải quyết hồ sơ",
        "dossier.withdraw": "công dân rút hồ sơ",
        "official.add": "thêm cán bộ",
        "official.correct": "sửa thông tin cán bộ",
        "official.end": "cán bộ thôi nhiệm vụ",
        "overdue_reason.add": "thêm lý do trễ",
        "overdue_reason.correct": "sửa lý do trễ",
        "overdue_reason.retire": "thôi hoặc dùng lại lý do trễ",
        "procedure.add": "thêm thủ tục",
        "procedure.correct": "sửa thủ tục",
        "procedure.end": "kết thúc hiệu lực thủ tục",
        "procedure.version": "thêm phiên bản thủ tục",
        "recurring_duty.add": "đặt nhiệm vụ định kỳ",
        "recurring_duty.correct": "sửa nhiệm vụ định kỳ",
        "recurring_duty.create_tasks": "lập việc theo nhiệm vụ định kỳ",
        "recurring_duty.end": "kết thúc nhiệm vụ định kỳ",
        "reconcile.dossiers": "lấy theo tệp của tỉnh khi đối chiếu hồ sơ",
        "reconcile.tasks": "lấy theo tệp của tỉnh khi đối chiếu nhiệm vụ",
        "reminder_slip.issue": "lập phiếu nhắc việc",
        "task.answer_obstacle": "ghi trả lời vướng mắc",
        "task.approve_extension": "duyệt gia hạn nhiệm vụ",
        "task.assign": "giao nhiệm vụ",
        "task.attach": "đính kèm tệp vào nhiệm vụ",
        "task.cancel": "hủy nhiệm vụ",
        "task.change_many": "sửa hàng loạt nhiệm vụ",
        "task.complete": "hoàn thành nhiệm vụ",
        "task.complete_part": "ghi phần phối hợp đã xong",
        "task.correct": "sửa nhiệm vụ",
        "task.detach": "gỡ tệp khỏi nhiệm vụ",
        "task.extend": "gia hạn nhiệm vụ",
        "task.note": "ghi tiến độ nhiệm vụ",
        "task.raise_obstacle": "ghi vướng mắc",
        "task.refuse_extension": "không duyệt gia hạn nhiệm vụ",
        "task.remind": "đôn đốc nhiệm vụ",
        "task.reopen": "mở lại nhiệm vụ",
        "task.request_extension": "xin gia hạn nhiệm vụ",
        "task.resume": "tiếp tục nhiệm vụ",
        "task.return_draft": "trả lại dự thảo",
        "task.set_coordinators": "phân công phối hợp",
        "task.set_tags": "gắn chỉ mục nhiệm vụ",
        "task.submit_draft": "trình dự thảo",
        "task.suspend": "tạm dừng nhiệm vụ",
    },
    # What a leader's note asks of somebody.
    "note_part": {"lead": "chủ trì", "coordinate": "phối hợp", "inform": "để biết"},
    # Why a value that was read from a file must be looked at.
    "read_doubt": {
        "from_symbol": "suy từ số, ký hiệu",
        "from_closing": "suy từ phần kết",
        "from_recipients": "suy từ nơi nhận",
        "from_signature": "suy từ phần ký",
        "from_body": "suy từ nội dung",
        "from_tasks": "theo nhiệm vụ",
        "noisy": "có chữ lạ",
        "incomplete": "chưa đủ",
        "several": "ghi nhiều kiểu",
        "unusual": "khác thường",
    },
    # What happens to a dossier, as its line of events tells it.
    "dossier_event": {
        "registered": "Đăng ký trực tuyến",
        "received": "Tiếp nhận",
        "start": "Chuyển xử lý",
        "forward": "Chuyển tiếp",
        "paused_supplement": "Yêu cầu bổ sung",
        "paused_financial": "Chờ nghĩa vụ tài chính",
        "resumed": "Tiếp tục tính hạn",
        "extended": "Xin lỗi, hẹn lại",
        "resolved": "Có kết quả",
        "returned": "Trả kết quả",
        "refused": "Từ chối tiếp nhận",
        "withdrawn": "Công dân rút",
        "stopped": "Dừng giải quyết",
        "cancelled": "Hủy",
    },
    "pause_kind": {"supplement": "chờ bổ sung giấy tờ", "financial": "chờ nghĩa vụ tài chính"},
    # What happens to a task, as its line of events tells it.
    "task_event": {
        "assigned": "Giao nhiệm vụ",
        "part_completed": "Xong phần phối hợp",
        "extension_requested": "Xin gia hạn",
        "extension_approved": "Gia hạn",
        "extension_refused": "Không duyệt gia hạn",
        "note": "Tiến độ",
        "obstacle_raised": "Vướng mắc",
        "obstacle_answered": "Trả lời vướng mắc",
        "draft_submitted": "Trình dự thảo",
        "draft_returned": "Trả lại dự thảo",
        "reminder": "Đôn đốc",
        "suspended": "Tạm dừng",
        "completed": "Hoàn thành",
        "cancelled": "Hủy",
    },
    # What stands in the minutes of a briefing.
    "briefing_item": {"said": "Ý kiến", "assigned": "Giao việc", "conclusion": "Kết luận"},
    "role": {
        "chair": "Chủ tịch",
        "vice_chair": "Phó Chủ tịch",
        "chief_of_office": "Chánh Văn phòng",
        "head_of_department": "Trưởng phòng",
        "deputy_head": "Phó Trưởng phòng",
        "director": "Giám đốc Trung tâm",
        "official": "Chuyên viên",
        "records_clerk": "Văn thư",
        "one_stop": "Cán bộ một cửa",
    },
}
