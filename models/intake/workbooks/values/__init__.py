"""What the cells of a record mean. The words are always kept beside what was understood of a deadline."""

from models.intake.workbooks.values.dates import ImpossibleDateError, parse_date, parse_moment
from models.intake.workbooks.values.due import DueWords, parse_due
from models.intake.workbooks.values.refused import CellWarning, RowRefusedError

__all__ = ["CellWarning", "DueWords", "ImpossibleDateError", "RowRefusedError", "parse_date", "parse_due", "parse_moment"]
