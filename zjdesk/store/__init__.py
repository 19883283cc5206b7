"""The ledger: the only place with SQL.

ledger       one branch's file: made, opened, its transactions, undo
records      save, get, find, finalise, reopen, remove
roster       the branch and its people
drafts       half-filled forms
attachments  files beside the ledger
search       text of records, and people by pinyin
changes      the one function that writes; stamps, change log
parts        how values become rows
tables       the rows
"""
