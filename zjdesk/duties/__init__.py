"""The duties: what has to be held, what was, and what is still to be done.

catalogue ★ every duty, as data
excuses   periods in which something is not held, with the reason
known     what the duties are judged by
matrix    duty × period: done, missing, due soon …
task      one thing to do, in words
alarms    what people, the term and follow-ups ask for
due       everything that is to be done on a day, the most pressing first
"""
