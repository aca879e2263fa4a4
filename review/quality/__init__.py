"""The office learns from its own work: blind samples, how often the machine was wrong, thresholds.

`bounds`, `guarantee` and `drift` are statistics, pure; `sampling` chooses, pure. `drawing` puts
samples of a packet that comes into the store, `answering` takes what reviewers say, `figures`
counts, `adopting` takes a threshold into use, `freezing` and `replaying` keep corrected papers as
cases of the office's own.
"""
