"""What is kept, and how all rooms below come together in a `Reading`."""
