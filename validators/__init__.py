"""Rules of the service guide: judge a case by an edition of the policy.

`judge` and `outcome` are in validators.judging.rules, `assign_roles` in validators.facts.roles,
`load_policy` in validators.policy.
"""
