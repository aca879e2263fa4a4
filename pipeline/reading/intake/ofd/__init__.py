"""OFD (GB/T 33190-2016), the format of Chinese e-licences and e-invoices: pages become PDF pages.

`convert.py` is the way in. Nothing of a file is trusted: what it holds is bounded (`package.py`,
`limits.py`), and what cannot be shown makes its page unread, never empty.
"""
