"""A long page printed in pieces, in several processes, and put together as one PDF/A-3u. Knows no Django.

`potong` cuts the page, `bagian` lays out one piece, `sejajar` many at once, `gabung` makes one file of them. Where it
is cut follows from the page alone, so that the bytes are the same whatever the number of processes.
"""


class CetakGagal(Exception):
    """The page could not be printed; an Indonesian sentence says why."""
