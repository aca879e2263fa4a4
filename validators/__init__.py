"""Rules of the service guide: judge a case by an edition of the policy.

`judge` and `outcome` stand in validators.rules, `assign_roles` in validators.roles,
`load_policy` in validators.policy.
"""
