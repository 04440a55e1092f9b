"""What a fresh process imports. Each prints the seconds that it took, and is run as a script."""
