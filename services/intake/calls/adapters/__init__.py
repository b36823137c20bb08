"""The network's files about calls, read and checked before anybody is asked by them."""
