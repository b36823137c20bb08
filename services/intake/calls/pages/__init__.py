"""The screen for calls: one form for call and request, and the calls that go on."""
