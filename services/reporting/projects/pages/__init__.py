"""Pages of projects: figures that people enter, and the periods that a funder reads of."""
