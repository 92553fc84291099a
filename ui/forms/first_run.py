"""The first start: at most five questions, then the office's books stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.errors import OfficeError
from models.labels import tr
from models.office import Founding, Office
from models.progress import Report as Progress
from models.registers.agencies import province_kind
from models.registers.communes import Commune, provinces, suggest_communes, suggest_provinces
from models.storage.opening import office_exists
from models.storage.places import folder_of
from models.text import clean, fold
from ui import places, words
from ui.forms.suggest import SuggestInput, Suggestion
from ui.jobs import Job
from ui.parts import alerts
from ui.parts.labels import boxed, plain, set_property

_OFFICE_WORDS = re.compile(r"^(ubnd|[uủ]y ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
_KINDS = {"xa": "Xã", "phuong": "Phường", "dac khu": "Đặc khu"}
_LONGEST_NAME, _LONGEST_CODE = 200, 60


def find_province(typed: str) -> str | None:
    """The province meant by these letters, with its kind or without; None when none or several may be meant."""
    name = province_kind(typed)[1] if typed.strip() else ""
    exact = [each for each in provinces() if fold(each) == fold(name)]
    found = exact or (suggest_provinces(name) if name else [])
    return found[0] if len(found) == 1 else None


def find_commune(typed: str, province: str) -> Commune | None:
    """The commune of this province meant by these letters; also one that the list does not know yet, if its kind stands before it."""
    name, _, place = _OFFICE_WORDS.sub("", clean(typed, _LONGEST_NAME)).partition(" · ")
    province = find_province(place) or province
    found = suggest_communes(name, province, limit=50) if name else []
    whole = [each for each in found if fold(f"{each.kind} {each.name}") == fold(name)]
    named = [each for each in found if fold(each.name) == fold(name)]
    found = whole or named or found
    if len(found) == 1:
        return found[0]
    for folded, kind in _KINDS.items():
        own = name[len(kind) :].strip()
        if not found and province and own and fold(name).startswith(f"{folded} "):
            return Commune(own, kind, province)
    return None


def commune_text(commune: Commune) -> str:
    """A commune with its kind, as people write it inside a province."""
    return f"{commune.kind} {commune.name}"


class FirstRun(QDialog):
    """One page of questions. `office` is the opened office when the dialog was accepted."""

    def __init__(self, parent: QWidget | None, location: str, *, today: date | None = None) -> None:
        super().__init__(parent)
        self.office: Office | None = None
        self._location = location
        self._today = today
        self._job: Job | None = None
        self._remember = True
        self.setWindowTitle(tr("Sổ Điều hành"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(plain(tr("Lập sổ của cơ quan"), "figure"))
        column.addWidget(
            plain(tr("Trả lời năm câu rồi bấm “Lập sổ”. Sửa lại lúc nào cũng được ở trang Hệ thống, trừ thư mục."), "soft", wrap=True)
        )
        if places.remembered() == location:
            column.addWidget(
                boxed(
                    tr(
                        "Không thấy sổ ở {path}. Nếu sổ nằm trên ổ đĩa rời, hãy đóng cửa sổ này, cắm ổ rồi mở lại chương trình.",
                        path=location,
                    ),
                    "soon",
                )
            )
        self._wrong: dict[QWidget, QLabel] = {}
        self.province = SuggestInput(_provinces, self, list_width=280)
        self.commune = SuggestInput(self._communes, self, list_width=340)
        self.code, self.person, self.folder = QLineEdit(), QLineEdit(), QLineEdit()
        self.code.setMaxLength(_LONGEST_CODE)
        self.person.setMaxLength(_LONGEST_NAME)
        self.folder.setText(location)
        self.folder.setCursorPosition(0)
        self.code.setPlaceholderText(tr("để đặt mã hồ sơ một cửa, ví dụ H21.88"))
        choose = QPushButton(tr("Chọn…"))
        choose.clicked.connect(self.choose_folder)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._asked(tr("1. Tỉnh, thành phố"), self.province), 0, 0)
        grid.addWidget(self._asked(tr("2. Xã, phường, đặc khu"), self.commune), 0, 1)
        grid.addWidget(self._asked(tr("3. Mã định danh của cơ quan"), self.code), 2, 0)
        grid.addWidget(self._asked(tr("4. Họ tên của bạn"), self.person), 2, 1)
        grid.addWidget(self._asked(tr("5. Thư mục giữ sổ trên máy này"), self.folder, choose), 3, 0, 1, 2)
        self.named = plain("", "strong", wrap=True)
        grid.addWidget(self.named, 1, 0, 1, 2)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self._build_foot())
        self.province.changed.connect(self._look)
        self.commune.changed.connect(self._look)
        self.folder.textChanged.connect(self._look_at_folder)
        self.province.editingFinished.connect(self._tidy)
        self.commune.editingFinished.connect(self._tidy)
        self._inputs: tuple[QWidget, ...] = (self.province, self.commune, self.code, self.person, self.folder, choose)
        self.setTabOrder(choose, self.found_button)
        self.setTabOrder(self.found_button, self.practice_button)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.found)
        self.setMinimumWidth(620)
        self._look()
        self._look_at_folder()
        self.province.setFocus()

    def _asked(self, text: str, widget: QLineEdit, *beside: QWidget) -> QWidget:
        """A question above its answer, with room below for what is wrong."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        caption = plain(text, "fieldName")
        caption.setBuddy(widget)
        widget.setAccessibleName(text)
        column.addWidget(caption)
        row = QHBoxLayout()
        row.addWidget(widget, 1)
        for each in beside:
            row.addWidget(each)
        column.addLayout(row)
        wrong = self._wrong[widget] = plain("", "wrong", wrap=True)
        wrong.hide()
        column.addWidget(wrong)
        column.addStretch(1)
        return holder

    def _build_foot(self) -> QWidget:
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(10)
        self.practice_button = QPushButton(tr("Mở sổ tập dùng, xem 7 bước"))
        self.practice_button.setToolTip(tr("Một cơ quan giả định với một năm số liệu, để thử mọi việc mà không sợ hỏng"))
        self.practice_button.clicked.connect(self.open_practice)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.said = plain("", "soft")
        self.found_button = QPushButton(tr("Lập sổ"))
        self.found_button.setProperty("primary", "true")
        self.found_button.clicked.connect(self.found)
        for button in (self.practice_button, self.found_button):
            button.setAutoDefault(False)
        row.addWidget(self.practice_button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(self.found_button)
        return foot

    # ---- the answers ----

    def _communes(self, letters: str) -> Sequence[Suggestion]:
        """The communes of the province; of the whole country, with their provinces, while none is named."""
        province = find_province(self.province.text())
        found = suggest_communes(letters.split(" · ", maxsplit=1)[0], province or "", limit=400 if province else 50)
        return [Suggestion(commune_text(each) if province else f"{commune_text(each)} · {each.province}", each) for each in found]

    def _commune(self) -> Commune | None:
        return find_commune(self.commune.text(), find_province(self.province.text()) or "")

    def _tidy(self) -> None:
        """Write out in full what was typed short, and the province of a commune that was chosen first."""
        province, commune = find_province(self.province.text()), self._commune()
        if commune is not None:
            self.province.set_value(commune.province)
            self.commune.set_value(commune_text(commune))
        elif province is not None:
            self.province.set_value(province)

    def _look(self) -> None:
        """Say whose books these will be."""
        for widget in (self.province, self.commune):
            self._tell(widget, "")
        commune = self._commune()
        text = ""
        if commune is not None:
            text = tr("Sổ của {office}, {province}", office=commune.office_name, province=" ".join(province_kind(commune.province)))
        self.named.setText(text)
        self.named.setVisible(bool(text))

    def _has_office(self) -> bool:
        try:
            return bool(self.folder.text().strip()) and office_exists(self._chosen_folder())
        except OfficeError:
            return False

    def _look_at_folder(self) -> None:
        """Where there are books already, they are opened."""
        self._tell(self.folder, "")
        self.found_button.setText(tr("Mở sổ đã có") if self._has_office() else tr("Lập sổ"))

    def _chosen_folder(self) -> str:
        return str(folder_of(self.folder.text().strip()).absolute())

    def choose_folder(self) -> None:
        """Choose the folder with the mouse, from the nearest one that is there."""
        named = Path(self.folder.text().strip() or Path.home())
        start = next((each for each in (named, *named.parents) if each.is_dir()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("Thư mục giữ sổ"), str(start))
        if chosen:
            self.folder.setText(chosen)

    def _tell(self, widget: QWidget, text: str) -> None:
        self._wrong[widget].setText(text)
        self._wrong[widget].setVisible(bool(text))
        set_property(widget, "state", "wrong" if text else "")

    def wrong(self, widget: QWidget) -> str:
        """What is said to be wrong with an answer."""
        return self._wrong[widget].text()

    # ---- doing it ----

    def found(self) -> None:
        """Make the office, or open the one that is already in the folder; what is missing is said below its question."""
        if self._job is not None:
            return
        for widget in self._wrong:
            self._tell(widget, "")
        if not self.folder.text().strip():
            self._tell(self.folder, tr("Hãy chọn thư mục, nên là một ổ đĩa có sao lưu."))
        if self._has_office():
            self._start(partial(_open, self._chosen_folder(), self._today), tr("Đang mở sổ…"))
            return
        commune = self._commune()
        if commune is None:
            if find_province(self.province.text()) is None:
                self._tell(self.province, tr("Hãy chọn một trong 34 tỉnh, thành phố (bấm ↓ để xem)."))
            self._tell(self.commune, tr("Hãy chọn trong danh sách (bấm ↓), hoặc ghi đủ như “xã Hoài Ân”."))
        person = clean(self.person.text(), _LONGEST_NAME)
        if not person:
            self._tell(self.person, tr("Hãy ghi họ tên: mỗi lần ghi sổ, nhật ký giữ tên người ghi."))
        wrong = [widget for widget in (self.province, self.commune, self.person, self.folder) if self.wrong(widget)]
        if wrong:
            wrong[0].setFocus()
        elif commune is not None:
            founding = Founding(
                name=commune.office_name,
                level=commune.level,
                province=commune.province,
                agency_code=clean(self.code.text(), _LONGEST_CODE),
                user_name=person,
            )
            self._start(partial(_found, self._chosen_folder(), founding, self._today), tr("Đang lập sổ…"))

    def open_practice(self) -> None:
        """Open the practice office, made now if it is not there yet."""
        if self._job is None:
            self._start(partial(_practice, places.practice_office(""), self._today), tr("Đang chuẩn bị sổ tập dùng…"), remember=False)

    def _start(self, work: Callable[[Progress], Office], text: str, *, remember: bool = True) -> None:
        self._remember = remember
        for widget in (*self._inputs, self.practice_button, self.found_button):
            widget.setEnabled(False)
        self.said.setText(text)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._job = Job(work, self)
        self._job.progressed.connect(self._progressed)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.broken.connect(self._broken)
        self._job.start()

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _stop(self) -> None:
        self._job = None
        for widget in (*self._inputs, self.practice_button, self.found_button):
            widget.setEnabled(True)
        self.said.setText("")
        self.progress.hide()

    def _done(self, office: Office) -> None:
        self._stop()
        self.office = office
        # Only a place that was not named from outside need be found again by the next start.
        if self._remember and office.location != self._location and self._location == places.usual_office():
            places.remember_office(office.location)
        self.accept()

    def _failed(self, error: OfficeError) -> None:
        """What refuses a new office is its folder."""
        self._stop()
        self._tell(self.folder, words.sentence(error))
        self.folder.setFocus()

    def _broken(self, report: str) -> None:
        self._stop()
        alerts.bug(self, report, words.log_file())

    def reject(self) -> None:
        """Leave, but not while the books are being made."""
        if self._job is None:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next question; on a button it presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            elif focus is self.folder:
                # Not to "Chọn…": who goes on pressing Enter would choose another folder without wanting one.
                self.found_button.setFocus()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)


def _provinces(letters: str) -> Sequence[Suggestion]:
    return [Suggestion(name, name) for name in suggest_provinces(letters)]


def _found(location: str, founding: Founding, today: date | None, progress: Progress) -> Office:  # noqa: ARG001 - all works are called alike
    """On the thread: no Qt."""
    return Office.found(location, founding, today=today)


def _open(location: str, today: date | None, progress: Progress) -> Office:  # noqa: ARG001 - all works are called alike
    """On the thread: no Qt."""
    return Office.open(location, today=today)


def _practice(location: str, today: date | None, progress: Progress) -> Office:
    """On the thread: no Qt."""
    from models.practice.generate import found_practice_office

    if office_exists(location):
        return Office.open(location, today=today)
    return found_practice_office(location, today=today, report=progress)


def found_office(window: QWidget | None, location: str, *, today: date | None) -> Office | None:
    """Ask, make the office and open it. None when the person closed the dialog."""
    dialog = FirstRun(window, location, today=today)
    dialog.exec()
    dialog.deleteLater()
    if window is not None:
        # Not every desktop gives the keyboard back by itself.
        window.activateWindow()
    return dialog.office
