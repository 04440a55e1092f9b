"""What was checked is written: places first, and then family by family, each as a whole."""
