"""What figures do: record facts, say where a request stands, be made anew."""
