"""OFD (GB/T 33190-2016), the format of Chinese e-licences and e-invoices: converted to PDF pages.

`convert.py` is the entry point. Files are not trusted: their contents are limited (`package.py`,
`limits.py`), and a page with something that cannot be shown is unread, never empty.
"""
