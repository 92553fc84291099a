"""A paper beside the work: PDF page by page, pictures, text; what cannot be shown says why and how to open it. Nothing is executed.

What was read of it is laid into it (`show_reading`): a PDF or a picture keeps its own pages, every other file is shown as the text that
was read. Then words can be lit, looked at, and chosen by the person (`words_chosen`), on both alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.intake.documents.document_text import DocumentText, Span, TextDoubt
from models.labels import tr
from models.storage.attachments import Attachment
from ui import theme, words
from ui.parts import attachments
from ui.parts.attachments import stored_place
from ui.parts.buttons import push_button, sign_button
from ui.parts.elided import Elided
from ui.parts.keys import Key, bind_key
from ui.parts.labels import plain
from ui.parts.lights import Light
from ui.parts.lit_page import PageWords
from ui.parts.lit_text import LitText
from ui.parts.page_area import FIRST, PageArea
from ui.parts.preview_source import Opened, PreviewSource
from ui.parts.view_strips import ViewStrips

if TYPE_CHECKING:
    from models.intake.documents.found import Head
    from ui.operations import Operations

OTHER = "other"
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
# While a window's edge is dragged the page is stretched; it is drawn anew when the hand rests.
_REST_MS = 120
_KEPT_PAGES = 4
_EDGE = 12
_NARROW, _TIGHT = 340, 420
# A page that lies is drawn larger, so that it is sharp when it was turned.
_LYING = 1.4
_OUTSIDE = "↗"
_AROUND_HEAD = 40


def _why_not(why: str) -> str:
    """Why a file cannot be seen here."""
    said = {
        "encrypted": tr("Tệp này có mật khẩu nên không xem được trong sổ."),
        "damaged": tr("Tệp này hỏng hoặc không đọc được."),
        "unreadable": tr("Không mở được tệp này: tệp không còn, hoặc không có quyền đọc."),
        "empty": tr("Tệp này trống."),
        "too_large": tr("Ảnh này quá lớn để xem trong sổ."),
        "broken": tr("Tệp này làm bộ đọc dừng lại nên không xem được trong sổ."),
        OTHER: tr("Loại tệp này không xem được ngay trong sổ."),
    }
    return said[why]


class DocumentView(QFrame):
    """`show_path`, `show_attachment` or `show_nothing`; keys: PgUp, PgDn, Ctrl + and −, Ctrl+Shift+O opens by the system.

    While its words are read elsewhere: `await_reading()`, then `show_reading(text)` or `reading_failed(sentence)`.
    """

    #: It was opened and can be seen, or will not be: the words that are said instead, "" where it is seen.
    settled = Signal(str)
    #: The person chose words of the paper: the words, and their Span in the text that was read (of the text as it is seen before that).
    words_chosen = Signal(str, object)
    #: The person does not want to wait for the reading any longer.
    reading_stopped = Signal()

    def __init__(self, operations: Operations, keys_of: QWidget | None = None) -> None:
        """`keys_of`: the widget inside which the keys for size and opening work; the view alone where none is given."""
        super().__init__()
        self._operations = operations
        self._path: Path | None = None
        self._file: Attachment | None = None
        self._opened: Opened | None = None
        self._page = 0
        self._zoom = 1.0
        self._upright = 0
        self._by_hand: int | None = None
        # The page whose picture lies on the desk.
        self._laid = -1
        self._pages: dict[tuple[int, int], QImage] = {}
        self._reading: DocumentText | None = None
        self._paper_head: Head | None = None
        self._awaited = False
        self._lights: tuple[Light, ...] = ()
        # What is to be brought into sight as soon as its page is laid.
        self._look_for: Span | None = None
        self.source = PreviewSource(self)
        self.source.opened.connect(self._show_opened)
        self.source.drawn.connect(self._show_drawn)
        self.source.refused.connect(self._show_refused)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask_for_page)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        line = QFrame()
        line.setObjectName("railLine")
        column.addWidget(line)
        self.strips = ViewStrips()
        self.strips.stopped.connect(self._stop_reading)
        column.addWidget(self.strips)
        self.stack = QStackedWidget()
        self._build_body()
        column.addWidget(self.stack, 1)
        self._set_keys(keys_of or self)
        self.show_nothing()

    # ---- the frame ----

    def _set_keys(self, inside: QWidget) -> None:
        larger = bind_key(inside, "Ctrl++", tr("phóng to tệp"), self.zoom_in)
        # Where + needs Shift, the key without it does too.
        larger.setKeys([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        bind_key(inside, "Ctrl+-", tr("thu nhỏ tệp"), self.zoom_out)
        bind_key(inside, "Ctrl+0", tr("tệp vừa chiều ngang"), self.fit_width)
        bind_key(inside, "Ctrl+Shift+O", tr("mở tệp bằng chương trình của máy"), self.open_by_system)

    @staticmethod
    def fixed_keys() -> tuple[Key, ...]:
        """What the paper obeys while it has the keyboard."""
        return (
            Key("PgUp / PgDown", tr("trang trước, trang sau của tệp")),
            Key("Home / End", tr("trang đầu, trang cuối của tệp")),
            Key("Left / Right / Up / Down", tr("đi từng chữ trong tệp")),
            Key("Shift+Left / Shift+Right", tr("chọn chữ trong tệp")),
            Key("Return", tr("lấy chữ đã chọn vào ô đang nhập")),
            Key("Ctrl+C", tr("chép chữ đã chọn")),
        )

    def _build_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(4)
        self.name = Elided()
        self.name.setProperty("role", "strong")
        row.addWidget(self.name)
        self.place = Elided()
        self.place.setProperty("role", "soft")
        row.addWidget(self.place)
        row.addStretch(1)
        self.back_button = sign_button("‹", tr("Trang trước (PgUp)"), self.page_back)
        self.on_button = sign_button("›", tr("Trang sau (PgDn)"), self.page_on)
        self.smaller_button = sign_button("−", tr("Thu nhỏ (Ctrl+−)"), self.zoom_out)
        self.larger_button = sign_button("+", tr("Phóng to (Ctrl++)"), self.zoom_in)
        self.turn_button = sign_button("↻", tr("Xoay trang sang phải"), self.turn_round)
        for button in (self.back_button, self.on_button, self.turn_button, self.smaller_button, self.larger_button):
            row.addWidget(button)
        self.open_button = push_button(tr("Mở tệp gốc"), self.open_by_system)
        self.open_button.setProperty("link", "true")
        self.open_button.setToolTip(tr("Mở tệp gốc bằng chương trình của máy (Ctrl+Shift+O)"))
        row.addWidget(self.open_button)
        self.save_button = push_button(tr("Lưu bản sao…"), self.save_copy)
        self.save_button.setProperty("link", "true")
        row.addWidget(self.save_button)
        self._head_buttons = head.findChildren(QPushButton)
        return head

    def _build_body(self) -> None:
        self.area = PageArea()
        self.sheet = self.area.sheet
        self.sheet.words_chosen.connect(self.words_chosen)
        self.area.turned.connect(self._turn)
        self.area.page_wanted.connect(self._go_to_end)
        self.area.zoomed.connect(self._zoom_by)
        self.text = LitText()
        self.text.words_chosen.connect(self.words_chosen)
        self.text.zoomed.connect(self._zoom_by)
        self.message = QWidget()
        column = QVBoxLayout(self.message)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        self.said = plain("", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.said)
        self.message_button = push_button(tr("Mở bằng chương trình của máy"), self.open_by_system)
        self.message_button.setToolTip(tr("Mở bằng chương trình của máy (Ctrl+Shift+O)"))
        column.addWidget(self.message_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.text)

    # ---- what is shown ----

    def show_path(self, path: Path) -> None:
        """A file of this computer."""
        self._forget(path.name)
        self._show(path)

    def show_attachment(self, file: Attachment) -> None:
        """A file of a record."""
        self._forget(file.file_name)
        self._file = file
        try:
            self._show(stored_place(self._operations.office, file))
        except OfficeError as error:
            self.source.close()
            self._say(words.sentence(error))
            self.settled.emit(words.sentence(error))

    def show_nothing(self, text: str = "") -> None:
        """No file: these words, or none."""
        self._forget("")
        self.source.close()
        self.text.show_text(DocumentText(""))
        self._say(text)

    def _show(self, path: Path) -> None:
        self._path = path
        self._say(tr("Đang mở tệp…"))
        self.source.open(path)

    def _forget(self, name: str) -> None:
        self._path, self._file, self._opened = None, None, None
        self._reading = self._paper_head = self._look_for = None
        self._awaited, self._lights = False, ()
        self.strips.done()
        self.strips.say(())
        self.sheet.show_words(PageWords(DocumentText(""), 0))
        self._pages.clear()
        self._page, self._zoom = 0, 1.0
        self._upright, self._by_hand, self._laid = 0, None, -1
        self._why = ""
        self.sheet.show_image(QImage())
        self.name.setText(name)

    def _say(self, text: str) -> None:
        """Words in the place of the paper."""
        self.said.setText(text)
        self.message_button.setVisible(self._has_file() and text != tr("Đang mở tệp…"))
        self.stack.setCurrentWidget(self.message)
        self._look_at_buttons()

    def _show_opened(self, opened: Opened) -> None:
        self._opened = opened
        if opened.kind == "text" and (self._reading is None or not self._reading.text.strip()):
            self.text.show_text(DocumentText(opened.text))
            self.stack.setCurrentWidget(self.text)
            self.settled.emit("")
        elif opened.kind in ("pdf", "picture"):
            self._lay_words()
            self.stack.setCurrentWidget(self.area)
            self._ask_for_page()
        else:
            self._show_refused(OTHER)
        self._look_at_buttons()

    def _show_refused(self, why: str) -> None:
        self._opened, self._why = None, why
        if self._reading is not None and self._reading.text.strip():
            self._show_read_text()
        elif self._awaited:
            self._say(tr("Đang đọc tệp…"))
        else:
            self._say(_why_not(why))
            self.settled.emit(_why_not(why))

    # ---- what was read ----

    def await_reading(self) -> None:
        """Its words are being read elsewhere; `reading_stopped` where the person does not want to wait."""
        self._awaited = True
        if self._why == OTHER:
            self._say(tr("Đang đọc tệp…"))
        self.strips.wait(tr("Đang đọc {name}…", name=self.name.text()))

    def show_reading(self, text: DocumentText, head: Head | None = None) -> None:
        """These are its words: laid under its own pages where it has some, shown as a paper else. What is doubtful of them is said."""
        self._end_waiting()
        self._reading, self._paper_head = text, head
        self.say(text.doubts)
        if self._has_pages():
            self._lay_words()
            if self._upright:
                self._ask_for_page()
        elif text.text.strip():
            if self._opened is not None or self._why:
                self._show_read_text()
        elif self._why:
            self._show_refused(self._why)
        self._look_at_buttons()

    def reading_failed(self, sentence: str = "") -> None:
        """It was not read, for this reason; "" where nobody need be told."""
        self._end_waiting()
        self.say([sentence] if sentence else ())
        if self._why and self._reading is None:
            self._show_refused(self._why)

    def say(self, doubts: Sequence[TextDoubt | str]) -> None:
        """What a person must know of the reading, one quiet line each above the paper; nothing for nothing."""
        self.strips.say([each if isinstance(each, str) else words.doubt(each) for each in doubts])

    def light(self, lights: Sequence[Light]) -> None:
        """Light these words and no others; they may come before the paper is shown."""
        self._lights = tuple(lights)
        if self._has_pages():
            self._light_page()
        elif self._reading is not None:
            self.text.light(self._lights)
        self._say_place()

    def look_at(self, span: Span) -> None:
        """Bring these words into sight, on whichever page they stand."""
        if self._reading is None:
            return
        if not self._has_pages():
            self.text.look_at(span)
            return
        self.go_to_page(self._page_of(span))
        self._look_for = span
        self._look_now()
        if (self._page, self._drawn_width()) in self._pages:
            self._look_for = None

    def why_not(self) -> str:
        """Why the file cannot be shown by itself, OTHER for one of a kind without pages; "" where it can, or nobody knows yet."""
        return self._why

    def reading(self) -> DocumentText | None:
        """The words that `show_reading` was given for what is shown."""
        return self._reading

    def _has_pages(self) -> bool:
        return self._opened is not None and self._opened.kind in ("pdf", "picture")

    def _page_of(self, span: Span) -> int:
        assert self._reading is not None
        boxes = self._reading.boxes
        first = bisect_right(boxes, span.start, key=lambda box: box.end)
        if first < len(boxes) and boxes[first].start < span.end:
            return boxes[first].page
        return self._reading.page_of(span.start)

    def _lay_words(self) -> None:
        """The words of the page in front, and their lights."""
        if self._reading is not None:
            words_of_page = PageWords(self._reading, self._page)
            self._upright = words_of_page.upright()
            self.sheet.show_words(PageWords(self._reading, self._page, self._turned()) if self._turned() else words_of_page)
            self._light_page()

    def _light_page(self) -> None:
        """Once its picture lies there: never over the page before."""
        if self._laid == self._page:
            self.sheet.light(self._lights)

    def _look_now(self) -> None:
        if self._look_for is not None and not self.sheet.image.isNull():
            place = self.sheet.place_of(self._look_for)
            if place is not None:
                self.area.bring_into_sight(place)

    def _show_read_text(self) -> None:
        assert self._reading is not None
        self.text.show_text(self._reading, self._paper_head)
        self.text.light(self._lights)
        was_seen = self.stack.currentWidget() is self.text
        self.stack.setCurrentWidget(self.text)
        self._look_at_buttons()
        if not was_seen:
            self.settled.emit("")

    def _end_waiting(self) -> None:
        self._awaited = False
        self.strips.done()

    def _stop_reading(self) -> None:
        self.reading_failed()
        self.reading_stopped.emit()

    def _show_drawn(self, page: int, width: int, image: QImage) -> None:
        if len(self._pages) >= _KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        self._pages[page, width] = image
        if page == self._page:
            self._lay(image)
            self.settled.emit("")
            if self._opened is not None and page + 1 < self._opened.pages and (page + 1, width) not in self._pages:
                # The next one is wanted next.
                self.source.draw(page + 1, width)

    # ---- pages and size ----

    def page(self) -> int:
        """The page in front, from 0."""
        return self._page

    def go_to_page(self, page: int) -> None:
        """Show this page (from 0) from its top; one that is not there changes nothing."""
        if self._opened is None or not 0 <= page < self._opened.pages or page == self._page:
            return
        self._page = page
        self._lay_words()
        self._ask_for_page()
        self.area.verticalScrollBar().setValue(0)
        self._look_at_buttons()

    def page_on(self) -> None:
        """The next page."""
        self.go_to_page(self._page + 1)

    def page_back(self) -> None:
        """The page before."""
        self.go_to_page(self._page - 1)

    def zoom_in(self) -> None:
        """Larger letters."""
        self._set_zoom(next((zoom for zoom in _ZOOMS if zoom > self._zoom), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """More of the page."""
        self._set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self._zoom), _ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._set_zoom(1.0)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.text.set_zoom(zoom)
        self._stretch()
        self._rest.start()

    def _width(self) -> int:
        """How wide the page is to stand, in pixels of the layout."""
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 2
        return max(80, round((room - 2 * _EDGE) * self._zoom))

    def _drawn_width(self) -> int:
        """The same in dots of the screen, as it is drawn."""
        lies = self._turned() % 180 != 0
        return round(self._width() * self.devicePixelRatioF() * (_LYING if lies else 1.0))

    def _turned(self) -> int:
        """By how many degrees the page is turned to the right: as the person wants it, else so that its words can be read."""
        return self._upright if self._by_hand is None else self._by_hand

    def turn_round(self) -> None:
        """Turn all pages a quarter to the right, for what was scanned lying down."""
        self._by_hand = (self._turned() + 90) % 360
        self._lay_words()
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        if not self._has_pages():
            return
        width = self._drawn_width()
        known = self._pages.get((self._page, width))
        if known is not None:
            self._lay(known)
        else:
            self.source.draw(self._page, width)

    def _lay(self, image: QImage) -> None:
        self.sheet.show_image(image.transformed(QTransform().rotate(self._turned())) if self._turned() else image)
        for each in (self.sheet, self.area):
            each.setAccessibleName(tr("Trang {page} của {name}", page=self._page + 1, name=self.name.text()))
        self._laid = self._page
        self._light_page()
        self._stretch()
        self._look_now()
        self._look_for = None

    def _stretch(self) -> None:
        image = self.sheet.image
        if not image.isNull():
            width = self._width()
            if self._opened is not None and self._opened.kind == "picture" and self._zoom <= 1.0:
                # A small picture is not blown up.
                width = min(width, round(image.width() / self.devicePixelRatioF()))
            self.sheet.resize(width, max(1, round(width * image.height() / image.width())))

    def _look_at_buttons(self) -> None:
        opened = self._opened
        pages = opened.pages if opened is not None else 1
        seen = self.stack.currentWidget() is not self.message
        for button, shown in (
            (self.back_button, pages > 1),
            (self.on_button, pages > 1),
            (self.turn_button, self._has_pages()),
            # The keys for the size are many; where there is little room these give way.
            (self.smaller_button, seen and self.width() >= theme.px(_TIGHT)),
            (self.larger_button, seen and self.width() >= theme.px(_TIGHT)),
            (self.open_button, self._has_file()),
            (self.save_button, self._file is not None),
        ):
            button.setVisible(shown)
        tight = self.width() < theme.px(_TIGHT)
        self.open_button.setText(_OUTSIDE if tight else tr("Mở tệp gốc"))
        self.open_button.setAccessibleName(tr("Mở tệp gốc"))
        self._say_place()
        self.back_button.setEnabled(self._page > 0)
        self.on_button.setEnabled(self._page + 1 < pages)

    def _say_place(self) -> None:
        """Which page, and what can be done with it where there is room to say so."""
        opened, where = self._opened, ""
        if opened is not None and (opened.kind == "pdf" or opened.pages > 1):
            where = tr("trang {page}/{pages}", page=self._page + 1, pages=opened.pages)
        elif opened is not None and opened.cut and self._reading is None:
            where = tr("phần đầu của tệp")
        hint = tr("bấm vào ô bên trái để thấy chỗ đã đọc") if self._lights and self._reading is not None else ""
        whole = " · ".join(each for each in (where, hint) if each)
        # The name, the page and the buttons are wanted more than the hint.
        room = self.width() - self.name.sizeHint().width() - theme.px(_AROUND_HEAD)
        room -= sum(max(each.sizeHint().width(), each.minimumWidth()) + 4 for each in self._head_buttons if not each.isHidden())
        self.place.setText(whole if self.place.fontMetrics().horizontalAdvance(whole) <= room else where)

    # ---- the person ----

    def take_focus(self) -> None:
        """The keyboard to the paper, so that arrows and PgDn work."""
        front = self.stack.currentWidget()
        target = self.message_button if front is self.message else front
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_by_system(self) -> None:
        """Show the file in the program that the computer has for it; where that cannot be, the sentence stands here."""
        try:
            if self._file is not None:
                attachments.open_by_system(self._operations.office, self._file)
            elif self._path is not None:
                attachments.open_path_by_system(self._path)
        except OfficeError as error:
            self._opened = None
            self._say(words.sentence(error))

    def save_copy(self) -> None:
        """Ask where, and write a copy of a record's file there; the program's own file is never given away."""
        if self._file is not None:
            attachments.save_copy(self, self._operations, self._file)

    def _has_file(self) -> bool:
        return self._path is not None or self._file is not None

    def _turn(self, step: int) -> None:
        before = self._page
        self.go_to_page(self._page + step)
        if step < 0 and self._page != before:
            self.area.verticalScrollBar().setValue(self.area.verticalScrollBar().maximum())

    def _go_to_end(self, which: int) -> None:
        if self._opened is not None:
            self.go_to_page(0 if which == FIRST else self._opened.pages - 1)

    def _zoom_by(self, step: int) -> None:
        (self.zoom_in if step > 0 else self.zoom_out)()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stretch at once, draw anew when it rests."""
        super().resizeEvent(event)
        # Where there is little room the buttons are wanted more than the number of the page, which the tip has too.
        self.place.setVisible(self.width() >= theme.px(_NARROW))
        self._look_at_buttons()
        self._stretch()
        self._rest.start()
