"""Workbooks nobody has seen: made from a seed, with the layout habits of clerks and, beside each, what a careful clerk would enter.

They are made without a look at how the program reads them, in the same form as the examples (`NAME.EXT` and `NAME.truth.json`), so that one
scorer judges both.  `python -m tests.made_workbooks FOLDER --set 1` writes a whole set.
"""
