"""The page of a book: state chips, filters, the paged table, and the record beside it. One subclass a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.outcome import ChangeSet
from models.registers.groups import Group
from models.registers.views import View, saved_view
from ui import theme, words
from ui.actions import lists
from ui.operations import Operations
from ui.pages.base import WHOLE_LIST, Page
from ui.parts import alerts, view_content
from ui.parts.action import Action
from ui.parts.chips import StateChoice
from ui.parts.column_layout import ColumnLayout, ColumnPanel
from ui.parts.columns import Column
from ui.parts.detail import WIDTH, Detail, DetailPane
from ui.parts.elided import Elided
from ui.parts.empty_note import EmptyNote
from ui.parts.filter_bar import AnyFilter, FilterBar
from ui.parts.grouping import GroupList
from ui.parts.labels import framed, plain
from ui.parts.latest import Latest
from ui.parts.list_reading import count_states, read_groups
from ui.parts.record_files import RecordFiles
from ui.parts.register_model import OfficeSource, RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.seen import Seen
from ui.parts.selection import Selection
from ui.parts.view_bar import SavedViews
from ui.parts.view_content import ViewContent

if TYPE_CHECKING:
    from models.office import Office

# A text finds at most this many; the count then says "1.000+".
BOUNDED = 1_000
# Arrows held down run through rows; the record beside is read when they rest.
_REST_MS = 60
# On a narrower page the record stands in the place of the list, when it is opened.
_NARROW = 880
# The width of the groups beside the list.
_GROUPS = 230


class RegisterPage(Page):
    """What the three books share. Subclasses say what their rows, chips, filters and details are."""

    searchable = True
    #: The table of the records themselves, of all `tables` that the page shows.
    table = ""
    #: The group of LABELS that has the states of the book.
    states = ""
    title = ""
    noun = ""
    #: What to do in a book without a record; what to say where nothing is late.
    empty_text = ""
    good_news = ""

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.search_hint = tr("Tìm {noun}: số, tên, nội dung", noun=self.noun)
        self._states_before_search: frozenset[str] | None = None
        #: By what the list is grouped, and what it asks for without the chosen group.
        self._by = ""
        self._group: Group | None = None
        self._ungrouped: Any = None
        self._record_width = 0
        self.model = RegisterModel(OfficeSource(office, self.queries()), self.columns(), self.first_query(), self)
        self.view = RegisterTable(self.model)
        self.view.setAccessibleName(self.noun)
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(self._opened)
        self.view.missing.connect(self._show_alone)
        self.view.letters.connect(self.letters_typed)
        self.view.told.connect(self._tell)
        self.view.menu_wanted.connect(self.show_record_menu)
        self.model.modelReset.connect(self._count_changed)
        self.model.waiting.connect(self._say_why_empty)
        self.detail = DetailPane(self.of_kind("record"))
        self.detail.keyboard_lost.connect(self._back_to_list)
        self.detail.followed.connect(self.go)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_detail)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._ask_counts)
        self._counts = Latest(self)
        self._counts.done.connect(self._show_counts)
        self._counts.failed.connect(self._counts_refused)
        self._grouping = Latest(self)
        self._grouping.done.connect(self._show_groups)
        self._grouping.failed.connect(self._counts_refused)
        self._build()
        self.bar.show_query(self.model.query)
        self._say_filters()
        preferred = self.saved.preferred()
        if preferred is not None:
            self.saved.open(preferred)
        self.files = RecordFiles(self)
        self.begin_at(self.view)

    # ---- what a book says of itself ----

    def queries(self) -> ModuleType:
        """The register's module of queries: count, find_ids, load_rows, state_counts."""
        raise NotImplementedError

    def groups(self) -> ModuleType:
        """The register's module with `groups`."""
        raise NotImplementedError

    def sorts(self) -> Sequence[str]:
        """The orders that the book knows."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """The columns of the table, also those that are not shown at first."""
        raise NotImplementedError

    def first_query(self) -> Any:
        """What is shown on the first visit."""
        raise NotImplementedError

    def choices(self) -> Sequence[StateChoice]:
        """The state chips."""
        raise NotImplementedError

    def filters(self) -> Sequence[AnyFilter]:
        """The filter chips, read anew when the page is refreshed."""
        return ()

    def load_detail(self, record_id: int) -> Detail:
        """One record in words. Raises OfficeError."""
        raise NotImplementedError

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """Those of the book, and those of every list."""
        return (*super().actions(), *lists.actions(), *lists.sorting(self.columns()))

    # ---- the frame ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        self.bar = FilterBar(self.choices(), self.filters())
        self.bar.states_chosen.connect(self._states_chosen)
        self.bar.filtered.connect(self._filter_picked)
        self.bar.cleared.connect(self.clear_filters)
        self.bar.bind_keys(self)
        self.chips, self.filter_chips = self.bar.states, self.bar.chips
        self.saved = SavedViews(self.office, self.operations, self.table, self._content, self.bar)
        self.saved.opened.connect(self._open_view)
        self.saved.name_line_left.connect(self.setFocus)
        self.bar.flow.put_first(self.saved.chip)
        column.addWidget(self.bar)
        column.addWidget(self.saved.line)
        said = QHBoxLayout()
        said.setSpacing(theme.px(10))
        self.back_link = QPushButton(tr("‹ Về danh sách"))
        self.back_link.setProperty("link", "true")
        self.back_link.setToolTip("Esc")
        self.back_link.clicked.connect(self._back_to_list)
        self.back_link.hide()
        self.filter_text = Elided()
        self.filter_text.setProperty("role", "soft")
        self.count_text = plain("", "soft")
        said.addWidget(self.back_link)
        said.addWidget(self.filter_text, 1)
        said.addWidget(self.bar.clear_button)
        said.addWidget(self.saved.link)
        said.addWidget(self.count_text)
        column.addLayout(said)
        self.group_list = GroupList()
        self.group_list.picked.connect(self._group_picked)
        self.group_list.left.connect(self.setFocus)
        self.group_frame = framed(self.group_list)
        self.group_frame.hide()
        self.list_frame = framed(self.view)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(theme.px(12))
        for widget in (self.group_frame, self.list_frame, self.detail):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        for place in (0, 1):
            self.splitter.setCollapsible(place, False)  # noqa: FBT003 - Qt's own
        self.splitter.setSizes([theme.px(_GROUPS), theme.px(796), theme.px(WIDTH)])
        column.addWidget(self.splitter, 1)
        self.layout_of_columns = ColumnLayout(self.view, self.model.columns, self.table)
        self.layout_of_columns.panel_wanted.connect(self.choose_columns)
        self.layout_of_columns.changed.connect(self.saved.leave)
        self._column_panel: ColumnPanel | None = None
        self.empty_note = EmptyNote(self.view.viewport())
        self.empty_note.wanted.connect(self._lead_on)
        self._lead = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the list and the record take turns."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """What still can be worked with; below that the window scrolls the page."""
        return QSize(theme.px(420), theme.px(300))

    def is_narrow(self) -> bool:
        """Whether there is no room for the record beside the list."""
        return self.width() < theme.px(_NARROW)

    def _arrange(self, *, record: bool | None = None) -> None:
        """Show the list, the record, or both. `record` None leaves in front what is."""
        narrow = self.is_narrow()
        in_front = self.back_link.isVisibleTo(self) if record is None else record
        self.detail.setVisible(not narrow or in_front)
        self.list_frame.setVisible(not narrow or not in_front)
        self.group_frame.setVisible(bool(self._by) and not (narrow and in_front))
        self.back_link.setVisible(narrow and in_front)

    def _back_to_list(self) -> None:
        self._arrange(record=False)
        self.setFocus()

    # ---- what the window asks ----

    def query(self) -> Any:
        """What the table shows now."""
        return self.model.query

    def current_row(self) -> Any:
        """The selected record, of several the one that the keyboard is on."""
        return self.view.current_row()

    def current_rows(self) -> list[Any]:
        """The selected records, at most the first thousand; `selection` names all."""
        return self.view.current_rows()

    def selected_count(self) -> int:
        """How many records are selected."""
        return self.view.selected_count()

    def selection(self) -> Selection:
        """What is selected: ids, or everything that the query finds."""
        return self.view.selection()

    def seen(self) -> Seen:
        """What stands in the list, with what leaves records out in words."""
        ids = self.model.only_ids()
        columns = tuple(self.layout_of_columns.shown())
        return Seen(self.title, columns, self.model.query, self.model.total(), self.model.source, tuple(self.filter_words()), ids)

    def panes(self) -> list[QWidget]:
        """The groups, the list, the record beside it, the chips and filters above."""
        return [*([self.group_list] if self._by else []), self.view, self.detail.area, self.chips.chips[0]]

    def refresh(self) -> None:
        """Everything anew, the selection kept; a first visit selects the first row."""
        self._offer_filters()
        self.saved.reload()
        self.view.reload_keeping(otherwise=0)

    def concerns(self, changes: ChangeSet) -> bool:
        """The tables of the book, and the saved filters of its list."""
        return super().concerns(changes) or changes.touches(saved_view.name)

    def update_rows(self, changes: ChangeSet) -> None:
        """Read the changed records anew; all of them where rows came or went."""
        if changes.touches(saved_view.name):
            self.saved.reload()
        if not super().concerns(changes):
            return
        if not self.view.apply(changes, self.table):
            self.view.reload_keeping()
        self._count_changed()
        self._rest.start()

    def search(self, text: str) -> None:
        """Among all records, whatever their state: who searches wants to find. The chips come back when the box is emptied."""
        query = self.base_query()
        if text.strip() and not query.text:
            self._states_before_search = query.states
            query = query.with_states()
        elif not text.strip() and query.text and self._states_before_search is not None:
            query = query.with_states(*self._states_before_search)
            self._states_before_search = None
        self._ask(query.with_text(text.strip()))

    def open(self, query: Any, record_id: int | None) -> None:
        """Show this query or these ids, and select this record; `WHOLE_LIST`: the list as it begins.

        Rows read before a change that came meanwhile are not shown again.
        """
        stale, self._stale = self._stale, False
        self._states_before_search = None
        if stale and query is None:
            self.refresh()
        elif stale:
            self._offer_filters()
        if query == WHOLE_LIST:
            self.clear_filters()
        elif isinstance(query, tuple):
            # The words of the last search do not find these.
            self.model.query = self.base_query().with_text("")
            self._show_only(query)
        elif query is not None:
            self.saved.leave()
            self.group_by("", keep=False)
            self._show_query(query, anew=stale)
        if record_id is not None:
            self.show_record(record_id)

    def show_record(self, record_id: int) -> None:
        """Select this record where it stands in the list; where the list does not hold it (`_show_alone`), it is shown alone."""
        self.view.show_record(record_id)

    def _show_alone(self, record_id: int) -> None:
        self._show_only((record_id,))

    def _show_only(self, ids: tuple[int, ...]) -> None:
        self.saved.leave()
        self.model.show_only(ids)
        self.chips.show_states(frozenset({""}))
        self.bar.clear_button.show()
        self._say_filters()
        self.view.select_place(0)

    # ---- what is asked ----

    def base_query(self) -> Any:
        """What the list asks for, whichever of its groups is chosen."""
        if self._group is None:
            return self.model.query
        return replace(self._ungrouped, sort=self.model.query.sort, descending=self.model.query.descending)

    def clear_filters(self) -> None:
        """Let go of filters, search and what was opened from elsewhere; the state chip stays."""
        query = self.base_query()
        states = query.states if self._states_before_search is None else self._states_before_search
        if self.model.shows_only() or states not in {choice.states for choice in self.choices()}:
            states = self.first_query().states
        self._states_before_search = None
        self.bar.let_go()
        self._ask(replace(self.first_query(), states=states, sort=query.sort, descending=query.descending))
        # The search box says what is searched for.
        self.entries_changed.emit()
        self.setFocus()

    def _ask(self, query: Any) -> None:
        """The person asks for something else: no saved filter says it any more."""
        self.saved.leave()
        self._show_query(query)

    def _offer_filters(self) -> None:
        self.bar.offer(self.filters())

    def _show_query(self, query: Any, *, anew: bool = False) -> None:
        if anew or query != self.model.query or self.model.shows_only():
            self._group = None
            self.view.show_query(query)
        self.bar.show_query(query, text=query.text)
        if self._beyond_chips(query):
            self.bar.clear_button.show()
        self._say_filters()
        self._ask_groups()

    def _states_chosen(self, states: frozenset[str]) -> None:
        self._states_before_search = None
        self._ask(self.base_query().with_states(*states))

    def _filter_picked(self) -> None:
        self._ask(replace(self.base_query(), **self.bar.fields(self.first_query())))

    def _beyond_chips(self, query: Any) -> bool:
        """Whether the query asks for something that no chip tells: what stands behind a figure that was clicked."""
        told = {"states", "text", "sort", "descending", *self.bar.fields(self.first_query())}
        blank = self.first_query()
        return any(getattr(query, each.name) != getattr(blank, each.name) for each in fields(query) if each.name not in told)

    def filter_words(self) -> list[str]:
        """What leaves records out, in words: state, filters, search, group."""
        query = self.base_query()
        if self.model.shows_only():
            return [tr("những mục vừa nhập hay vừa mở từ nơi khác")]
        said = [self.chips.pressed() or self._state_words(query)]
        said += self.bar.words()
        if query.text:
            said.append(tr("tìm “{text}”", text=query.text))
        if self._beyond_chips(query):
            said.append(tr("theo con số vừa bấm"))
        if self._group is not None:
            said.append(tr("nhóm {group}", group=self._group.name))
        return [each for each in said if each]

    def _state_words(self, query: Any) -> str:
        known = [str(code) for code in LABELS[self.states] if code in query.states]
        return ", ".join(label(self.states, code) for code in known)

    def _say_filters(self) -> None:
        self.filter_text.setText(tr("Đang xem: {filters}", filters=" · ".join(self.filter_words())))

    # ---- saved filters, columns, groups ----

    def _content(self) -> Mapping[str, Any]:
        """What a saved filter keeps of the page."""
        columns = tuple(column.key for column in self.layout_of_columns.shown())
        content = ViewContent(self.base_query(), columns, self._by, self.bar.periods())
        return view_content.written(content, self.first_query().with_states())

    def _open_view(self, view: View) -> None:
        content = view_content.read(
            view.content,
            self.first_query().with_states(),
            states=LABELS[self.states],
            sorts=self.sorts(),
            today=self.office.today(),
            cutoff_day=self.office.settings().cutoff_day,
        )
        self._states_before_search = None
        self.layout_of_columns.show_only(content.columns)
        self.group_by("", keep=False)
        self.bar.let_go()
        self._show_query(content.query)
        self.group_by(content.group)
        self.entries_changed.emit()

    def choose_columns(self) -> None:
        """Open the list of columns below the titles."""
        if self._column_panel is None:
            self._column_panel = ColumnPanel(self.layout_of_columns, self.model.columns, self.view.horizontalHeader())
            self._column_panel.closed.connect(self.setFocus)
        self._column_panel.offer()
        self._column_panel.drop()

    def group_by(self, by: str, *, keep: bool = True) -> None:
        """Show the groups at the left of the list; "" for none. `keep` shows all again where a group was chosen."""
        if self._group is not None and keep:
            self._group_picked(None)
        if bool(by) != bool(self._by):
            self._make_room(groups=bool(by))
        self._group, self._by = None, by
        self.group_list.choose_all()
        self.group_list.show_groups((), label("grouping", by) if by else "")
        self._arrange()
        self._ask_groups()
        if by and self.isVisible():
            self.group_list.setFocus()

    def _make_room(self, *, groups: bool) -> None:
        """With groups the record beside gives some of its width to them, and gets it back after."""
        before, table, record = self.splitter.sizes()
        if groups:
            self._record_width = record
            narrower = min(record, theme.px(WIDTH - 50))
            self.splitter.setSizes([theme.px(_GROUPS), before + table + record - narrower - theme.px(_GROUPS), narrower])
        elif self._record_width:
            self.splitter.setSizes([0, before + table + record - self._record_width, self._record_width])

    def _ask_groups(self) -> None:
        if self._by:
            self._grouping.ask(partial(read_groups, self.office, self.groups(), self.base_query(), self.office.when(), self._by))

    def _show_groups(self, groups: Sequence[Group]) -> None:
        if self._by:
            self.group_list.show_groups(groups, label("grouping", self._by))

    def _group_picked(self, group: Group | None) -> None:
        query = self.base_query()
        wanted = query if group is None else replace(group.query, sort=query.sort, descending=query.descending)
        self._ungrouped, self._group = query, group
        # The groups come anew after every change: the list is read again only where another one is shown.
        if wanted != self.model.query:
            self.view.show_query(wanted)
        self._say_filters()

    # ---- following the person ----

    def _count_changed(self) -> None:
        bounded = BOUNDED if self.model.query.text else None
        self.count_text.setText(words.count(self.model.total(), self.noun, bounded=bounded))
        self._say_why_empty()
        self._counting.start(0)

    def _say_why_empty(self) -> None:
        """In the place of rows: why there are none, and the way on."""
        if self.model.loading:
            return
        if self.model.rowCount() or self.model.problem:
            self.empty_note.hide()
            return
        text, verb, self._lead = self._why_empty()
        self.empty_note.say(text, verb)

    def _why_empty(self) -> tuple[str, str, str]:
        """The sentence, the verb of the button and where it leads: "new", "clear" or "all"."""
        query = self.model.query
        if not self._has_records():
            new = next(iter(self.of_kind("new")), None)
            return self.empty_text, new.text() if new is not None else "", "new"
        if query.text:
            return tr("Không tìm thấy {noun} nào có “{text}”.", noun=self.noun, text=query.text), tr("Bỏ lọc"), "clear"
        if self.bar.asks() or self._group is not None or self._beyond_chips(query):
            return tr("Không có {noun} nào khớp các bộ lọc này.", noun=self.noun), tr("Bỏ lọc"), "clear"
        if query.states == frozenset({"overdue"}):
            return self.good_news, tr("Xem tất cả"), "all"
        return tr("Không có {noun} nào ở tình trạng này.", noun=self.noun), tr("Xem tất cả"), "all"

    def _has_records(self) -> bool:
        """Whether the book holds any record, cancelled ones too."""
        every = self.first_query().with_states()
        try:
            return any(
                self.operations.ask(self.queries().find_ids, query, self.office.when(), limit=1)
                for query in (every, every.with_states("cancelled"))
            )
        except OfficeError:
            return True

    def _lead_on(self) -> None:
        """The button of an empty list."""
        if self._lead == "new":
            new = next(iter(self.of_kind("new")), None)
            if new is not None:
                new.trigger()
        elif self._lead == "clear":
            self.clear_filters()
        else:
            self._states_chosen(frozenset())
            self.setFocus()

    def _ask_counts(self) -> None:
        """On a thread: in a book of a million lines the counts take longer than the table, and every letter typed asks for them."""
        if self.window().isVisible():
            self._counts.ask(partial(count_states, self.office, self.queries(), self.base_query(), self.office.when()))
            self._ask_groups()

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self.chips.show_counts(counts)

    def _counts_refused(self, error: OfficeError) -> None:
        alerts.problem(self, error)

    def paste(self) -> None:
        """Copied files go to the selected record; rows of a spreadsheet into this book, seen before they are written."""
        if self.files.paste():
            return
        from ui.workbooks.choosing import copied_rows

        titles = [self.model.columns[place].title for place in self.view.shown_columns()]
        if (rows := copied_rows(self.operations, titles)) is not None:
            self.workbooks_wanted.emit((rows,), f"{self.table}s")

    def take_file(self) -> None:
        """Take the rows of a workbook into this book; they are seen before they are written."""
        from ui.workbooks.choosing import choose_workbooks

        if paths := choose_workbooks(self):
            self.workbooks_wanted.emit(tuple(paths), f"{self.table}s")

    def _tell(self, text: str) -> None:
        self.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own

    def _row_changed(self) -> None:
        self.selection_changed.emit()
        self._rest.start()

    def _show_detail(self) -> None:
        row = self.current_row()
        number = self.view.selected_count()
        if number > 1:
            self.detail.show_nothing(tr("Đã chọn {count}. Sửa hàng loạt: Ctrl+B.", count=words.count(number, self.noun)))
        elif row is None:
            self.detail.show_nothing()
        else:
            self._show_record_alone(row.id)

    def _show_record_alone(self, record_id: int) -> None:
        try:
            self.detail.show_detail(self.load_detail(record_id))
        except OfficeError as error:
            self.detail.show_detail(Detail("", words.sentence(error)))

    def _opened(self) -> None:
        self._rest.stop()
        self._show_detail()
        self._arrange(record=True)
        self.detail.take_focus()
