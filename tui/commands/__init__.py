"""The shell's face: one command a file. Answers on stdout, words for people on stderr."""
