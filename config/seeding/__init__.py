"""A synthetic service of any size: invented people, told by shares that published figures give."""
