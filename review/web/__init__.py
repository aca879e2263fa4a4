"""The desk in a browser: pages rendered on the server, nothing loaded from other sites.

`app.create_app` builds the application. One module per group of pages: `sign_in`, `queue`, `packet`
(the page), `acts` (its actions), `pictures`, `papers`, `upload`, `drop`, `staff`, `trail`. `guard`
checks permissions, `safety` limits requests and sets headers, `pages` renders, `checking` reads
uploads; `shots` has the view of a drop, `values` and `findings` that of a packet.
"""
