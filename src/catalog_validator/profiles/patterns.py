r"""The patterns that a profile may use: a subset whose meaning is the same in Python, JSON Schema and XSD.

    pattern  = branch { "|" branch }
    branch   = piece { piece }
    piece    = atom [ "?" | "*" | "+" | "{m}" | "{m,n}" ]
    atom     = character | "\" one of . * + ? ( ) [ ] { } | \ ^ | "(" pattern ")" | "[" members "]"
    members  = ASCII characters, escapes \ \] \[ \- \^, and ranges within A-Z, a-z, 0-9

A pattern always covers the whole value. Every text it matches must be readable in one way only
(`catalog_validator.profiles.ambiguity`), so a backtracking matcher never has to go back far.
"""

from catalog_validator.profiles.ambiguity import refuse_ambiguous
from catalog_validator.profiles.pattern_parser import parse_pattern
from catalog_validator.profiles.pattern_parts import PatternFlaw


def find_flaw(pattern: str) -> PatternFlaw | None:
    """What keeps a pattern out of the subset; None for a good one."""
    try:
        refuse_ambiguous(parse_pattern(pattern), pattern)
    except PatternFlaw as flaw:
        return flaw
    return None
