"""The commands about a single document: what its file says, and entering it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.intake.documents.as_json import GUESS, reading_as_json, told_more
from models.intake.documents.reading.files import read_file
from models.outcome import Notice
from ui import words
from ui.commands import Asked, opened, say

if TYPE_CHECKING:
    from models.intake.documents.proposing.propose import Proposal, Proposed
    from models.office import Office

# The option by which each field of an entry is given.
_OPTIONS = {
    "issuing_agency": "agency",
    "document_number": "number",
    "issued_date": "issued_date",
    "document_type": "type",
    "subject": "subject",
    "urgency": "urgency",
    "secrecy": "secrecy",
    "medium": "medium",
    "signer": "signer",
    "signer_title": "signer_title",
    "recipient": "recipient",
    "forwarded_date": "forwarded_date",
    "leader_instruction": "instruction",
    "due_date": "due_date",
    "note": "note",
}
# What a document must say, or the person, before it is entered from its file.
_NEEDED = ("document_number", "issuing_agency", "subject")
_NEEDED_OF_SECRET = ("document_number", "issuing_agency")


def read_document(asked: Asked) -> int:
    """Print what a file says, with the place of each value in its text. No office is needed, and nothing is written."""
    reading = read_file(Path(asked.file))
    _remark(reading.text.doubts)
    say({**reading_as_json(reading), **told_more(reading)})
    return 0


def record_document(asked: Asked) -> int:
    """Enter one document: as its file says, where one is given, and before that as the options say. Its tasks for us and the file
    itself go with it in the same step; of a secret paper neither."""
    from models.registers.directives.rows import DirectiveEntry
    from models.registers.recording import record_directive

    with opened(asked, writable=True) as office:
        _refuse_twice(office, asked)
        proposal = _proposal(office, asked)
        given = {field: value for field, option in _OPTIONS.items() if (value := getattr(asked, option)) is not None}
        read = _usable(proposal) if proposal is not None else {}
        values = {**{field: proposed.value for field, proposed in read.items()}, **given}
        secret = values.get("secrecy", "none") != "none"
        if proposal is not None:
            _look_for_needed(values, asked.file, _NEEDED_OF_SECRET if secret else _NEEDED)
        by_hand_secret = given.get("secrecy", "none") != "none"
        files = [Path(asked.file)] if asked.file and (by_hand_secret or not secret) else []
        entry = DirectiveEntry(arrival_date=asked.arrival_date or office.today(), **{"issuing_agency": "", **values})
        tasks = [task.sure_entry for task in proposal.ours] if proposal is not None and not secret else []
        outcome = record_directive(office, entry, tasks, files=files)
        assert outcome.id is not None
        notices = list(outcome.notices)
        if secret and asked.file and not files:
            notices.append(Notice("secret_file_left", {"name": Path(asked.file).name}))
        if doubtful := [field for field, proposed in read.items() if not proposed.found.sure and field not in given]:
            notices.append(Notice("read_doubtfully", {"fields": ", ".join(words.field(field) for field in doubtful)}))
        for remark in notices:
            print(words.notice(remark), file=sys.stderr)
        say(_entered(office, outcome.id))
    return 0


def _proposal(office: Office, asked: Asked) -> Proposal | None:
    """What the file says; None without one, where the person said that it is secret, or where it cannot be read and need not be."""
    if not asked.file or (asked.secrecy or "none") != "none":
        return None
    from models.intake.documents.proposing.propose import propose
    from models.intake.wording.office_facts import office_facts

    try:
        reading = read_file(Path(asked.file))
    except OfficeError as error:
        if not (asked.agency and asked.subject):
            raise
        # The person said what must be said, and any file may be kept with a document.
        if error.code not in ("cannot_read_file", "file_too_large"):  # keeping it will say so
            print(words.sentence(error), file=sys.stderr)
        return None
    _remark(reading.text.doubts)
    with office.read() as connection:
        return propose(reading, office_facts(office, connection))


def _refuse_twice(office: Office, asked: Asked) -> None:
    """A job that goes over a folder again must not double the book. Raises OfficeError `file_in_register` for a file that is kept with
    a document in force, unless the person names what is entered by number, agency or subject."""
    if not asked.file or asked.number or asked.agency or asked.subject:
        return
    from models.registers.directives.queries import directives_with_file, load_rows
    from models.storage.attachments import hash_of

    with suppress(OSError), office.read() as connection:  # a file that cannot be opened is told of by its reading
        if found := directives_with_file(connection, hash_of(Path(asked.file))):
            row = load_rows(connection, found[:1], office.when(), office.calendar())[0]
            raise OfficeError("file_in_register", path=asked.file, number=row.printed_number, year=row.year)


def _usable(proposal: Proposal) -> Mapping[str, Proposed]:
    """What may be entered without a person that looks: no guesses."""
    return {field: proposed for field, proposed in proposal.fields.items() if proposed.found.confidence >= GUESS}


def _look_for_needed(values: Mapping[str, Any], file: str, needed: tuple[str, ...]) -> None:
    """Raises OfficeError `reading_lacks`. An option that is given empty says that the document has no such thing."""
    missing = [field for field in needed if field not in values]
    if missing:
        names = ", ".join(f"“{words.field(field)}”" for field in missing)
        options = ", ".join(f"--{_OPTIONS[field].replace('_', '-')}" for field in missing)
        raise OfficeError("reading_lacks", path=file, missing=names, options=options)


def _remark(doubts: tuple[Any, ...]) -> None:
    for doubt in doubts:
        print(words.doubt(doubt), file=sys.stderr)


def _entered(office: Office, directive_id: int) -> dict[str, Any]:
    """The entry as `list` prints it, with its tasks."""
    from models.registers.directives.queries import load_rows
    from models.registers.directives.rows import to_list_json
    from models.registers.tasks import queries as task_queries
    from models.registers.tasks import rows as task_rows

    when, calendar = office.when(), office.calendar()
    with office.read() as connection:
        row = load_rows(connection, [directive_id], when, calendar)[0]
        ids = task_queries.find_ids(connection, task_rows.TaskQuery(directive_id=directive_id, sort="id", descending=False), when)
        tasks = task_queries.load_rows(connection, ids, when, calendar)
    return {**to_list_json(row), "tasks": [task_rows.to_list_json(task) for task in tasks]}
