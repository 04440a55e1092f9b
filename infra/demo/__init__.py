"""The main job of the portal, done over HTTP against a fresh local run: `make demo`."""
