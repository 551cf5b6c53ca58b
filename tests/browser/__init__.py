"""The page, driven by a browser as a reader would."""
