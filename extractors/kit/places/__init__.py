"""Candidate places: which text may be the value of which field, scored and assigned."""
