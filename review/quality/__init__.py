"""The office measures its own error rates: blind samples, errors of the program, thresholds.

`bounds`, `guarantee` and `drift` are statistics, pure; `sampling` chooses, pure. `drawing` stores
samples of new packets, `answering` stores reviewers' answers, `figures` counts them, `adopting`
puts a threshold into use, `freezing` and `replaying` use corrected packets as the office's own test
cases.
"""
