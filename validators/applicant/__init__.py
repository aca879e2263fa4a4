"""Rules on the applicant, guide 二（二）: conditions, work, education, contract."""
