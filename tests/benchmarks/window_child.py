"""One window in one process, for `window`: prints when something was first seen (on the clock that all processes share), or its memory.

`bare`: a bare QMainWindow is painted. `paint`: the frame of our window is. `rows`: the first rows are, which are those that are due
while the office is still being opened. `ready`: the first page of the opened office is.
`memory`: megabytes after each book was visited and walked to its end.
"""

from __future__ import annotations

import os
import sys
import time
import traceback


def tell(value: float) -> None:
    """Print the one number."""
    print(value, flush=True)


def fail(kind, error, trace) -> None:
    """A fault ends the measurement, where the program would tell the person in a box and wait."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def bare() -> None:
    """What Qt itself costs."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event):
            super().paintEvent(event)
            tell(time.monotonic())
            os._exit(0)

    app = QApplication([])
    window = Window()
    window.resize(1366, 768)
    window.show()
    app.exec()


def ours(what: str, folder: str, today: str) -> None:
    """The program's own window, started as the door starts it."""
    from datetime import date

    from ui import application

    class Watched(application.MainWindow):
        told = False

        def __init__(self) -> None:
            super().__init__()
            self.first_painted.connect(self.look)

        def look(self) -> None:
            sys.excepthook = fail
            if what == "paint":
                tell(time.monotonic())
                os._exit(0)
            if what == "rows":
                self.watch_tables()

        def watch_tables(self) -> None:
            from ui.parts.register_table import RegisterTable

            window, painted = self, RegisterTable.paintEvent

            def watched(table, event) -> None:
                painted(table, event)
                if table.register_model.rowCount() and not window.told:
                    window.told = True
                    tell(time.monotonic())
                    if window.office is not None:
                        window.leave()

            RegisterTable.paintEvent = watched

        def leave(self) -> None:
            # In good order, so that the next start looks at the file no longer than usual; without the day's last copy.
            self.office.close()
            os._exit(0)

        def open_office(self, office, operations) -> None:
            if what == "ready":
                self.watch_tables()
            super().open_office(office, operations)
            if what == "memory":
                self.walk()
            elif self.told:
                self.leave()

        def walk(self) -> None:
            from PySide6.QtTest import QTest

            for key in ("directives", "tasks", "dossiers", "overview"):
                self.show_page(key)
                QTest.qWait(200)
                if key != "overview":
                    view = self.page().view
                    for place in (view.register_model.rowCount() // 2, view.register_model.rowCount() - 1, 0):
                        view.select_place(max(0, place))
                        QTest.qWait(50)
            tell(megabytes())
            self.leave()

    application.MainWindow = Watched
    application.run(office=folder, practice_folder=None, today=date.fromisoformat(today), language="vi")


def megabytes() -> float:
    """The memory that this process holds; on systems without /proc the most that it held."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(*sys.argv[1:])
