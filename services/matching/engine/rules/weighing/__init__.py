"""What asking a helper costs: one formula (`formula`), and its two forms for many at once.

`arrays` reckons with numpy, `loops` is compiled where numba is installed. All three give the same
number to the last bit; tests/unit/matching/engine/test_weighing_forms.py holds them to it.
"""
