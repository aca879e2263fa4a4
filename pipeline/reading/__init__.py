"""Reading: files to pages of plain data, in worker processes with limits."""
