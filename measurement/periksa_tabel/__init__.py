"""A published table recomputed row by row: does each printed figure follow from its own target and realisasi?"""
