"""Who may: the one table of rights, the level of a record, and the tokens that bring people and records together.

Owns the table (kind × level × function → rights), the levels and the commands that set them, people's dated functions
and the explanation of every right. A record carries tokens computed from itself and what stands above it; a person's
tokens are virtual groups computed from functions and table; nothing of either is stored. Never knows why a person got
a function, and never changes a record beyond its level and the workflow state that follows from it.
"""

from .ancestors import visible_ancestors
from .effects import Effects, effects
from .functions import (
    Assignment,
    FunctionError,
    UnknownFunction,
    UnknownPerson,
    WrongPeriod,
    assign,
    functions_of,
    revoke,
)
from .levels import INTERNAL, LEVEL_TITLES, LEVELS, PRIVATE, PUBLIC, level, own_level
from .people import as_open_as, may_view, sees_everything, tokens, visible_brains, visible_tokens
from .reasons import Reason, who_may, why
from .rows import visible_rows
from .setting import LevelError, MoreOpenThanContainer, UnknownLevel, set_level
from .table import ADD, EDIT, FUNCTION_TITLES, FUNCTIONS, READ, REMOVE, RIGHTS, SET_LEVEL

__all__ = [
    "ADD",
    "Assignment",
    "EDIT",
    "Effects",
    "FUNCTIONS",
    "FUNCTION_TITLES",
    "FunctionError",
    "INTERNAL",
    "LEVELS",
    "LEVEL_TITLES",
    "LevelError",
    "MoreOpenThanContainer",
    "PRIVATE",
    "PUBLIC",
    "READ",
    "REMOVE",
    "RIGHTS",
    "Reason",
    "SET_LEVEL",
    "UnknownFunction",
    "UnknownLevel",
    "UnknownPerson",
    "WrongPeriod",
    "as_open_as",
    "assign",
    "effects",
    "functions_of",
    "level",
    "may_view",
    "own_level",
    "revoke",
    "sees_everything",
    "set_level",
    "tokens",
    "visible_ancestors",
    "visible_brains",
    "visible_rows",
    "visible_tokens",
    "who_may",
    "why",
]
