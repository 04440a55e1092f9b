"""Files become sheets: bytes, lines of cells, and the header that tells what they are."""
