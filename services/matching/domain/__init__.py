"""Pure decisions of matching: values in, values out."""
