"""The desk in a browser: pages made on the server, nothing loaded from elsewhere.

`app.create_app` puts it together. One module a group of pages: `sign_in`, `queue`, `packet`
(the page), `acts` (what is done there), `pictures`, `papers`, `upload`, `staff`, `trail`.
`guard` says who may, `safety` keeps what goes in and out within bounds, `pages` renders,
`checking` reads uploads, `values` and `findings` are what a packet's page shows.
"""
