"""Every use case with a fault at every request to AWS, and workers in each other's way."""
