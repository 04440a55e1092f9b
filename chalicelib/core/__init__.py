"""Words that every room shares: no input, no output, the standard library only."""
