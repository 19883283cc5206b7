"""What kinds of record there are: declared, read, counted and checked.

kind        the words a kind is declared in
catalogue   every kind, side by side: the one place to add one
headcount   the frozen roster and its counts
ballots     the figures of a vote
layout      the fields of a record in order
judging     the regulations that a record is judged by
rules       what must be right in a record; conduct, reminders, around: what is asked of it
files       records as JSON
"""

from zjdesk.kinds.catalogue import KINDS

__all__ = ["KINDS"]
