"""The desk: a person settles what was checked. `web` shows it to browsers.

What a caller needs, by module:

`review.store`      `open_store(url)`: the database (SQLite or PostgreSQL), its schema brought
                    forward. Every function below takes the `Store`.
`review.arrivals`   `Arrivals.of(store).add(report, material, pictures, by=...)`: a packet and its
                    page pictures come to the desk. `check`, `batch` and uploads all call it, with
                    what `pipeline.run.check_packet` gave; without `material` it could not be
                    checked. `forget` deletes one.
`review.pictures`   `PageFolder` (`arrivals.pages`): `page(key, n)` is the upright picture of
                    `material.sheets[n]`; `on_page` puts a finding's box on it.
`review.packets`    `load(store, key)`: a packet as it stands now (`Packet`), judged with its
                    corrections and decisions. `packet.standing` has the outcome, the findings
                    with their keys, the doubts left, the corrected documents, and `doubtful`:
                    the values to look at, in order.
`review.places`     addresses of values in a document; `of_evidence`: which of them a finding shows.
`review.queue`      `rows`, `counts`, `choices`: the list; `review.following`: what is next in it.
`review.day`        the day at a glance; `review.figures`: days and weeks.
`review.points`     what keeps a packet from being closed, what decides most first.
`review.texts`      the text of all papers, searched in.
`review.judging`    what stands, findings compared, doubts left; `review.correcting` puts people's
                    values into documents. Pure.
`review.work`       `correct`, `confirm`, `withdraw`, `decide`, `undecide`, and
`review.closing`    `close`, `undo`, `reopen`, `refusal`: each takes a `Hand(store, by, key, seen)`,
                    names the version that the screen showed, writes the audit and gives `Changed`:
                    the packet as it stands then and what the rules answer otherwise.
`review.own`        a reviewer's own points in the notice. `review.canned`: reasons by rule.
`review.sharing`    assigning, notes, who has a packet open, saved views.
`review.cases`      a packet is a case of one submission or several: matched, merged, joined, asked
                    of a person, looked back on: `proposals`, `join`, `set_word`, `history`.
`review.people`     users, roles, argon2.  `review.signin`: sessions, known browsers, the second
                    step (`review.second`, `review.seal`), guessing slowed down (`review.holds`).
`review.office`     the office's own sign-in as a file has it; `review.oidc` asks its issuer.
`review.uploads`    what was uploaded: how far it is, and why it waits.
`review.edits`      `edit`, `undo`: what a person puts right about pages (`core.models.edit`); it
                    takes a `Desk` too. `review.rereading` reads a turned page again,
                    `review.readings` keeps what was read, `review.lapsing` tells which
                    corrections still stand.
`review.audit`      who, when, what, before, after, why; append-only. `trail`, `unmask` (somebody
                    asks for a number in full), `note` (an export), `export_csv`, `export_jsonl`.
`review.quality`    blind samples, their figures, thresholds of the office's own, frozen cases.
`review.drops`      papers photographed one by one: kept (`folder`), told at once (`looking`).
`review.papers`     what leaves the desk: notice, rejection, slip, officer's list, ledger.

Errors: `core.errors.ConflictError` (somebody else was faster; says who and what),
`core.errors.Refused` (the desk does not do that; `code` for machines), `InputError` (the
database cannot be used).
"""
