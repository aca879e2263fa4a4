"""From lines to values: rows, labels, patterns and kinds, all keeping their places."""
