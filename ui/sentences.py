"""The sentence of every refusal, remark and finding: source texts, one a code. `ui.words` speaks them."""

from __future__ import annotations

# Code of OfficeError (code/field where one field needs its own words) -> what, why, what to do.
# Named places are the error's facts; {field} is the field's name.
SENTENCES: dict[str, str] = {
    "no_ocr": (
        "Tệp {path} là bản quét và máy này chưa có chương trình đọc chữ trong ảnh. Hãy cài Tesseract kèm dữ liệu tiếng Việt "
        "(Windows: bản của UB Mannheim, chọn Vietnamese; Linux: gói tesseract-ocr-vie) rồi mở lại, hoặc tự điền các ô."
    ),
    "not_found": "Không còn thấy mục này trong sổ. Có thể nó vừa được người khác sửa hoặc hoàn tác; hãy làm mới danh sách (F5).",
    "nothing_to_undo": "Không còn bước nào để hoàn tác.",
    "nothing_to_redo": "Không còn bước nào để làm lại.",
    "changed_since": (
        "Không hoàn tác được vì mục này đã được sửa sau đó (lúc {at}, {actor}). Hãy hoàn tác việc mới hơn trước, hoặc sửa lại mục bằng tay."
    ),
    "sqlite_too_old": "Thư viện SQLite trên máy ({found}) quá cũ, có thể làm mất dữ liệu. Hãy cài lại chương trình.",
    "file_too_large": "Tệp {path} lớn hơn {limit_mb} MB nên không đọc. Hãy tách thành nhiều tệp nhỏ hơn.",
    "cannot_read_file": "Không đọc được tệp {path} ({reason}). Hãy kiểm tra tên tệp và quyền đọc.",
    "document_empty": "Tệp {path} không có chữ nào. Hãy kiểm tra lại tệp, hoặc xin lại bản khác.",
    "document_damaged": "Tệp {path} hỏng nên không đọc được. Hãy xin lại tệp, hoặc mở bằng Word hay LibreOffice, lưu lại rồi đọc lại.",
    "document_password": (
        "Tệp {path} đặt mật khẩu nên không đọc được. Hãy mở bằng chương trình đã tạo nó, bỏ mật khẩu, lưu lại rồi đọc lại."
    ),
    "document_is_workbook": "Tệp {path} là bảng tính, không phải văn bản. Hãy dùng Nhập bảng tính.",
    "not_a_document": "Tệp {path} không phải văn bản đọc được. Hãy dùng tệp .docx, .doc, .pdf, .odt, .rtf, .txt, .html hoặc ảnh quét.",
    "document_unpacks_too_large": (
        "Tệp {path} giải nén ra lớn hơn {limit_mb} MB nên không đọc. Hãy xóa các hình ảnh không cần rồi lưu lại và đọc lại."
    ),
    "document_needs_libreoffice": (
        "Để đọc tệp {path} (Word đời cũ, RTF, ODT hoặc WPS) cần có LibreOffice trên máy này. Hãy cài LibreOffice (miễn phí, "
        "libreoffice.org), hoặc mở tệp bằng Word, lưu thành .docx rồi đọc lại."
    ),
    "document_not_converted": (
        "LibreOffice không mở được tệp {path}: tệp hỏng, hoặc máy thiếu phần LibreOffice Writer. Hãy cài LibreOffice "
        "Writer, hoặc mở tệp bằng Word, lưu thành .docx rồi đọc lại."
    ),
    "document_stalled": (
        "Đọc tệp {path} không tiến triển sau {seconds} giây nên đã dừng. Hãy lưu tệp thành .docx hoặc .pdf khác rồi đọc "
        "lại, hoặc tự điền các ô."
    ),
    "document_gave_up": (
        "Tệp {path} cần quá nhiều bộ nhớ hoặc bị hỏng nên việc đọc đã dừng. Hãy lưu tệp thành .docx hoặc .pdf khác rồi đọc "
        "lại, hoặc tự điền các ô."
    ),
    "reading_lacks": (
        "Trong tệp {path} không thấy {missing}, nên chưa ghi vào sổ. Hãy ghi kèm bằng tùy chọn {options}, hoặc nhập trong "
        "cửa sổ chương trình."
    ),
    "file_in_register": (
        "Tệp {path} đã được lưu với văn bản số đến {number}/{year} nên không ghi vào sổ lần nữa. Nếu đây là văn bản khác, hãy ghi kèm "
        "--number."
    ),
    "unknown_file_kind": "Tệp {path} không phải bảng tính. Hãy dùng tệp .xlsx, .xlsm, .xls, .xlsb, .ods hoặc .csv.",
    "not_a_workbook": "Tệp {path} hỏng hoặc không phải bảng tính. Hãy mở bằng chương trình bảng tính, lưu lại rồi nhập lại.",
    "sheet_not_found": "Không có trang tính “{sheet}”. Hãy chọn một trong các trang của tệp: {sheets}.",
    "sheet_too_wide": "Tệp {path} có ô ở quá xa (dòng {rows}, cột {columns}) nên không đọc được. Hãy xóa dòng, cột thừa rồi nhập lại.",
    "sheet_empty": "Tệp {path} không có dòng dữ liệu nào. Hãy chọn trang tính có dữ liệu.",
    "unpacked_too_large": (
        "Tệp {path} giải nén ra lớn hơn {limit_mb} MB nên không đọc. Hãy xóa các trang tính, hình ảnh không cần rồi lưu lại và nhập lại."
    ),
    "workbook_too_large": "Tệp {path} có hơn {most} ô có nội dung nên không đọc. Hãy tách thành nhiều tệp nhỏ hơn.",
    "workbook_password": (
        "Tệp {path} đặt mật khẩu nên không đọc được. Hãy mở bằng chương trình bảng tính, bỏ mật khẩu, lưu lại rồi nhập lại."
    ),
    "reading_stalled": (
        "Đọc tệp {path} không tiến triển sau {seconds} giây nên đã dừng. Hãy mở bằng chương trình bảng tính, "
        "chép phần cần nhập sang tệp mới rồi nhập lại."
    ),
    "reading_gave_up": (
        "Tệp {path} cần quá nhiều bộ nhớ hoặc bị hỏng nên việc đọc đã dừng. Hãy mở bằng chương trình bảng tính, "
        "chép phần cần nhập sang tệp mới rồi nhập lại."
    ),
    "columns_not_found": (
        "Không thấy cột cần thiết ({missing}). Các cột tìm thấy: {found}. Hãy chọn trang tính khác, hoặc chỉ rõ cột nào là trường nào."
    ),
    "no_rows_found": (
        "Trang tính “{sheet}” của tệp {path} có {count} dòng nhưng không dòng nào có {missing}. "
        "Hãy chọn trang tính khác, hoặc chỉ dòng đầu và dòng cuối của bảng."
    ),
    "paste_empty": "Bộ nhớ tạm không có dòng nào để dán. Hãy chọn và chép (Ctrl+C) các dòng trong bảng tính trước.",
    "paste_too_large": "Bảng dán quá lớn: mỗi lần dán nhiều nhất {most} dòng. Hãy chép ít dòng hơn, hoặc nhập từ tệp.",
    "unknown_field": "Không có trường “{name}”. Hãy dùng một trong: {fields}.",
    "cannot_read_map": "Không đọc được tệp chỉ định cột {path}. Hãy ghi tệp JSON dạng tên cột: tên trường.",
    "cannot_reconcile": "Chỉ đối chiếu được hồ sơ một cửa và nhiệm vụ. Hãy chọn dossiers hoặc tasks.",
    "reconcile_outdated": "Mục này vừa được sửa sau khi đối chiếu. Hãy đối chiếu lại rồi quyết định.",
    "reconcile_over_source": "Không ghi đè lên chính tệp của tỉnh {path}. Hãy đặt tên khác cho tệp kết quả.",
    "reconcile_cancelled": "Sổ ta đã hủy mục này nên không lấy lại ở đây. Hãy giữ của ta, hoặc báo tỉnh bỏ khỏi danh sách.",
    "reconcile_only_ours": "Tệp của tỉnh không có mục này nên không có gì để lấy. Hãy giữ của ta, hoặc báo tỉnh bổ sung.",
    "completion_day_unknown": (
        "Tệp của tỉnh ghi đã hoàn thành nhưng không ghi ngày. Hãy mở nhiệm vụ và ghi hoàn thành với ngày đúng (Ctrl+H)."
    ),
    "nothing_to_report": "Chưa chọn mục nào để báo tỉnh sửa. Hãy chọn dòng rồi bấm B.",
    "plan_outdated": "Sổ vừa thay đổi sau khi xem trước bảng nhập. Hãy xem trước lại rồi nhập.",
    "unknown_state": "Không có trạng thái “{state}”. Hãy dùng một trong: {states}.",
    "state_not_offered": "Danh mục “{kind}” không có trạng thái. Hãy bỏ phần --state.",
    "key_not_found": "Không tìm thấy “{key}”. Hãy kiểm tra lại mã, số hoặc uid.",
    "bad_period": "Kỳ báo cáo “{period}” không hợp lệ. Hãy viết như 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2026 hoặc 2026-10-01..2026-10-31.",
    "bad_setting": "Giá trị của “{field}” không dùng được. Hãy ghi lại giá trị khác.",
    "hours_not_in_order": "Giờ làm việc không theo thứ tự. Hãy ghi sáng từ, sáng đến, chiều từ, chiều đến theo giờ tăng dần.",
    "practice_needs_catalogue": "Sổ này chưa có bộ phận hoặc thủ tục nào nên chưa sinh được bản ghi giả định. Hãy nhập danh mục trước.",
    "file_changed": "Tệp {path} vừa bị thay đổi trong lúc đọc. Hãy lưu và đóng tệp ở chương trình khác rồi làm lại.",
    "reply_over_source": "Không ghi đè lên chính tệp của tỉnh {path}. Hãy đặt tên khác cho tệp trả lời.",
    "reply_ending": "Tệp trả lời này không lưu được dạng {format}. Hãy đặt tên tệp kết thúc bằng {ending}.",
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
    "attachment_missing": "Tệp “{name}” không còn trong thư mục sổ. Hãy chạy kiểm tra sổ, rồi lấy lại tệp từ bản sao lưu.",
    "attachment_changed": "Tệp “{name}” trong thư mục sổ đã hỏng hoặc bị sửa nên không mở. Hãy lấy lại tệp từ bản sao lưu.",
    "attachment_runs": "Tệp “{name}” là chương trình hoặc lối tắt nên không mở từ sổ. Hãy lưu bản sao nếu biết chắc tệp này là gì.",
    "no_program_for_file": "Máy này chưa có chương trình mở được tệp “{name}”. Hãy lưu bản sao rồi mở ở máy khác.",
    "files_need_folder": "Sổ trên máy chủ chưa giữ được tệp đính kèm. Hãy ghi nơi để tệp vào phần ghi chú.",
    "agency_code_missing": "Chưa có mã định danh cơ quan nên chưa đặt được mã hồ sơ. Hãy điền ở Hệ thống, Thiết lập, hoặc tự ghi mã hồ sơ.",
    "already_filled": "Mục này đã có giá trị nên được để nguyên. Hãy chọn “Thay cả ô đã có” nếu muốn thay.",
    "nothing_to_change": "Chưa chọn ô nào để sửa. Hãy điền ít nhất một ô.",
    "missing": "Chưa điền “{field}”. Hãy điền rồi lưu lại.",
    "missing_content": "Chưa điền “{field}”. Hãy điền rồi lưu lại.",
    "missing_code": "Chưa điền “{field}”. Hãy điền mã rồi lưu lại.",
    "reason_needed": "Việc này cần lý do, để sau này xem lại còn hiểu. Hãy ghi lý do.",
    "too_long": "“{field}” dài quá {limit} ký tự. Hãy rút gọn.",
    "bad_code/dossier_code": (
        "“{value}” không đúng dạng mã hồ sơ. Hãy ghi mã cơ quan, ngày nhận (năm tháng ngày) và số, như H21.88-261123-0001."
    ),
    "bad_code": "“{value}” không đúng dạng mã ở ô “{field}”. Hãy kiểm tra lại từng chữ số.",
    "bad_choice": "“{value}” không có trong danh sách chọn của “{field}”. Hãy chọn lại.",
    "bad_channel": "Hình thức nộp “{value}” không có. Hãy chọn trực tiếp, trực tuyến hoặc bưu chính công ích.",
    "bad_status": "Trạng thái “{value}” không nằm trong mười trạng thái hồ sơ. Hãy chọn lại.",
    "bad_transition": "Hồ sơ đang ở trạng thái {current} nên không chuyển sang trạng thái {following} được. Hãy làm bước còn thiếu trước.",
    "bad_pause_kind": "Loại tạm dừng “{value}” không có. Hãy chọn chờ bổ sung hoặc chờ nghĩa vụ tài chính.",
    "bad_recurrence": (
        "Chưa chọn “{field}” cho nhiệm vụ định kỳ này. Hãy chọn thứ cho việc hằng tuần, ngày cho việc hằng tháng trở lên, "
        "thêm tháng cho việc hằng quý trở lên."
    ),
    "bad_limit": "Thời hạn “{value}” không dùng được. Hãy ghi số không âm kèm đơn vị ngày làm việc, ngày hoặc giờ.",
    "impossible_date": "“{field}”: {date} không thể là ngày đúng. Hãy kiểm tra lại năm, tháng, ngày.",
    "impossible_time": "“{field}”: “{value}” không phải giờ trong ngày. Hãy ghi như 15:30.",
    "impossible_number": "“{field}”: “{value}” không thể là số đến. Hãy ghi số nguyên dương.",
    "date_in_future": "“{field}”: {date} chưa tới. Hãy ghi ngày đã xảy ra.",
    "ends_before_start": "Ngày kết thúc trước ngày bắt đầu ({start}). Hãy kiểm tra lại hai ngày.",
    "not_correctable": "“{field}” không sửa trực tiếp được. Hãy dùng đúng việc dành cho nó (gia hạn, chuyển, hoàn thành…).",
    "duplicate_view": "Đã có bộ lọc tên “{name}”. Hãy đặt tên khác, hoặc bấm “Ghi đè” để thay nó.",
    "unknown_book": "Không có sổ nào tên “{book}”. Hãy mở lại trang của sổ rồi lưu bộ lọc một lần nữa.",
    "unknown_grouping": "Không nhóm được theo “{grouping}”. Hãy chọn cách nhóm khác.",
    "unknown_sort": "Không xếp được theo “{sort}”. Hãy chọn cột khác.",
    "unknown_reason": "Lý do “{reason_code}” không có trong danh mục hoặc đã ngừng dùng. Hãy chọn lý do khác.",
    "unknown_report": "Không có báo cáo “{name}”. Hãy chọn một trong: {known}.",
    "name_taken": "Đã có “{name}” đang hoạt động. Hãy dùng mục đã có, hoặc đặt tên khác.",
    "duplicate_code": "Mã “{value}” đã có trong sổ. Hãy tìm mã đó, hoặc ghi mã khác.",
    "number_taken": "Số đến {number} năm {year} đã dùng. Hãy để chương trình cho số tiếp theo.",
    "number_leaves_gap": "Số đến {number} năm {year} bỏ trống số ở giữa; số tiếp theo là {next}. Số đến phải liên tục.",
    "number_keeps_year": "Ngày đến không đổi sang năm khác được vì số đến thuộc năm {year}. Hãy hủy văn bản này kèm lý do rồi vào sổ lại.",
    "no_such_number": "Năm {year} chưa có số đến {number} nên không chèn sau số đó được. Hãy chọn số đã có.",
    "no_letter_left": "Sau số {number} đã chèn hết các chữ cái. Hãy chèn sau số khác.",
    "secret_refuses": "Văn bản mật chỉ được ghi số, ngày, nơi gửi và hạn; “{field}” phải để trống. Hãy giữ nội dung ở hồ sơ giấy.",
    "secrecy_is_fixed": "Không đổi giữa văn bản thường và văn bản mật được vì hai sổ đánh số riêng. Hãy hủy kèm lý do rồi vào sổ lại.",
    "directive_cancelled": "Văn bản đến số {number}/{year} đã hủy nên không làm tiếp được. Hãy vào sổ lại nếu cần.",
    "directive_answered": "Văn bản đã có văn bản trả lời {reply}. Hãy sửa văn bản trả lời trước nếu ghi nhầm.",
    "due_date_given": "Văn bản đã có hạn {due}. Muốn đổi hạn phải ghi lý do.",
    "reply_before_arrival": "Ngày trả lời trước ngày đến ({arrival}). Hãy kiểm tra lại ngày.",
    "spelling_taken": "Cách viết này đang chỉ cơ quan “{agency}”. Hãy gộp hai cơ quan nếu là một.",
    "same_agency": "Hai cơ quan chọn để gộp là một. Hãy chọn cơ quan khác.",
    "no_tasks": "Chưa chọn nhiệm vụ nào để nhắc. Hãy đánh dấu ít nhất một nhiệm vụ rồi lập phiếu.",
    "briefing_runs": "Buổi giao ban {date} chưa kết thúc. Hãy tiếp tục hoặc kết thúc buổi đó trước.",
    "briefing_closed": "Buổi giao ban {date} đã kết thúc nên không ghi thêm được. Hãy hoàn tác việc kết thúc, hoặc bắt đầu buổi mới.",
    "item_is_task": "Đây là nhiệm vụ đã giao, nằm trong sổ nên không rút ở đây. Hãy hủy nó ở trang Nhiệm vụ, hoặc hoàn tác (Ctrl+Z).",
    "task_closed": "Nhiệm vụ đã kết thúc nên không làm việc này được. Hãy mở lại nhiệm vụ trước nếu cần.",
    "completed_before_assigned": "Ngày hoàn thành trước ngày giao ({assigned_date}). Hãy kiểm tra lại hai ngày.",
    "evidence_needed": "Hoàn thành nhiệm vụ cần số văn bản kết quả, hoặc ghi chú vì sao không có. Hãy điền một trong hai.",
    "coordinator_is_lead": "{name} đang chủ trì nên không đồng thời là phối hợp. Hãy bỏ khỏi danh sách phối hợp.",
    "official_of_other_department": "{official} thuộc {department}, không thuộc đơn vị đã chọn. Hãy chọn lại đơn vị hoặc người.",
    "due_date_by_extension": "Hạn đã giao chỉ đổi bằng gia hạn, để còn giữ hạn ban đầu. Hãy dùng “Gia hạn”.",
    "extension_pending": "Đang có một đề nghị gia hạn chờ quyết định. Hãy quyết định đề nghị đó trước.",
    "extension_not_later": "Hạn mới phải sau hạn đang có. Hãy chọn ngày muộn hơn.",
    "extension_limit": "Hồ sơ đã gia hạn {limit} lần, không gia hạn thêm được. Số lần cho phép nằm ở Hệ thống, Thiết lập.",
    "no_due_date": "Nhiệm vụ không có hạn nên không gia hạn được. Hãy sửa nhiệm vụ và ghi hạn.",
    "not_pending": "Đề nghị gia hạn này đã được quyết định. Hãy làm mới danh sách (F5).",
    "decided_before_requested": "Ngày quyết định trước ngày đề nghị ({requested_date}). Hãy kiểm tra lại ngày.",
    "answered_before_raised": "Ngày trả lời trước ngày nêu vướng mắc ({raised_date}). Hãy kiểm tra lại ngày.",
    "already_answered": "Vướng mắc này đã có trả lời. Hãy ghi vướng mắc mới nếu còn.",
    "already_suspended": "Nhiệm vụ đang tạm dừng rồi. Hãy bấm “Tiếp tục” khi làm lại.",
    "not_suspended": "Nhiệm vụ không tạm dừng nên không cần tiếp tục.",
    "not_completed": "Nhiệm vụ chưa hoàn thành nên không cần mở lại.",
    "draft_pending": "Dự thảo trình lần trước chưa được trả lại. Hãy ghi kết quả lần đó trước.",
    "no_draft": "Chưa có dự thảo nào đang trình. Hãy ghi lần trình dự thảo trước.",
    "returned_before_submitted": "Ngày trả lại trước ngày trình ({submitted_date}). Hãy kiểm tra lại ngày.",
    "department_has_officials": "Còn {count} cán bộ đang làm ở đây ({names}). Hãy chuyển họ sang đơn vị khác trước.",
    "dossier_cancelled": "Hồ sơ {code_of} đã hủy nên không làm tiếp được.",
    "dossier_closed": "Hồ sơ {code_of} đã kết thúc nên không gia hạn được.",
    "dossier_paused": "Hồ sơ đang tạm dừng chờ bổ sung hoặc chờ nộp tiền. Hãy bấm “Tiếp tục giải quyết” trước.",
    "holder_needed": "Chưa ghi chuyển hồ sơ đến đâu. Hãy chọn đơn vị hoặc người nhận.",
    "late_reason_needed": "Hồ sơ có kết quả {resolved}, sau giờ hẹn {appointment}. Hãy chọn lý do trễ.",
    "status_without_result": "Trạng thái này cần ngày giờ có kết quả. Hãy điền “{field}”.",
    "before_receipt": "{at} trước lúc nhận hồ sơ ({received}). Hãy kiểm tra lại ngày giờ.",
    "before_pause": "{at} trước lúc tạm dừng ({paused}). Hãy kiểm tra lại ngày giờ.",
    "moments_out_of_order": "Các mốc thời gian không theo thứ tự: “{field}” {later} phải sau {earlier}. Hãy kiểm tra lại.",
    "overlapping_versions": "Mã {value} đã có một bản áp dụng trong thời gian này. Hãy kết thúc bản cũ trước ngày bản mới bắt đầu.",
    "year_is_announced": "Lịch nghỉ năm {year} đã công bố nên không điền ngày ước tính. Hãy thêm từng ngày nếu cần.",
    "year_without_estimates": "Không ước tính được lịch nghỉ năm {year}. Hãy thêm từng ngày khi có thông báo.",
    "no_period_before": "Không có kỳ nào trước {period}.",
    "period_not_begun": "Kỳ này bắt đầu {first}, hôm nay mới {today}. Hãy chọn kỳ đã bắt đầu.",
    "report_unbalanced": "Số liệu báo cáo không cân ({balance}) nên không xuất. Hãy gửi nhật ký cho người hỗ trợ.",
    "report_too_long": "Trang “{sheet}” có {count} dòng, nhiều hơn một trang tính chứa được. Hãy chọn kỳ ngắn hơn.",
    "format_not_offered": "Báo cáo này không xuất ra dạng {format}. Hãy đặt tên tệp theo dạng có: {offered}.",
}

# What the operating system says of a file, in its own English -> the same for people.
REASONS: dict[str, str] = {
    "No such file or directory": "không có tệp hoặc thư mục này",
    "Is a directory": "đây là thư mục, không phải tệp",
    "Not a directory": "đường dẫn đi qua một tệp, không phải thư mục",
    "Permission denied": "không có quyền",
    "Operation not permitted": "không được phép",
    "File exists": "đã có tệp cùng tên",
    "File name too long": "tên tệp quá dài",
    "Read-only file system": "ổ đĩa chỉ cho đọc",
    "No space left on device": "ổ đĩa đã đầy",
    "Input/output error": "ổ đĩa báo lỗi đọc ghi",
    "Text file busy": "tệp đang mở ở chương trình khác",
    "Invalid argument": "tên tệp không hợp lệ",
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
    "date_not_understood": "“{value}” không phải ngày nên để trống. Hãy điền ngày sau khi nhập nếu cần.",
    "words_not_known": "“{value}” không có trong danh mục nên bỏ qua. Hãy chọn lại sau khi nhập nếu cần.",
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
    "row_changed_outside": "Bảng “{table}”, dòng {id}: nội dung khác với nhật ký, đã bị sửa bằng chương trình khác.",
    "row_unknown_to_journal": "Bảng “{table}”, dòng {id}: có trong sổ nhưng không có trong nhật ký.",
    "rows_missing": "Bảng “{table}”: mất {count} dòng mà nhật ký có ghi.",
    "touched_outside": "Có chương trình khác đã ghi vào tệp dữ liệu office.db từ lúc đóng sổ lần trước.",
    "page_damaged": "Tệp dữ liệu có trang hỏng: {reason}.",
    "link_to_nothing": "Bảng “{table}”, dòng {id}: liên kết đến mục không có trong bảng “{target}”.",
    "search_incomplete": "Chỉ mục tìm kiếm của bảng “{table}” có {known} mục trên {rows} dòng; có dòng không tìm thấy được bằng từ khóa.",
    "attachment_missing": "Mất tệp đính kèm “{name}”.",
    "attachment_changed": "Tệp đính kèm “{name}” đã bị sửa hoặc hỏng.",
    "attachment_unreadable": "Không đọc được tệp đính kèm “{name}”.",
    "bulk_rows_changed": "Bảng “{table}”, dòng {first} đến {last}: có dòng bị sửa bằng chương trình khác.",
}

# Code of Notice -> words.
NOTICES: dict[str, str] = {
    "reply_converted": "Tệp của tỉnh không phải dạng .xlsx nên câu trả lời nằm trong một tệp .xlsx mới: {name}.",
    "older_than_last_time": (
        "CẢNH BÁO: dữ liệu cũ hơn lần dùng trước (trước đã đến bước {anchored}, nay chỉ còn {seq}). "
        "Có thể tệp đã bị thay bằng bản cũ; hãy xem lại các bản sao lưu trước khi nhập tiếp."
    ),
    "anchor_missing": "Thiếu tệp mốc của nhật ký (journal.anchor); không chứng minh được phần cuối của nhật ký còn đủ.",
    "touched_outside": (
        "Có chương trình khác đã ghi vào tệp dữ liệu từ lúc đóng sổ lần trước. Cấu trúc tệp đã được kiểm tra là tốt; hãy chạy kiểm tra sổ."
    ),
    "journal_differs": "CẢNH BÁO: nhật ký khác với lần dùng trước ở bước {seq}. Hãy chạy kiểm tra sổ.",
    "view_only_copy": (
        "Sổ chỉ mở để xem: ổ đĩa đã đầy hoặc thư mục không cho ghi. Hãy xóa bớt tệp hoặc xin quyền ghi, rồi mở lại để làm việc tiếp."
    ),
    "upgraded": "Đã nâng cấp dữ liệu từ phiên bản {before} lên {after}. Bản sao trước khi nâng cấp: {copy}.",
    "second_folder_missing": "Chưa sao lưu được sang nơi thứ hai: không thấy {path}. Hãy cắm USB hoặc kiểm tra lại thiết lập.",
    "second_folder_failed": "Chưa sao lưu được sang nơi thứ hai {path} ({reason}). Bản sao trong máy vẫn tốt.",
    "copy_has_findings": "Bản sao đã khôi phục có {count} điểm khác với nhật ký. Hãy chạy kiểm tra sổ để xem từng điểm.",
    "appointments_on_rest_day": "{count} hồ sơ đã hẹn trả đúng ngày {date}, nay là ngày nghỉ; giờ hẹn cũ vẫn giữ nguyên.",
    "arrival_in_future": "Ngày đến {date} chưa tới, hãy xem lại.",
    "arrival_time_missing": "Văn bản hỏa tốc, thượng khẩn cần ghi cả giờ đến.",
    "directive_has_tasks": "Văn bản này còn {count} nhiệm vụ; các nhiệm vụ vẫn giữ nguyên.",
    "due_before_arrival": "Hạn xử lý {due} trước ngày đến {arrival}, hãy xem lại.",
    "secret_file_left": "Văn bản mật: chỉ ghi số, ngày và nơi gửi; tệp {name} và các nhiệm vụ không được lưu vào máy.",
    "read_doubtfully": "Đọc chưa chắc, hãy xem lại trong sổ: {fields}.",
    "duplicate_directive": "Có thể đã vào sổ rồi: số đến {numbers} cùng cơ quan, cùng số, cùng năm.",
    "task_overdue_at_once": "{count} nhiệm vụ vừa ghi đã quá hạn ngay (hạn sớm nhất {due}), hãy xem lại ngày.",
    "extension_told_late": "Gia hạn sau khi đã quá giờ hẹn {appointment}.",
    "forwarded_before_arrival": "Ngày chuyển {forwarded} trước ngày đến {arrival}, hãy xem lại.",
    "issued_after_arrival": "Ngày văn bản {issued} sau ngày đến {arrival}, hãy xem lại.",
    "reply_before_arrival": "Ngày trả lời {reply} trước ngày đến {arrival}, hãy xem lại.",
    "reply_in_future": "Ngày trả lời {reply} chưa tới, hãy xem lại.",
    "report_text_cut": "{count} ô quá dài đã được cắt bớt cho vừa trang tính.",
    "file_refused_file_too_large": "Không lấy tệp {name}: lớn hơn {limit_mb} MB.",
    "file_refused_not_a_file": "Không lấy {name}: đây là thư mục hoặc không phải tệp thường.",
    "file_refused_file_missing": "Không lấy {name}: không còn tệp này.",
    "file_refused_cannot_read_file": "Không lấy tệp {name}: không đọc được ({reason}).",
    "file_already_there": "{name} đã có rồi (tệp “{known}”), không đính kèm lần nữa.",
    "old_font_mended": "Tệp dùng phông chữ cũ (TCVN3, VNI); chữ đã được đổi sang Unicode. Hãy xem lại tên riêng.",
    "pages_unread": "Trang {pages} là ảnh nên chưa đọc được chữ. Hãy xem trên giấy và tự điền phần còn thiếu.",
    "scan_read": "Bản quét, máy đọc có thể sai chữ: hãy so từng ô với trang giấy.",
    "text_cut": "Tệp quá dài: chỉ đọc phần đầu.",
    "tasks_after_end": "Còn {count} nhiệm vụ đã lập sau ngày kết thúc; các nhiệm vụ vẫn giữ nguyên.",
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
        "completed_on_time": "đã trả lời",
        "completed_late": "trả lời trễ",
        "no_due_date": "không có hạn",
        "cancelled": "đã hủy",
    },
}
