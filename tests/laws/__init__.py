"""The laws of the house, one short file each, held for everything the code's own registries name."""
