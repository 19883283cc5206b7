"""The form of a record: one form for every kind, built from its declared fields.

record_form  the page: bar, sections, checks, saving, 定稿
sections     which fields stand where
occasion     what an input may know of the record as a whole
input_for    which input a field gets: the one table
inputs       one value; people_inputs, choice_inputs: those of people and of choices
rows, one    several parts in a list; a single part
attendance   who came, by exception; chips, absence, naming are its pieces
agenda       items with speeches, votes, resolutions
vote         one vote; grades: the grid of an appraisal
attachments  photos and files
checks       what is missing before 定稿
draft        what is not saved yet survives a crash
steps        what a person altered, as steps that can be undone
following    what follows from an alteration: title, circumstances of a group, unit
new_record   what a new record takes over from the last of its kind
"""
