"""The situation picture: what is asked, who is helped and who waits, now and in the last weeks."""
