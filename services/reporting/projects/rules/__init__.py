"""Rules of projects, and of figures that people enter."""
