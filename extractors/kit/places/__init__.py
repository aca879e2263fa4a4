"""Places as candidates: what may be the value of which field, scored and assigned."""
