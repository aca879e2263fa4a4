"""A checked packet as files: for machines, for the reviewer, for the applicant."""
