"""What a person has set: configuration, themes, and where files lie. Only the faces read it."""
