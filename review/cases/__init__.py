"""A case from its first paper to its last: what came for it, and what that settled.

A row of `packet` is a case: what is judged of it are the papers of all its submissions together.
`matching` and `marks` say which case a submission is of, `replacing` and `merging` make one
material of several, `carrying` keeps what people did, `progress` tells what a supplement settled.
These are pure. `joining` writes, `proposals` asks a person, `history` looks back.
"""
