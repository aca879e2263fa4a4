"""A case from its first submission to its last, and what each submission resolved.

A row of `packet` is a case; the papers of all its submissions are judged together. `matching` and
`marks` find the case that a submission belongs to, `replacing` and `merging` combine the material
of several submissions, `carrying` keeps people's edits, `progress` reports what a supplement
resolved. These are pure. `joining` writes to the database, `proposals` asks a person, `history`
lists earlier cases.
"""
