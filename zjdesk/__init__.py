"""zjdesk 支部台账: the core. No Qt; complete by itself for the command line, tests and scripts.

One value flows through everything: a file, a sheet or a form becomes a `Record`, the kinds check
it, the store keeps it, the documents print it. Modules, lowest first:

errors         what can go wrong, in words for a person
writing        the one way to write a file
progress       how long work tells how far it is
paths          where resources and data lie
periods        months, quarters and years
citizen_ids    identity numbers: tidied, checked, masked; never kept
text_width     how wide a text stands
json_text      JSON as people write it, read strictly
names          pinyin keys of names
strokes        names in the order of 姓氏笔画
rare_characters  characters of names that old systems kept in private
fields         how one value is read, checked, written and shown
parts          values made of fields
prospects      people on their way into the Party: Prospect, its steps and stages
people         the branch: Member, Group, Office, Branch
regulations    what is asked for, by which article, and how surely that is known
spans          periods of a history that follow each other
roster_events  what happens to members and the branch, written into their history
terms          任期 of the committee
doubts         what is to be asked before an event is entered
member_lines   the members as they stand in lists
member_entry   what a person may write of a member, and what follows it
step_rules     what the steps ask for, as data with source and certainty
development    what is due next for whom
branch_file    the branch as a file
participants   people in a record: attendance, frozen roster, guests
agenda         agenda items, speeches, votes, follow-ups
record         Record, made of all these
kinds          every kind of record: declared, read, counted, checked
follow_ups     what was decided and is not done yet
duties         what has to be held in which period, and whether it was
statistics     what the records say in numbers: of one member, of any span of time
store          the ledger: the only place with SQL
reporting      from ledger to statistics
tasks          what is to be done on a day, the most pressing first
exchange       files that come in and go out
documents      paper: the only place with reportlab
sample         the invented branch that new users try things on
cli            the command line
"""

__version__ = "0.1.0"
