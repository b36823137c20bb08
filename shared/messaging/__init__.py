"""Moving events safely: outbox and relay, inbox, topology, retry ladder, parked messages."""
