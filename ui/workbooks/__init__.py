"""Taking in workbooks: the window of four steps, and what it shows. Words and plain values first, widgets in files of their own."""
