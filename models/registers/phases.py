"""The words of SQL that indexes hold and that lists, and the glance before SQLAlchemy is loaded, ask by: both must be the same ones.

SQLite takes such an index only for a question in the same words.
"""

# A task that runs, as in `ix_task_running`.
RUNNING_SQL = "coalesce(completed_date, suspended_at, cancelled_at) IS NULL AND voided = 0"

# The part of a dossier's state that does not depend on the day; the numbers mean what `models.registers.dossiers.states` says.
# Not a stored fact but an expression that the indexes of dossiers hold, so that a list of any state reads an index and nothing else.
PHASE_SQL = (
    "(CASE WHEN resolved_at > appointment_at THEN 7"
    " WHEN resolved_at IS NOT NULL OR status IN (9, 10) THEN 6"
    " WHEN status = 1 THEN 1"
    " WHEN status IN (3, 7, 8) THEN 5"
    " WHEN status IN (5, 6) THEN 4"
    " WHEN appointment_at IS NULL THEN 3"
    " ELSE 2 END)"
)
