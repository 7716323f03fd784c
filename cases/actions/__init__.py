"""The verbs of the ground floor: access, policy, then the action with its change, or nothing."""
