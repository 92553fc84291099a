"""Step 3: what would come of the file, row by row; what is wrong is put right here; one button writes the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.intake.workbooks.planned import PlannedRow
from models.labels import label, tr
from ui import theme, words
from ui.parts.buttons import push_button
from ui.parts.chips import Chip, StateChip
from ui.parts.figure_card import FigureCard
from ui.parts.flow import Flow
from ui.parts.keys import bind_key
from ui.parts.labels import boxed, framed, plain
from ui.parts.list_source import ListQuery
from ui.parts.tips import tip
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.review_rows import editable_text
from ui.workbooks.review_table import ReviewTable, review_columns
from ui.workbooks.survey import TO_DECIDE, Survey, state_of

if TYPE_CHECKING:
    from ui.workbooks.session import Session

# The chips from left to right; "" stands for all rows.
_CHIPS = (
    "",
    states.REJECTED,
    states.WARNED,
    states.CHANGED,
    states.NEW,
    states.KEPT,
    states.SAME,
    states.OTHERS,
    states.LEFT_OUT,
    states.GONE,
)
_REPAIRS = 3
# In a longer list than this one begins with what is to be decided.
_FEW = 12
_DETAIL_LINES = 2
_LOW = 480
_NARROW = 1000


class ReviewStep(QWidget):
    """Keys: Space leaves out or takes, F2 or Enter mends a cell, 1 to 3 take a repair, G keeps ours, T takes theirs, N goes on."""

    write = Signal()
    back = Signal()
    save_rejected = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.table: ReviewTable | None = None
        self.states: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.px(6))
        column.addLayout(self._notes)
        self._note: QFrame | None = None
        self._narrow = False
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(10))
        self.cards = {state: FigureCard() for state in ("", states.NEW, states.CHANGED, states.SAME, states.REJECTED)}
        for card in self.cards.values():
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            card.clicked.connect(self._card_clicked)
            card.stepped.connect(self._card_stepped)
            cards.addWidget(card, 1)
        column.addLayout(cards)
        holder = QWidget()
        flow = self._flow = Flow(holder)
        self.chips = [StateChip(state) for state in _CHIPS]
        for chip in self.chips:
            chip.clicked.connect(self._chip_clicked)
            flow.addWidget(chip)
        column.addWidget(holder)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self._frame: QFrame | None = None
        self._build_strip(column)
        self._build_foot(column)
        self._bind()

    def _build_strip(self, column: QVBoxLayout) -> None:
        """What is to be said of the row that the keyboard is on, and what can be done with it."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.detail = plain("", "soft", wrap=True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setMinimumHeight(_DETAIL_LINES * self.detail.fontMetrics().height())
        self.detail.setAccessibleName(tr("Về dòng đang chọn"))
        row.addWidget(self.detail, 1)
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(theme.px(4))
        self.repair_buttons = [self._deed("", getattr(self, f"_repair_{number}")) for number in range(1, _REPAIRS + 1)]
        self.mend_button = self._deed(tr("Sửa ô (F2)"), self.mend)
        self.ours_button = self._deed(tr("Giữ của ta (G)"), self.keep_ours)
        self.theirs_button = self._deed(tr("Lấy theo tệp (T)"), self.take_theirs)
        self.leave_button = self._deed("", self.turn)
        row.addLayout(self._deeds)
        column.addLayout(row)

    def _deed(self, text: str, slot: object) -> QPushButton:
        button = push_button(text, slot)
        button.setProperty("link", "true")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._deeds.addWidget(button)
        return button

    def _build_foot(self, column: QVBoxLayout) -> None:
        foot = self._foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.only = Chip(tr("Chỉ hiện dòng cần sửa và thay đổi"))
        self.only.setAutoDefault(False)
        self.only.clicked.connect(self._only_clicked)
        foot.addWidget(self.only)
        self.others = Chip(tr("Lấy cả dòng của nơi khác (K)"))
        self.others.setAutoDefault(False)
        self.others.clicked.connect(self.turn_others)
        foot.addWidget(self.others)
        foot.addStretch(1)
        self.rejected_button = push_button(tr("Xuất dòng lỗi ra Excel"), self.save_rejected)
        self.back_button = push_button(tr("Quay lại"), self.back)
        self.write_button = push_button("", self.write)
        self.write_button.setProperty("primary", "true")
        for button in (self.rejected_button, self.back_button, self.write_button):
            foot.addWidget(button)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the rows have the room: the chips say what the cards say, and the two switches stand beside them."""
        super().resizeEvent(event)
        for card in self.cards.values():
            card.setVisible(self.height() >= theme.px(_LOW))
        narrow = self.width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            for place, button in enumerate((self.only, self.others)):
                (self._foot if narrow else self._flow).removeWidget(button)
                if narrow:
                    self._flow.addWidget(button)
                else:
                    self._foot.insertWidget(place, button)

    def _bind(self) -> None:
        bind_key(self, "Ctrl+Return", tr("Ghi vào sổ"), self.write.emit)
        bind_key(self, "Ctrl+Enter", tr("Ghi vào sổ"), self.write.emit)
        bind_key(self, "Ctrl+L", tr("Chỉ hiện dòng cần sửa và thay đổi"), self.only.click)
        bind_key(self, "Ctrl+E", tr("Xuất dòng lỗi ra Excel"), self.save_rejected.emit)
        bind_key(self, "Alt+Left", tr("Quay lại bước trước"), self.back.emit)
        for place in range(1, 10):
            bind_key(self, f"Ctrl+{place}", tr("Các nút tình trạng, từ trái sang"), partial(self._press_chip, place))

    def _bind_table(self, table: ReviewTable) -> None:
        """Letters are keys on the rows only: in a cell that is open they are letters."""
        for keys, text, slot in (
            ("Space", tr("Để lại hay lấy dòng này"), self.turn),
            ("F2", tr("Sửa ô"), self.mend),
            ("1", tr("Nhận cách sửa thứ nhất"), self._repair_1),
            ("2", tr("Nhận cách sửa thứ hai"), self._repair_2),
            ("3", tr("Nhận cách sửa thứ ba"), self._repair_3),
            ("G", tr("Giữ của ta"), self.keep_ours),
            ("T", tr("Lấy theo tệp"), self.take_theirs),
            ("N", tr("Đến dòng cần sửa kế tiếp"), self.next_wrong),
            ("K", tr("Lấy hay để lại các dòng của nơi khác"), self.turn_others),
        ):
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis(text)
            shortcut.activated.connect(slot)
        table.opened.connect(self._opened)
        table.row_changed.connect(self._row_changed)
        table.mended.connect(self._mended)
        table.menu_wanted.connect(self._show_menu)

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the row, under the pointer and with the menu key."""
        menu = QMenu(self)
        for button in (*self.repair_buttons, self.mend_button, self.ours_button, self.theirs_button, self.leave_button):
            if button.isVisibleTo(self):
                menu.addAction(button.text(), button.click)
        if not menu.isEmpty():
            menu.exec(at)
        menu.deleteLater()

    # ---- showing a plan ----

    def show_survey(self, *, first: bool) -> None:
        """Show what was planned; `first` is not after a choice but a new file or layout."""
        found = self._session.survey
        assert found is not None
        if first:
            deciding = any(found.number(state) for state in TO_DECIDE)
            self.states = TO_DECIDE if deciding and len(found.plan.rows) > _FEW else frozenset()
        self._show_table(found, keep=not first)
        self._say_cards(found)
        self._say_chips(found)
        self._say_note(found)
        self._say_foot(found)
        self._row_changed()

    def _show_table(self, found: Survey, *, keep: bool) -> None:
        table, query = self.table, ListQuery(states=self.states)
        columns = [column.title for column in review_columns(found)]
        if table is not None and keep and columns == [column.title for column in table.register_model.columns]:
            table.source.found = found
            table.register_model.query = query
            column = max(table.currentIndex().column(), 0)
            table.reload_keeping(otherwise=0)
            table.stand_in(column)
            return
        had, number = table is not None and table.hasFocus(), self.current_number()
        self.table = ReviewTable(found, query, self._editable)
        self.table.empty_text = tr("Không có dòng nào như vậy. Ctrl+1 xem mọi dòng.")
        self._bind_table(self.table)
        frame = framed(self.table)
        if self._frame is not None:
            self._place.removeWidget(self._frame)
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = frame
        self._place.addWidget(frame)
        self.table.register_model.reload()
        if not (keep and number and self.table.go_to(number)):
            self._go_to_first()
        if had:
            self.table.setFocus()

    def _go_to_first(self) -> None:
        """To the first row that must be put right, where one is shown; else to the first."""
        found = self._session.survey
        assert self.table is not None
        assert found is not None
        wrong = [found.plan.rows[place].number for place in found.places[states.REJECTED][:1]]
        if not any(self.table.go_to(number, self._wrong_field(number)) for number in wrong):
            self.table.select_place(0)

    def _editable(self, number: int, name: str) -> str:
        found = self._session.survey
        return editable_text(found, number, name) if found is not None else ""

    def _say_cards(self, found: Survey) -> None:
        plan, thing = found.plan, saying.noun(found.plan.kind)
        others, left = found.number(states.OTHERS), found.number(states.LEFT_OUT)
        set_aside = [
            tr("{number} dòng của nơi khác", number=words.number(others)) if others else "",
            tr("{number} dòng để lại", number=words.number(left)) if left else "",
        ]
        gone = found.number(states.GONE)
        said = {
            "": (tr("Dòng đọc được"), len(plan.rows), saying.passed_over(found.passed), ""),
            states.NEW: (tr("Ghi mới: {noun}", noun=thing), found.number(states.NEW), "", "ok"),
            states.CHANGED: (
                tr("Cập nhật {noun} đã có", noun=thing),
                found.number(states.CHANGED),
                saying.changed_fields(found.changed, plan.kind),
                "soon" if found.number(states.CHANGED) else "",
            ),
            states.SAME: (
                tr("Giống hệt, bỏ qua"),
                found.number(states.SAME) + found.number(states.KEPT),
                ", ".join(part for part in set_aside if part)
                or (tr("{count} tệp không còn", count=words.count(gone, thing)) if gone else ""),
                "done",
            ),
            states.REJECTED: (
                tr("Cần sửa"),
                found.number(states.REJECTED),
                tr("sửa ngay tại đây hoặc xuất ra Excel") if found.number(states.REJECTED) else "",
                "late" if found.number(states.REJECTED) else "",
            ),
        }
        for state, card in self.cards.items():
            name, number, remark, tone = said[state]
            card.show_figure(name, words.number(number), remark, tone)
            chip = next(chip for chip in self.chips if chip.state == state)
            chip.setToolTip(tip(remark))

    def _say_chips(self, found: Survey) -> None:
        for chip in self.chips:
            number = found.number(chip.state) if chip.state else len(found.plan.rows)
            name = words.capital(label("import_state", chip.state)) if chip.state else tr("Tất cả")
            chip.setText(f"{name} {words.number(number)}")
            chip.setVisible(bool(number) or not chip.state or self.states == {chip.state})
            chip.setChecked(self.states == (frozenset({chip.state}) if chip.state else frozenset()))
        self.only.setChecked(self.states == TO_DECIDE)

    def _say_note(self, found: Survey) -> None:
        """This very file was taken in before."""
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if (at := found.plan.taken_in_at) is not None:
            said = tr(
                "Tệp này đã nhập ngày {day} lúc {time}. Dòng nào đã có thì không ghi thêm lần nữa.",
                day=words.day(at.date()),
                time=f"{at:%H:%M}",
            )
            self._note = boxed(said, "soon")
            self._notes.addWidget(self._note)

    def _say_foot(self, found: Survey) -> None:
        number, left = found.to_write(), found.number(states.REJECTED)
        if not number:
            text = tr("Không có dòng nào để ghi")
        elif left:
            text = tr("Ghi {number} dòng vào sổ, để lại {left} dòng", number=words.number(number), left=words.number(left))
        else:
            text = tr("Ghi {number} dòng vào sổ", number=words.number(number))
        self.write_button.setText(text)
        # Also while it is planned anew: a button that is disabled loses the keyboard. Nothing is written meanwhile.
        self.write_button.setEnabled(number > 0)
        self.rejected_button.setVisible(left > 0)
        others = found.number(states.OTHERS)
        wanted = found.plan.choices.with_others
        self.others.setVisible(others > 0 or wanted)
        self.others.setChecked(wanted)

    def first(self) -> QWidget:
        """The button where there is nothing to mend or to decide, else the rows."""
        found = self._session.survey
        calm = found is not None and found.to_write() and not any(found.number(state) for state in (states.REJECTED, states.KEPT))
        if calm and found is not None and found.plan.taken_in_at is None and self.write_button.isEnabled():
            return self.write_button
        return self.table if self.table is not None else self.write_button

    def forget(self) -> None:
        """Let go of the plan; nothing is shown any more."""
        if self.table is not None:
            self.table.register_model.show_only(())
            del self.table.source.found

    # ---- which rows are shown ----

    def show_states(self, wanted: frozenset[str]) -> None:
        """Show rows in these states; none means all."""
        self.states = wanted
        found = self._session.survey
        if self.table is None or found is None:
            return
        number = self.current_number()
        self.table.register_model.query = ListQuery(states=wanted)
        self.table.register_model.reload()
        if not (number and self.table.go_to(number)):
            self._go_to_first()
        self._say_chips(found)
        self._row_changed()

    def _press_chip(self, place: int) -> None:
        """The chip that stands there: those that count nothing are not shown."""
        shown = [chip for chip in self.chips if chip.isVisibleTo(self)]
        if place <= len(shown):
            shown[place - 1].click()

    def _chip_clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, StateChip)
        self.show_states(frozenset({chip.state}) if chip.state else frozenset())

    def _card_clicked(self) -> None:
        state = next(state for state, card in self.cards.items() if card is self.sender())
        self.show_states(frozenset({state}) if state else frozenset())
        if self.table is not None:
            self.table.setFocus()

    def _card_stepped(self, by: int) -> None:
        cards = list(self.cards.values())
        place = next(place for place, card in enumerate(cards) if card is self.sender())
        cards[(place + by) % len(cards)].setFocus()

    def _only_clicked(self) -> None:
        self.show_states(TO_DECIDE if self.states != TO_DECIDE else frozenset())

    # ---- the row with the keyboard ----

    def current_number(self) -> int:
        """The number of the row that the keyboard is on; 0 for none."""
        row = self.table.current_row() if self.table is not None else None
        return row.id if row is not None else 0

    def _planned(self) -> PlannedRow | None:
        found, number = self._session.survey, self.current_number()
        return found.planned(number) if found is not None and number else None

    def _wrong_field(self, number: int) -> str:
        found = self._session.survey
        problems = found.problems.get(number, ()) if found is not None else ()
        return next((problem.field for problem in problems if problem.field), "")

    def _row_changed(self) -> None:
        found, row = self._session.survey, self._planned()
        if found is None or row is None:
            gone = self.table.current_row() if self.table is not None else None
            self.detail.setText(gone.why if gone is not None else "")
            for button in (*self.repair_buttons, self.mend_button, self.ours_button, self.theirs_button, self.leave_button):
                button.hide()
            return
        state = state_of(row)
        lines = saying.detail(found, row, state)
        self.detail.setText("\n".join(lines[:_DETAIL_LINES]) + (" …" if len(lines) > _DETAIL_LINES else ""))
        self.detail.setToolTip(tip("\n".join(lines)))
        repairs = saying.repairs_of(found.problems.get(row.number, ()))
        for number, button in enumerate(self.repair_buttons):
            button.setVisible(number < len(repairs))
            if number < len(repairs):
                button.setText(tr("{text} ({number})", text=saying.repair_words(repairs[number]), number=number + 1))
        self.mend_button.setVisible(bool(self._field_to_mend()))
        self.ours_button.setVisible(any(not change.kept for change in row.changes.values()))
        self.theirs_button.setVisible(any(change.kept for change in row.changes.values()))
        left = row.number in found.plan.choices.left_out
        self.leave_button.setVisible(left or state in (*states.WRITTEN, states.REJECTED))
        self.leave_button.setText(tr("Lấy dòng này (Dấu cách)") if left else tr("Để lại dòng này (Dấu cách)"))

    def _field_to_mend(self) -> str:
        """The field that is wrong, else the one that the keyboard is on."""
        found, table = self._session.survey, self.table
        if found is None or table is None:
            return ""
        here, wrong = table.current_field(), self._wrong_field(self.current_number())
        if here and any(problem.field == here for problem in found.problems.get(self.current_number(), ())):
            return here
        if wrong and table.column_of(wrong) is not None:
            return wrong
        return here or table.widest_field()

    # ---- deciding ----

    def _opened(self) -> None:
        if self.table is not None and self.table.current_row() is not None:
            self.mend()

    def mend(self) -> None:
        """Open the cell that is wrong, else the one that the keyboard is on."""
        name = self._field_to_mend()
        if name and self.table is not None:
            self.table.edit_cell(name)

    def _mended(self, number: int, name: str, text: str) -> None:
        if text != self._editable(number, name):
            self._session.mend(number, name, text)

    def _repair(self, place: int) -> None:
        found, row = self._session.survey, self._planned()
        if found is None or row is None:
            return
        repairs = saying.repairs_of(found.problems.get(row.number, ()))
        if place < len(repairs):
            self._session.mend(row.number, repairs[place].field, repairs[place].text)

    def _repair_1(self) -> None:
        self._repair(0)

    def _repair_2(self) -> None:
        self._repair(1)

    def _repair_3(self) -> None:
        self._repair(2)

    def turn(self) -> None:
        """Leave the selected rows out, or take those that were left out."""
        found = self._session.survey
        if found is None or self.table is None:
            return
        rows = self.table.current_rows()
        taken = frozenset(row.id for row in rows if row.state in (*states.WRITTEN, states.REJECTED))
        left = frozenset(row.id for row in rows) & found.plan.choices.left_out
        if taken or left:
            self._session.leave_out(taken or left, out=bool(taken))

    def keep_ours(self) -> None:
        """Of the selected rows, what stands in the book stays."""
        self._keep(ours=True)

    def take_theirs(self) -> None:
        """Of the selected rows, what the file says is taken, also where we changed it ourselves."""
        self._keep(ours=False)

    def _keep(self, *, ours: bool) -> None:
        found = self._session.survey
        if found is None or self.table is None:
            return
        here, rows = self.table.current_field(), self.table.current_rows()
        cells = set()
        for row in rows:
            planned = found.planned(row.id)
            names = [name for name, change in planned.changes.items() if change.kept is not ours] if planned is not None else []
            # Of one row, the cell with the keyboard where it is one that changes; of several rows, all.
            cells |= {(row.id, name) for name in names if len(rows) > 1 or here not in names or name == here}
        if cells:
            self._session.keep(frozenset(cells), ours=ours)

    def turn_others(self) -> None:
        """Take the rows addressed to others too, or leave them out again."""
        found = self._session.survey
        if found is not None and (found.number(states.OTHERS) or found.plan.choices.with_others):
            self._session.with_others(wanted=not found.plan.choices.with_others)

    def next_wrong(self) -> None:
        """To the next row that must be put right, round."""
        found = self._session.survey
        if found is None or self.table is None or not (places := found.places[states.REJECTED]):
            return
        numbers = [found.plan.rows[place].number for place in places]
        now = self.current_number()
        following = next((number for number in numbers if number > now), numbers[0])
        if not self.table.go_to(following, self._wrong_field(following)):
            self.show_states(frozenset({states.REJECTED}))
            self.table.go_to(following, self._wrong_field(following))
        self.table.setFocus()
