"""Random layouts: each paper is composed from its type's schema and lexicon.

The fixed drawings of `generator/documents` show the usual look of a paper; these show other possible looks. A third of every list
of words, of every set of rules and of the faces is kept for testing.
"""
