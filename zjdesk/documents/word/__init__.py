"""Papers as Word files, for superiors who demand them: the same blocks as on paper, to be edited.

What counts is the paper: a Word file bears the number of a record, but proves nothing.

document     the file of some booklets
  pages      paper, margins, the grid of letters, what stands around the text
  blocks     blocks as paragraphs and tables
    xml      their elements
    styles   the text styles of paper as styles of Word
  package    an empty file, and its bytes
"""
