"""Supply: what somebody who asks can expect, as matching said of their town."""
