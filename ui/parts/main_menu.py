"""The menus: everything that can be done here, in sections with titles, each entry with its key and a letter that chooses it.

The entries themselves (`QAction`s of the window and of the pages) are also buttons and shortcuts, so they hold no letter marks. A menu
shows a `Line` for each, made when the menu opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidgetAction

from models.labels import tr
from ui.parts.keys import sequence_words
from ui.parts.labels import plain

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.base import MenuEntry, Page

# So many lines and titles fit a screen that is 512 high.
_MOST_LINES = 15


class Section(NamedTuple):
    """A part of a menu. `aside` puts it into a menu of its own, however short it is; one that `stays` never goes there."""

    title: str
    entries: tuple[QAction, ...]
    aside: bool = False
    stays: bool = False


class Line(QAction):
    """What stands in a menu for an entry. Its key is shown only: it is bound by the entry itself."""

    def __init__(self, entry: QAction, text: str, parent: QMenu) -> None:
        keys = sequence_words(entry.shortcut())
        super().__init__(f"{text}\t{keys}" if keys else text, parent)
        self.entry = entry
        self.setEnabled(entry.isEnabled())
        self.triggered.connect(entry.trigger)


def lettered(texts: Sequence[str]) -> list[str]:
    """These texts with a mark before a letter that no other of them has, wherever that is possible: of a word's beginning, else any.

    Only plain Latin letters and digits: nobody can type "ạ" or "đ" by one key. Ampersands of the texts stay text.
    """
    wanted = [_letter_places(text) for text in texts]
    taken: dict[str, int] = {}
    for number in range(len(texts)):
        _give_letter(number, wanted, taken, set())
    marked = [text.replace("&", "&&") for text in texts]
    for letter, number in taken.items():
        text, place = texts[number], wanted[number][letter]
        marked[number] = text[:place].replace("&", "&&") + "&" + text[place:].replace("&", "&&")
    return marked


def _letter_places(text: str) -> dict[str, int]:
    """The letters of a text and where they stand, the best to mark first."""
    places = [place for place, letter in enumerate(text) if letter.isascii() and letter.isalnum()]
    places.sort(key=lambda place: place > 0 and text[place - 1].isalnum())
    found: dict[str, int] = {}
    for place in places:
        found.setdefault(text[place].lower(), place)
    return found


def _give_letter(number: int, wanted: Sequence[dict[str, int]], taken: dict[str, int], tried: set[str]) -> bool:
    """A free letter for this text; where all are taken, another text gives its own up if it can have another."""
    for letter in wanted[number]:
        if letter not in taken:
            taken[letter] = number
            return True
    for letter in wanted[number]:
        if letter not in tried:
            tried.add(letter)
            if _give_letter(taken[letter], wanted, taken, tried):
                taken[letter] = number
                return True
    return False


def page_sections(page: Page, kinds: Sequence[str] = ("new", "page", "record", "view")) -> list[Section]:
    """The actions of a page: by the group each names, those without one under the title of their kind."""
    titles = {"new": tr("Ghi mới"), "page": tr("Trang này"), "view": tr("Cách xem"), "record": tr("Mục đang chọn")}
    found: dict[str, list[MenuEntry]] = {}
    for kind in kinds:
        for entry in page.of_kind(kind):
            found.setdefault(entry.action.group or titles[kind], []).append(entry)
    return [Section(title, tuple(entries)) for title, entries in found.items()]


def fill(menu: QMenu, sections: Sequence[Section], *, only_possible: bool = False, most: int | None = None) -> None:
    """Put these sections into the menu, which is emptied first. Where it would be longer than `most` lines, the longest open beside.

    `only_possible` leaves out what is not possible now. The letters stay the same then: hands learn them.
    """
    for inside in menu.findChildren(QMenu):
        inside.deleteLater()
    menu.clear()
    aside = _aside(sections, most)
    lines: list[tuple[str | QAction, str]] = []
    for section in sections:
        if section.title in aside:
            lines.append((section.title, section.title))
        else:
            lines += [(entry, _words(entry)) for entry in section.entries]
    letters = _letters(lines)
    for section in sections:
        entries = [entry for entry in section.entries if entry.isEnabled() or not only_possible]
        if not entries:
            continue
        if section.title in aside:
            inside = menu.addMenu(letters[section.title])
            own = _letters([(entry, _words(entry)) for entry in section.entries])
            for entry in entries:
                inside.addAction(Line(entry, own[entry], inside))
        else:
            _add_title(menu, section.title if len(section.entries) > 1 else "")
            for entry in entries:
                menu.addAction(Line(entry, letters[entry], menu))


def _aside(sections: Sequence[Section], most: int | None) -> set[str]:
    """The titles of the sections that open beside."""
    aside = {section.title for section in sections if section.aside}
    flat = sorted((section for section in sections if not section.aside), key=lambda section: len(section.entries))
    high = len(aside) + sum(_high(section) for section in flat)
    may_go = [section for section in flat if not section.stays and len(section.entries) > 1]
    while most is not None and may_go and high > most:
        section = may_go.pop()
        high += 1 - _high(section)
        aside.add(section.title)
    return aside


def _high(section: Section) -> int:
    return 1 if len(section.entries) == 1 else len(section.entries) + 1


def _add_title(menu: QMenu, title: str) -> None:
    """A line between two sections with the title of the next one, "" for none. What Qt has for it does not show with a style sheet."""
    if not menu.isEmpty():
        menu.addSeparator()
    if not title:
        return
    words = plain(title, "small")
    words.setContentsMargins(12, 4, 12, 2)
    head = QWidgetAction(menu)
    head.setDefaultWidget(words)
    head.setEnabled(False)
    head.setText(title.replace("&", "&&"))
    menu.addAction(head)


def _letters(lines: Sequence[tuple[str | QAction, str]]) -> dict[str | QAction, str]:
    return dict(zip((key for key, _ in lines), lettered([text for _, text in lines]), strict=True))


def _words(entry: QAction) -> str:
    return entry.text().replace("&&", "&")


class WindowActions(QObject):
    """What can be done anywhere in the window, with its keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        assert window.operations is not None
        self.undo = self._add(tr("Hoàn tác"), "Ctrl+Z", window.operations.undo)
        self.redo = self._add(tr("Làm lại"), "Ctrl+Y", window.operations.redo)
        self.find = self._add(tr("Tìm hoặc làm mọi việc"), "Ctrl+K", window.find_anything)
        self.filter = self._add(tr("Tìm trong trang này"), "Ctrl+F", window.search_here)
        self.next_pane = self._add(tr("Sang khung kế tiếp"), "F6", window.next_pane)
        self.refresh = self._add(tr("Làm mới"), "F5", window.refresh)
        self.full_screen = self._add(tr("Toàn màn hình"), "F11", window.toggle_full_screen)
        self.menu = self._add(tr("Mở bảng việc khác"), "F10", window.more.showMenu)
        self.help = self._add(tr("Hướng dẫn trang này"), "F1", window.toggle_help)
        self.keys = self._add(tr("Các phím tắt"), "Shift+F1", window.show_keys)
        self.tour = self._add(tr("Bảy bước làm quen"), "", window.open_tour)
        self.quit = self._add(tr("Thoát"), "Ctrl+Q", window.close)
        self.pages: list[QAction] = []
        for place, button in enumerate(window.rail.buttons.values(), start=1):
            self.pages.append(self._add(button.accessibleName(), f"Alt+{place}", button.click))

    def _add(self, text: str, keys: str, slot: object) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        self._window.addAction(action)
        return action

    def all(self) -> list[QAction]:
        """Every one, in the order of the menu."""
        return [action for section in self.sections() for action in section.entries] + [self.menu]

    def sections(self) -> list[Section]:
        """As the menu shows them, below what the page can do. How to open the menu need not stand in it."""
        window = (self.find, self.filter, self.next_pane, self.refresh, self.full_screen, self.tour)
        return [
            Section(tr("Bước vừa làm"), (self.undo, self.redo), stays=True),
            Section(tr("Sang trang"), tuple(self.pages), aside=True),
            Section(tr("Cửa sổ"), window, aside=True),
            Section(tr("Trợ giúp, thoát"), (self.help, self.keys, self.quit), stays=True),
        ]

    def set_undo_texts(self, undo: str, redo: str) -> None:
        """Name the steps that can be taken back and done again; "" for none."""
        for action, text, empty in ((self.undo, undo, tr("Hoàn tác")), (self.redo, redo, tr("Làm lại"))):
            # An ampersand in a record's name is text, not a letter mark.
            action.setText(text.replace("&", "&&") or empty)
            action.setEnabled(bool(text))

    def fill(self, menu: QMenu, page: Page | None) -> None:
        """The menu "Việc khác": what the page can do, then what the window can do."""
        undo, *rest = self.sections()
        fill(menu, [undo, *(page_sections(page) if page is not None else []), *rest], most=_MOST_LINES)
