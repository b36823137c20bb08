"""A document of figures in the form somebody needs: PDF, sheets, rows, data."""
