"""The whole portal on one machine, without AWS: see docs/local.md."""
