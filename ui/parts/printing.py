"""Papers on paper: shown inside the window as they will be printed, then printed or kept as PDF.

    offer_print(parent, operations, title, "phieu-nhac-viec-05-2026", document)

The document is made by `ui.parts.paper`. A4 with the margins of Nghị định 30/2020/NĐ-CP Phụ lục I (top and bottom 20 mm, left 30 mm,
right 15 mm).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSaveFile,
    QSettings,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFileDialog, QGraphicsView, QWidget

from models.errors import OfficeError
from models.labels import tr
from ui import words
from ui.parts import alerts, paper
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from ui.operations import Operations

_FOOT_POINTS = 10.0
# Part of a page that no row of a table is as low as.
_HAIR = 0.01
# Millimetres: left, top, right, bottom.
_MARGINS = QMarginsF(30, 20, 15, 20)
_FOOT_FROM_TEXT_MM = 6.0
_MM_PER_INCH = 25.4
_PDF_DPI = 300
# More pages nobody looks through here, and each takes its time.
_PREVIEW_PAGES = 20
_SCREEN_DPI = 96
_FOLDER_KEY = "printing/folder"


class Painted(Protocol):
    """A paper that lays itself out, as a list with its sums does (`ui.parts.list_paper`)."""

    title: str

    def paint(self, device: QPrinter | QPdfWriter, pages: tuple[int, int] | None = None) -> int:
        """Paint these pages (first, last; None: all) and give the number of all. Raises OSError when the device takes nothing."""


def page_layout(*, landscape: bool = False) -> QPageLayout:
    """A4 with the margins of Nghị định 30/2020/NĐ-CP; on the long side the binding edge is on top."""
    margins = QMarginsF(20, 25, 15, 15) if landscape else _MARGINS
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, margins, QPageLayout.Unit.Millimeter)


def render(document: QTextDocument | Painted, device: QPrinter | QPdfWriter, pages: tuple[int, int] | None = None) -> int:
    """Paint the document on these pages (first, last; None: all) of a printer or a PDF; how many pages the whole has.

    Raises OSError when the device takes nothing.
    """
    if not isinstance(document, QTextDocument):
        return document.paint(device, pages)
    dpi = device.logicalDpiY()
    made = document.clone()
    # Before anything is laid out: each change would lay out the rest anew.
    _scale_indents(made, dpi / _SCREEN_DPI)
    made.documentLayout().setPaintDevice(device)
    made.setDocumentMargin(0)
    room = QSizeF(device.pageLayout().paintRectPixels(device.resolution()).size())
    made.setPageSize(room)
    _settle(made)
    count = made.pageCount()
    first, last = pages or (1, count)
    painter = QPainter()
    if not painter.begin(device):
        made.deleteLater()
        raise OSError(tr("máy in không nhận"))
    foot_font = paper.paper_font(_FOOT_POINTS)
    below = _FOOT_FROM_TEXT_MM / _MM_PER_INCH * dpi
    look = QAbstractTextDocumentLayout.PaintContext()
    look.palette.setColor(QPalette.ColorRole.Text, paper.INK)
    for page in range(first, min(last, count) + 1):
        if page > first:
            device.newPage()
        top = (page - 1) * room.height()
        painter.save()
        painter.translate(0, -top)
        look.clip = QRectF(QPointF(0, top), room)
        painter.setClipRect(look.clip)
        made.documentLayout().draw(painter, look)
        painter.restore()
        if count > 1 and document.property(paper.NUMBERED):
            painter.setFont(foot_font)
            painter.setPen(paper.INK)
            foot = QRectF(0, room.height() + below / 2, room.width(), below)
            painter.drawText(foot, int(paper.Right | Qt.AlignmentFlag.AlignBottom), tr("Trang {page}/{count}", page=page, count=count))
    painter.end()
    made.deleteLater()
    return count


def _scale_indents(document: QTextDocument, factor: float) -> None:
    """Qt brings all lengths to the resolution of the device but the indent of a first line."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        line = block.blockFormat()
        if line.textIndent():
            line.setTextIndent(line.textIndent() * factor)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(line)
        block = block.next()
    cursor.endEditBlock()


def _settle(document: QTextDocument) -> None:
    """Put what must not be torn apart (head, signature) on the next page, with the line before it: no signature stands alone."""
    layout, high = document.documentLayout(), document.pageSize().height()
    for made in document.rootFrame().childFrames():
        look = made.frameFormat()
        # A change above is laid out only when somebody asks for a size.
        document.pageCount()
        if not look.boolProperty(paper.TOGETHER):
            # A table whose last rule falls beyond the end of the page, with no row behind it, leads Qt astray: make it a hair shorter.
            while (padding := look.toTableFormat().cellPadding()) > 1 and layout.frameBoundingRect(made).bottom() % high < high * _HAIR:
                table_look = look.toTableFormat()
                table_look.setCellPadding(padding - 0.1)
                made.setFrameFormat(table_look)
                look = made.frameFormat()
            continue
        cursor = QTextCursor(document.findBlock(made.firstPosition() - 1))
        with_line = cursor.currentTable() is None and cursor.position() > 0
        place = layout.frameBoundingRect(made)
        # A line that found no room is pushed down within its block: where its letters stand counts.
        block = cursor.block()
        pushed = block.layout().lineAt(0).y() if block.layout().lineCount() else 0.0
        top = layout.blockBoundingRect(block).top() + pushed if with_line else place.top()
        if int(top // high) == int(place.bottom() // high):
            continue
        if with_line:
            line = cursor.blockFormat()
            line.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(line)
        else:
            look.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            made.setFrameFormat(look)


def pdf_bytes(document: QTextDocument | Painted, *, landscape: bool = False) -> bytes:
    """The document as a PDF."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    named = document.metaInformation(QTextDocument.MetaInformation.DocumentTitle) if isinstance(document, QTextDocument) else document.title
    writer.setTitle(named)
    writer.setCreator(tr("Sổ Điều hành"))
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(page_layout(landscape=landscape))
    render(document, writer)
    buffer.close()
    return bytes(content.data())


def write_pdf(document: QTextDocument | Painted, path: Path, *, landscape: bool = False) -> None:
    """Keep the document as a PDF at this place, whole or not at all. Raises OfficeError `cannot_write_file`."""
    content = pdf_bytes(document, landscape=landscape)
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    if not written:
        raise OfficeError("cannot_write_file", environment=True, path=str(path), reason=file.errorString())


def offer_print(
    parent: QWidget,
    operations: Operations,
    title: str,
    file_name: str,
    document: QTextDocument | Painted,
    landscape: bool = False,  # noqa: FBT001, FBT002
) -> PrintSheet:
    """Show the document as it will be printed, on a sheet inside the window: "In" (Ctrl+P), "Lưu PDF" (Ctrl+S), Esc.

    `file_name` is what a PDF is called at first, without folder and ending. The document belongs to the sheet from now on.
    """
    sheet = PrintSheet(parent, operations, title, file_name, document, landscape=landscape)
    sheet.show_it()
    return sheet


class PrintSheet(Sheet):
    """The preview with its buttons."""

    def __init__(
        self, parent: QWidget, operations: Operations, title: str, file_name: str, document: QTextDocument | Painted, *, landscape: bool
    ) -> None:
        super().__init__(parent, title)
        self._operations = operations
        self._file_name = file_name
        self._landscape = landscape
        self.document = document
        if isinstance(document, QTextDocument):
            document.setParent(self)
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # Shown as a PDF would look: a preview must not need a machine that prints.
        self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self._printer.setPageLayout(page_layout(landscape=landscape))
        self.preview = QPrintPreviewWidget(self._printer)
        self.preview.setAccessibleName(tr("Xem trước trang in"))
        for inside in self.preview.findChildren(QGraphicsView):
            inside.setAccessibleName(tr("Xem trước trang in"))
        self.preview.paintRequested.connect(self._paint)
        self.preview.fitToWidth()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.preview, 1)
        self.pages_told = plain("", "soft")
        self.foot.addWidget(self.pages_told)
        self.told = plain("", "soft", wrap=True)
        self.foot.addWidget(self.told, 1)
        self.whole_button = self.add_button(tr("Xem cả trang"), self.preview.fitInView)
        self.width_button = self.add_button(tr("Xem vừa chiều ngang"), self.preview.fitToWidth)
        self.pdf_button = self.add_button(tr("Lưu PDF (Ctrl+S)"), self.save_pdf)
        self.print_button = self.add_button(tr("In (Ctrl+P)"), self.print_it)
        self.print_button.setProperty("primary", "true")
        bind_key(self, "Ctrl+P", tr("In"), self.print_it)
        bind_key(self, "Ctrl+S", tr("Lưu PDF"), self.save_pdf)

    def first(self) -> QWidget:
        """Enter prints."""
        return self.print_button

    def _paint(self, printer: QPrinter) -> None:
        count = render(self.document, printer, (1, _PREVIEW_PAGES))
        told = words.count(count, tr("trang"))
        if count > _PREVIEW_PAGES:
            told += " · " + tr("xem trước {count} trang đầu, in và lưu đủ", count=_PREVIEW_PAGES)
        self.pages_told.setText(told)

    def print_it(self) -> None:
        """Ask which printer, how many, which pages; then print."""
        # Asked here, not at the start: a server of printers that is off takes its time.
        if not QPrinterInfo.availablePrinterNames():
            self.told.setText(tr("Máy này chưa cài máy in. Hãy lưu thành PDF rồi in ở máy khác."))
            self.pdf_button.setFocus()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(landscape=self._landscape))
        printer.setDocName(self._file_name)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(tr("In"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return
        chosen = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
        try:
            render(self.document, printer, (printer.fromPage(), printer.toPage()) if chosen else None)
        except OSError:
            self.told.setText(tr("Máy in {name} không nhận. Hãy xem máy in đã bật chưa, hoặc lưu thành PDF.", name=printer.printerName()))
            return
        self._operations.told.emit(tr("Đã gửi {name} tới máy in.", name=self.accessibleName()), False)  # noqa: FBT003 - the signal's own
        self.leave()

    def save_pdf(self) -> None:
        """Ask for a file and write the PDF into it."""
        folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
        proposed = str(Path(folder) / f"{self._file_name}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, tr("Lưu PDF"), proposed, tr("Tệp PDF (*.pdf)"))
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
            # The file dialog asked about the name as it was typed, not about this one.
            if path.exists() and not alerts.ask(self, tr("Ghi đè lên tệp {name}?", name=path.name), verb=tr("Ghi đè")):
                return
        try:
            write_pdf(self.document, path, landscape=self._landscape)
        except OfficeError as error:
            self.told.setText(words.sentence(error))
            return
        QSettings().setValue(_FOLDER_KEY, str(path.parent))
        self._operations.made_file.emit(tr("Đã lưu {name}.", name=path.name), str(path))
        self.leave()
