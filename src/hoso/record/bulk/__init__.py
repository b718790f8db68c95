"""One change for many records at once: planned and shown first, then carried out as shown, and undone as a whole.

Owns the plan of a change (what happens to each record, or why nothing does), the stored command with what the records
were before, and its work in the worker where the records are many.
"""

from .change import FIELDS, Change, ChangeRefused
from .commands import AT_ONCE, Command, NoSuchCommand, begin, command, save_row, undo
from .job import carry_out
from .plan import HOME, MOST, PlanChanged, Step, TooMany, digest, plan

__all__ = [
    "AT_ONCE",
    "FIELDS",
    "MOST",
    "Change",
    "ChangeRefused",
    "Command",
    "HOME",
    "NoSuchCommand",
    "PlanChanged",
    "Step",
    "TooMany",
    "begin",
    "carry_out",
    "command",
    "digest",
    "plan",
    "save_row",
    "undo",
]
