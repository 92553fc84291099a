"""A page of a PDF or a scan, drawn as it is: its words are lit, and chosen with mouse or keyboard, by the boxes that were read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from models.intake.documents.document_text import DocumentText, Span, WordBox
from models.intake.documents.looks import line_at
from ui import theme
from ui.parts.lights import LIGHT_ORDER, Light

_CHOSEN_ALPHA = 90
# How a page lies is told by words of so many letters, and so many of them.
_LONG_WORD, _FEW_WORDS = 5, 6


class PageWords:
    """The words of one page with their places on it, in the order of the text."""

    def __init__(self, text: DocumentText, page: int, turn: int = 0) -> None:
        """`turn`: by how many degrees the page is turned to the right when it is shown."""
        self.text = text
        self.boxes = [_turned(box, turn) for box in text.boxes if box.page == page]
        self._starts = [box.start for box in self.boxes]

    def __len__(self) -> int:
        return len(self.boxes)

    def upright(self) -> int:
        """By how many degrees the page must be turned to the right so that its words can be read: 0 where they can, or nobody knows."""
        long = [box for box in self.boxes if box.end - box.start >= _LONG_WORD]
        if len(long) < _FEW_WORDS:
            return 0
        ratios = sorted((box.right - box.left) / max(box.bottom - box.top, 1e-6) for box in long)
        lies = ratios[len(ratios) // 2] < 1
        forward = backward = 0
        for before, box in pairwise(self.boxes):
            if lies:
                same, step = min(before.right, box.right) > max(before.left, box.left), before.top - box.top
            else:
                same, step = min(before.bottom, box.bottom) > max(before.top, box.top), box.left - before.left
            forward += same and step > 0
            backward += same and step < 0
        if max(forward, backward) < 2 * min(forward, backward):
            return 0
        return (90 if forward > backward else 270) if lies else (0 if forward >= backward else 180)

    def of(self, span: Span) -> range:
        """The words that a span touches."""
        first = bisect_left(self._starts, span.start)
        if first and self.boxes[first - 1].end > span.start:
            first -= 1
        return range(first, bisect_left(self._starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """From the beginning of one word to the end of another."""
        return Span(self.boxes[first].start, self.boxes[last].end)

    def strips(self, words: range) -> list[QRectF]:
        """What these words cover, in parts of the page: one strip for those that follow each other in a line."""
        made: list[QRectF] = []
        for number in words:
            box = self.boxes[number]
            place = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
            if made and _in_line(made[-1], place):
                made[-1] = made[-1].united(place)
            else:
                made.append(place)
        return made

    def at(self, x: float, y: float) -> int | None:
        """The word under a point, or so near that nothing else can be meant (between two lines, between two words); None for none."""
        number = self.nearest(x, y)
        if number is None:
            return None
        box = self.boxes[number]
        around = (box.bottom - box.top) * 0.7
        return number if box.left - around <= x <= box.right + around and box.top - around <= y <= box.bottom + around else None

    def nearest(self, x: float, y: float) -> int | None:
        """The word nearest to a point, one in its line before all others; None on a page without words."""
        if not self.boxes:
            return None

        def distance(number: int) -> float:
            box = self.boxes[number]
            down = max(box.top - y, y - box.bottom, 0.0)
            across = max(box.left - x, x - box.right, 0.0)
            return down * 8 + across

        return min(range(len(self.boxes)), key=distance)

    def beside(self, number: int, step: int) -> int | None:
        """The word over (-1) or under (1) a word: the nearest of the next line."""
        here = self.boxes[number]
        middle, height = (here.top + here.bottom) / 2, max(here.bottom - here.top, 0.001)
        found: list[tuple[float, int]] = []
        for other, box in enumerate(self.boxes):
            down = ((box.top + box.bottom) / 2 - middle) * step
            if down > height * 0.6:
                found.append((down * 8 + max(box.left - here.left, here.left - box.right, 0.0), other))
        return min(found)[1] if found else None

    def inside(self, place: QRectF) -> list[int]:
        """The words whose middle lies in a rectangle of the page."""
        return [
            number
            for number, box in enumerate(self.boxes)
            if place.contains(QPointF((box.left + box.right) / 2, (box.top + box.bottom) / 2))
        ]


def _turned(box: WordBox, turn: int) -> WordBox:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    for _ in range(turn // 90):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return WordBox(box.start, box.end, box.page, left, top, right, bottom) if turn else box


def _in_line(before: QRectF, place: QRectF) -> bool:
    overlap = min(before.bottom(), place.bottom()) - max(before.top(), place.top())
    low, high = sorted((before.height(), place.height()))
    return overlap > low / 2 and -high < place.left() - before.right() < 3 * high


class LitPage(QWidget):
    """The sheet on the desk: drawn as wide as the view wants, stretched until the sharp one comes."""

    #: Words that the person chose, and their Span.
    words_chosen = Signal(str, object)
    #: Where the caret went, in the widget: whoever scrolls brings it into sight.
    caret_moved = Signal(QRect)
    #: Where the mouse drags to, out of sight.
    dragged_beyond = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._words = PageWords(DocumentText(""), 0)
        self._strips: list[tuple[str, list[QRectF]]] = []
        # The words from the one where choosing began to the one where it is now.
        self._from: int | None = None
        self._to: int | None = None
        self._pressed: QPointF | None = None
        self._frame: QRectF | None = None
        self._framed: list[int] = []
        self._clicked: tuple[int, QPointF] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_image(self, image: QImage) -> None:
        """Lay this on the desk."""
        self.image = image
        self.update()

    def show_words(self, words: PageWords) -> None:
        """The words of the page that is in front; what was chosen on another is not any more."""
        self._words = words
        self._strips = []
        self.choose_nothing()
        self.setCursor(Qt.CursorShape.IBeamCursor if len(words) else Qt.CursorShape.ArrowCursor)

    def choose_nothing(self) -> None:
        """No words are chosen."""
        self._from = self._to = self._pressed = self._frame = None
        self._framed = []
        self.update()

    # ---- light ----

    def light(self, lights: Sequence[Light]) -> None:
        """Light the words of these that stand on this page."""
        # Each word has one colour, that of its strongest light: two markers over each other make mud.
        tones: dict[int, str] = {}
        for light in sorted(lights, key=lambda each: LIGHT_ORDER[each.tone]):
            for span in light.spans:
                tones.update(dict.fromkeys(self._words.of(span), light.tone))
        self._strips = []
        for tone in LIGHT_ORDER:
            lit = sorted(number for number, has in tones.items() if has == tone)
            strips = [strip for run in _runs(lit) for strip in self._words.strips(run)]
            if strips:
                self._strips.append((tone, strips))
        self.update()

    def place_of(self, span: Span) -> QRect | None:
        """What a span covers of the widget; None where it is not on this page."""
        strips = self._words.strips(self._words.of(span))
        if not strips:
            return None
        covered = strips[0]
        for strip in strips[1:]:
            covered = covered.united(strip)
        return self._on_widget(covered).toAlignedRect()

    def _on_widget(self, place: QRectF) -> QRectF:
        wide, high = self.width(), self.height()
        return QRectF(place.left() * wide, place.top() * high, place.width() * wide, place.height() * high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with its lights and a hairline round it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.image.isNull():
            painter.setClipRect(event.rect())
            painter.drawImage(self.rect(), self.image)
            # As a marker does: the ground takes the colour, the letters stay.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            for tone, strips in self._strips:
                for strip in strips:
                    painter.fillRect(self._on_widget(strip).adjusted(-2, -1, 2, 1), theme.LIGHTS[tone])
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if theme.contrast():
                painter.setPen(theme.INK)
                for _, strips in self._strips:
                    for strip in strips:
                        place = self._on_widget(strip).adjusted(-2, -1, 2, 1)
                        painter.drawLine(place.bottomLeft(), place.bottomRight())
            self._paint_chosen(painter)
            painter.setPen(theme.LINE)
            painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
        painter.end()

    def _paint_chosen(self, painter: QPainter) -> None:
        shade = QColor(theme.PRIMARY)
        shade.setAlpha(_CHOSEN_ALPHA)
        chosen = self._chosen()
        for strip in self._words.strips(chosen) if isinstance(chosen, range) else _each(self._words, chosen):
            painter.fillRect(self._on_widget(strip), shade)
        if self._to is not None and self._frame is None:
            painter.setPen(QPen(theme.PRIMARY, theme.px(2)))
            painter.drawRect(self._on_widget(self._words.strips(range(self._to, self._to + 1))[0]).adjusted(-2, -2, 2, 2))
        if self._frame is not None:
            painter.setPen(QPen(theme.PRIMARY, 1, Qt.PenStyle.DashLine))
            painter.drawRect(self._on_widget(self._frame))

    # ---- choosing ----

    def _chosen(self) -> range | list[int]:
        if self._framed or self._from is None or self._to is None:
            return self._framed
        return range(min(self._from, self._to), max(self._from, self._to) + 1)

    def chosen(self) -> tuple[str, Span] | None:
        """The words that are chosen, and from where to where; None for none."""
        numbers = self._chosen()
        if not numbers:
            return None
        span = self._words.span(numbers[0], numbers[-1])
        if isinstance(numbers, range):
            return self._words.text.said(span), span
        # A frame may leave out what stands beside it in the text.
        words, last = "", None
        for number in numbers:
            box = self._words.boxes[number]
            between = "" if last is None else "\n" if "\n" in self._words.text.text[last : box.start] else " "
            words += between + self._words.text.text[box.start : box.end]
            last = box.end
        return words, span

    def take(self) -> bool:
        """Give what is chosen to whoever wants it; False where nothing is."""
        chosen = self.chosen()
        if chosen is None or not chosen[0].strip():
            return False
        self.words_chosen.emit(*chosen)
        return True

    def copy(self) -> None:
        """What is chosen, to the clipboard."""
        if (chosen := self.chosen()) is not None:
            QApplication.clipboard().setText(chosen[0])

    def _part(self, point: QPointF) -> tuple[float, float]:
        return point.x() / max(1, self.width()), point.y() / max(1, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a word choosing begins there; beside words a frame is drawn. The third click in a row takes the line."""
        before, self._clicked = self._clicked, None
        if event.button() != Qt.MouseButton.LeftButton or not len(self._words):
            return
        at = event.position()
        if before is not None and follows(before, event):
            self._choose_line(at)
            return
        number = self._words.at(*self._part(at))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._from is not None:
            self._framed, self._to = [], self._words.nearest(*self._part(at))
        else:
            self.choose_nothing()
            self._from = number
        self._pressed = at
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The words from where it began to here, or those in the frame."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position()
        if self._frame is None and self._to is None and (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        if self._from is not None:
            self._to = self._words.nearest(*self._part(at))
        else:
            (x, y), (u, v) = self._part(self._pressed), self._part(at)
            self._frame = QRectF(min(x, u), min(y, v), abs(x - u), abs(y - v))
            self._framed = self._words.inside(self._frame)
        if not self.visibleRegion().contains(at.toPoint()):
            self.dragged_beyond.emit(at.toPoint())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was dragged over is chosen."""
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        dragged = self._to is not None or self._frame is not None
        self._pressed = self._frame = None
        if dragged:
            self.take()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the word."""
        number = self._words.at(*self._part(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._clicked = (event.timestamp(), event.position())
            self.choose_nothing()
            self._from = self._to = number
            self.take()

    def _choose_line(self, at: QPointF) -> None:
        number = self._words.at(*self._part(at))
        if number is not None:
            line = self._words.of(line_at(self._words.text.text, self._words.boxes[number].start))
            self.choose_nothing()
            self._from, self._to = line[0], line[-1]
            self.take()

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move from word to word, Shift with them chooses, Enter takes. Whether it was its key."""
        if not len(self._words):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            return plain and self.take()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        if step is None or event.modifiers() & others:
            return False
        upright = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        self._move(step, upright=upright, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _move(self, step: int, *, upright: bool, extend: bool) -> None:
        if self._to is None:
            number: int | None = self._first_seen()
        elif upright:
            number = self._words.beside(self._to, step)
        else:
            number = self._to + step if 0 <= self._to + step < len(self._words) else None
        if number is None:
            return
        self._framed = []
        self._from = number if self._from is None or not extend else self._from
        self._to = number
        self.caret_moved.emit(self._on_widget(self._words.strips(range(number, number + 1))[0]).toAlignedRect())
        self.update()

    def _first_seen(self) -> int:
        """Where the caret begins: at what is lit strongest, else at the first word in sight."""
        if self._strips:
            strip = self._strips[-1][1][0]
            found = self._words.nearest(strip.left(), strip.center().y())
        else:
            seen = self.visibleRegion().boundingRect()
            found = self._words.nearest(*self._part(QPointF(seen.topLeft())))
        return found if found is not None else 0


def _runs(numbers: list[int]) -> list[range]:
    """Numbers that follow each other, together."""
    made: list[range] = []
    for number in numbers:
        if made and made[-1].stop == number:
            made[-1] = range(made[-1].start, number + 1)
        else:
            made.append(range(number, number + 1))
    return made


def follows(before: tuple[int, QPointF], event: QMouseEvent) -> bool:
    """Whether this press is one more click in a row, after the one at this time and place."""
    soon = event.timestamp() - before[0] <= QApplication.doubleClickInterval()
    return soon and (event.position() - before[1]).manhattanLength() <= QApplication.startDragDistance()


def _each(words: PageWords, numbers: list[int]) -> list[QRectF]:
    return [strip for number in numbers for strip in words.strips(range(number, number + 1))]
