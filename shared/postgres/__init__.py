"""PostgreSQL for every service: pool, named SQL, migrations, and what "away" means."""
