"""The desk in a browser: pages made on the server, nothing loaded from elsewhere.

`app.create_app` puts it together. One module a group of pages: `sign_in`, `queue`, `packet`
(the page), `acts` (what is done there), `pictures`, `papers`, `upload`, `drop`, `staff`, `trail`.
`guard` says who may, `safety` keeps what goes in and out within bounds, `pages` renders,
`checking` reads uploads, `shots` is what a drop's page shows, `values` and `findings` what a
packet's page shows.
"""
