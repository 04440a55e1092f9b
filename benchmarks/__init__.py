"""What the portal costs, against what it could cost at best: `make bench`. Never packaged."""
