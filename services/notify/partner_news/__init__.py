"""What each partner organisation hears, in the form it wants: posted, by letter, on the page."""
