"""Files that come in and go out.

sheets           any file a secretary has, as a book of sheets: told by its content, never by name
  cells          what a sheet is: rows of typed cells, numbered as a spreadsheet shows them
  xlsx  xls  xml_sheet  delimited  html_sheet      one reader for each form of file
    bare_package   an .xlsx with nothing left that openpyxl could stumble over
    plain_xml      XML without entities
roster_sheet     the plan for a roster: new, changed, same, left, faulty; and carrying it out
  sheet_choice   which sheet and which row of headers is the roster
  headers        which row holds the headers, which column is which field
  roster_rows    the cells of a row as values and problems
  group_names    which 党小组 a cell means
  matching       who is who: by name and birth date, never by the name alone
  roster_changes what a row makes of a member, and of the member's history
  plan_notes     what a person should know before saying yes
  written_days   a day in all the ways in which people write one
  problems       what can be wrong with a row, in code and in words
roster_export    a branch as a roster sheet
  sheet_writer   one sheet as .xlsx, where a text stays a text
calendar         what lies ahead, for the phone
copy_out         a record as plain text for the superior's web platform
"""
