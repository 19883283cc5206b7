"""Paper: PDF files with Chinese typesetting, and the same papers for Word; reportlab is known here.

Nothing outside imports it at the top of a module: reportlab is loaded when something is printed.

papers           every kind of paper that a record can become; a new one is added there
  minutes  summary  letters  resolution_page  sign_in  ballots  blank_form
    source       what they are made of: a record, its branch, wishes; manuscript: names in the text
handbook         the book of a year; its sections in handbook_…, bound by handbook_binding
archive_list  handover_list  duty_table  statistics  roster  personal_sheet      other papers
printing  handbook_gathering      from the ledger to these

pages            blocks, and how they are laid on pages
  paragraph  table  listing  pictures  signatures  ruled  slips  official      the blocks
  furniture      what stands around the text of every page
  styles         sheets and text styles;  fonts, lines, cid_font: how text is set
pdf              booklets of blocks as a PDF file;  archive: its form, PDF/A
word             booklets of blocks as a Word file
"""
