"""A coordinator's wishes: that one volunteer be asked, or that a request be referred."""
