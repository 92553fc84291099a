"""Vietnamese for Qt's own buttons and menus: PySide6 brings none."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from models.labels import language, tr

# Qt's English text without its shortcut mark -> ours. Contexts do not matter: one word, one meaning.
_WORDS = {
    "OK": "Đồng ý",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "Cancel": "Bỏ qua",
    "Close": "Đóng",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Help": "Trợ giúp",
    "Discard": "Không lưu",
    "Don't Save": "Không lưu",
    "Yes": "Có",
    "Yes to All": "Có, tất cả",
    "No": "Không",
    "No to All": "Không, tất cả",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Restore Defaults": "Về mặc định",
    "Undo": "Hoàn tác",
    "Redo": "Làm lại",
    "Cut": "Cắt",
    "Copy": "Sao chép",
    "Copy Link Location": "Sao chép địa chỉ liên kết",
    "Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Next": "Tiếp",
    "Next >": "Tiếp >",
    "< Back": "< Quay lại",
    "Back": "Quay lại",
    "Finish": "Xong",
    "Commit": "Ghi",
    "Done": "Xong",
    "Continue": "Tiếp tục",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết",
    "Look in:": "Trong:",
    "File name:": "Tên tệp:",
    "File &name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "Create New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "Parent Directory": "Thư mục trên",
    "List View": "Danh sách",
    "Detail View": "Chi tiết",
    "Forward": "Tới",
    "Choose": "Chọn",
    "Rename": "Đổi tên",
    "Show hidden files": "Hiện tệp ẩn",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "Find Directory": "Tìm thư mục",
    "Open File": "Mở tệp",
    "Save As": "Lưu thành",
    "Computer": "Máy tính",
    "My Computer": "Máy tính",
    "All Files (*)": "Mọi tệp (*)",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "%1\nKhông có tệp này. Hãy xem lại tên tệp.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": "%1\nKhông có thư mục này. Hãy xem lại tên thư mục.",
    "%1 already exists.\nDo you want to replace it?": "Đã có tệp %1.\nGhi đè lên tệp đó?",
    "Print": "In",
    "Clear": "Xóa",
    "Step up": "Tăng",
    "Step down": "Giảm",
}


class QtWords(QTranslator):
    """Answers Qt's own texts while Vietnamese is spoken; None leaves the others as they are."""

    def translate(
        self,
        context: str | bytes,  # noqa: ARG002 - one word, one meaning
        source: str | bytes,
        disambiguation: str | bytes | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """Our word for Qt's, its shortcut mark left out."""
        text = source.decode() if isinstance(source, bytes) else source
        words = _WORDS.get(text) or _WORDS.get(text.replace("&", ""))
        if words is None or language() != "vi":
            return None  # type: ignore[return-value]  # None, not "": Qt then keeps its own text
        return tr(words)

    def isEmpty(self) -> bool:
        """Never: Qt does not ask an empty translator."""
        return False
