"""From lines to values: rows, labels, patterns and kinds, all with their positions."""
