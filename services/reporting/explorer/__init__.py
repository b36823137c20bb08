"""The log as whoever runs the network looks into it: ids, codes and causes, never a person."""
