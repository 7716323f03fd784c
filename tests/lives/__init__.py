"""One sanction's life, lived at random: what can be tried in it, what comes next, and the laws that hold."""
