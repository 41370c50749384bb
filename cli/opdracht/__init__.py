"""The parts of the command as a user meets them: arguments, options and help, and nothing that takes time to load."""
