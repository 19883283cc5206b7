"""What the records say in numbers, from their figures: pure functions, no SQL, one pass.

attended        应到, 实到 and 学时 as they add up
one_member      what the records say of one member
tables          a table as a value: screen, spreadsheet and paper show the same
attendance      by member, by kind, by month
activities      微党课, 研学, 联学共建, honours, talks, 宣讲, 培训, 调研
against_duties  应开 against 已开
report          every table of a span of time
charts          the same numbers as bars

Members stand in the order of the roster: nobody is ranked, there are no points.
"""
