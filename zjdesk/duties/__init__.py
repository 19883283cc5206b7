"""The duties: what has to be held in which period, and whether it was.

catalogue ★ every duty, as data
excuses   periods in which something is not held, with the reason
known     what the duties are judged by
cells     a duty in a period, and the year made of them
matrix    how every cell stands: done, missing, due soon …
lines     the matrix as lines for screen and paper
"""
