"""The office that workbooks are taken into: the one of the registers' tests."""

from tests.registers.conftest import office, office_template  # noqa: F401
