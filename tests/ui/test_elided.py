"""A label that is cut where it has no room."""

from PySide6.QtCore import Qt

from ui.parts.elided import Elided


def test_text_from_outside_is_no_markup(qtbot):
    label = Elided()
    qtbot.addWidget(label)
    label.setText("<b>Danh mục</b>.xlsx")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Danh mục</b>.xlsx"
    assert "<b>" not in label.toolTip().replace("&lt;b&gt;", "")
