"""The review desk: people decide on checked packets. `web` has its pages.

What a caller needs, by module:

`review.store`      `open_store(url)`: the database (SQLite or PostgreSQL), with its schema
                    migrated. Every function below takes the `Store`.
`review.arrivals`   `Arrivals.of(store).add(report, material, pictures, by=...)` adds a packet and
                    its page pictures. `check`, `batch` and uploads call it with the result of
                    `pipeline.run.check_packet`; no `material` means that the packet could not be
                    checked. `forget` deletes one.
`review.pictures`   `PageFolder` (`arrivals.pages`): `page(key, n)` is the upright picture of
                    `material.sheets[n]`; `on_page` puts a finding's box on it.
`review.packets`    `load(store, key)`: the packet in its current state (`DeskPacket`), judged with
                    its corrections and decisions. `packet.standing` has the outcome, the findings
                    with their keys, the open doubts, the corrected documents, and `doubtful`:
                    the values to check, in order.
`review.places`     addresses of values in a document; `of_evidence`: which of them a finding shows.
`review.queue`      `rows`, `counts`, `choices`: a list; `review.following`: the next packet in it.
`review.day`        summary of a day; `review.figures`: statistics by day and week.
`review.points`     what still prevents closing a packet, the most decisive points first.
`review.texts`      full-text search in the papers.
`review.judging`    the standing of a packet, changed findings, open doubts; `review.correcting`
                    applies people's corrections. Pure.
`review.work`       `correct`, `confirm`, `withdraw`, `decide`, `undecide`, and
`review.closing`    `close`, `undo`, `reopen`, `refusal`: each takes a
                    `ReviewContext(store, by, key, seen)` with the version that the screen showed,
                    writes the audit and returns `Changed`: the packet and the changed findings.
`review.own`        a reviewer's own points in the notice. `review.canned`: reasons by rule.
`review.sharing`    assigning, notes, who has a packet open, saved views.
`review.cases`      a packet is a case of one or several submissions: matching, merging, joining,
                    proposals to a person, history: `proposals`, `join`, `set_choice`, `history`.
`review.people`     users, roles, argon2.  `review.signin`: sessions, known browsers, the second
                    step (`review.second`, `review.seal`), throttled attempts (`review.holds`).
`review.office`     settings of the office's single sign-on; `review.oidc` is its client.
`review.uploads`    uploads: their progress, and why they wait.
`review.edits`      `edit`, `undo`: people's edits of pages (`core.models.edit`), with
                    `EditTools`. `review.rereading` reads a turned page again, `review.readings`
                    stores readings, `review.lapsing` decides which corrections still apply.
`review.audit`      who, when, what, before, after, why; append-only. `trail`, `unmask` (a user
                    requests a full number), `note` (an export), `export_csv`, `export_jsonl`.
`review.quality`    blind samples, their figures, the office's own thresholds, frozen cases.
`review.drops`      papers photographed one by one: stored (`folder`), recognised (`looking`).
`review.papers`     documents for applicants and officers: notice, rejection, slip, list, ledger.

Errors: `core.errors.ConflictError` (somebody else changed the packet first; says who and what),
`core.errors.Refused` (the action is not allowed; `code` for machines), `InputError` (the
database cannot be used).
"""
