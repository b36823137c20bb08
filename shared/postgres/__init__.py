"""PostgreSQL as every service uses it: the pool, named SQL files, migrations, and what "away" means."""
