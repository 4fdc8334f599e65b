"""The screen's face. The one room that may import Textual."""
