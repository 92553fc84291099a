"""What every room may raise. Errors are values: a code and its facts; `ui/words.py` owns the sentence."""

from __future__ import annotations


class OfficeError(Exception):
    """Something a person can put right or must know. `code` names it, `facts` fill its sentence.

    `environment` is true where the machine is the cause (disk full, read-only, damaged, newer, held
    by another program): the person then gets a way out, not a form field to correct.
    `field` names the entry's field that is wrong, where there is one.
    """

    def __init__(self, code: str, *, field: str | None = None, environment: bool = False, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.environment = environment
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Cancelled(Exception):
    """The person stopped a long work. Nothing of it stays."""
