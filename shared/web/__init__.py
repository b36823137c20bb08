"""The page kit: how every page of every service looks, speaks, guards itself and fails."""
