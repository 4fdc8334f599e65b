"""Files that are neither plain text nor Markdown become Markdown, each in a child process that can do nothing else."""
