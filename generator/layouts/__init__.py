"""Random layouts: each type's papers composed anew from a schema and a lexicon.

The fixed drawings of `generator/documents` say how a paper usually looks; these say how else it
may. A third of every list of words, of every set of rules and of the faces is kept for testing.
"""
