"""Addresses of this floor, by space; config puts them together."""

sanctions = []
my = []
authority = []
