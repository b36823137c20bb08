"""The origin's front: routes, and the pages it shows when a service is away."""
