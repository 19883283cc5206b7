"""The regulations: what is asked for, by which article, since when, and how surely that is known.

values    what a rule may ask for: shares, frequencies, ballots …
rule      one rule with its versions
catalogue ★ every rule, as data
in_force  the rules on a day: national ones, local ones on top, those a 定稿 was judged by first
"""
