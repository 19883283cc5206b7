"""还差什么: everything that is to be done, in words, each with the place where it is done.

task      one thing to do
meetings  what has to be held
alarms    what people, the term and open matters ask for
due       all of it on a day, the most pressing first; and what lies ahead
"""
