"""The views of the concept screen."""
