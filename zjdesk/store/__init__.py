"""The ledger: the only place with SQL.

ledger       one branch's file: made, opened, its transactions, undo
versions     every 定稿 as it was
records      save, get, find, finalise, reopen, remove
roster       the branch and its people
settings     values that travel with the ledger
duties       what the duties are judged by
figures      what is counted of records, read in bulk
open_matters follow-ups and rectifications until they are done
scans        signed pages that were scanned, filed with their record
drafts       half-filled forms
attachments  files beside the ledger
search       text of records, and people by pinyin
backup       proved copies of the file
intake       verbs of several steps
changes      the one function that writes, the change log, undo; stamps order what was written
record_rows  a record as rows and back; mapping does it for every part, positions order its lists
tables       the rows; migrations bring older ones up to date
engine       the connection, and SQLite's trouble in words
splitting    how text is cut for search
"""
