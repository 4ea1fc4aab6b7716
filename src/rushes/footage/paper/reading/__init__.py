"""Reading paper: from the bytes of a report to the rows of takes.

`tables` finds letters, delimiter and headings; `headings`, `kinds`, `cells` and `setups` understand them;
`rows` puts each line together; `read` is the door to the disk.
"""
