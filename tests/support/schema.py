"""A database's tables in words, to be compared with what each service declares."""

from shared.postgres.types import Connection

_COLUMNS = """
SELECT relation.relname AS place,
    format('%s %s%s%s', attribute.attname, format_type(attribute.atttypid, attribute.atttypmod),
        CASE WHEN attribute.attnotnull THEN ' not null' ELSE '' END,
        coalesce(' default ' || pg_get_expr(fallback.adbin, fallback.adrelid), '')) AS line
FROM pg_attribute AS attribute
JOIN pg_class AS relation ON relation.oid = attribute.attrelid AND relation.relkind = 'r'
LEFT JOIN pg_attrdef AS fallback
    ON fallback.adrelid = attribute.attrelid AND fallback.adnum = attribute.attnum
WHERE relation.relnamespace = 'public'::regnamespace
    AND attribute.attnum > 0 AND NOT attribute.attisdropped
ORDER BY relation.relname, attribute.attnum
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text AS place, pg_get_constraintdef(oid) AS line
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
ORDER BY 1, 2
"""
_INDEXES = """
SELECT tablename AS place, indexdef AS line
FROM pg_indexes
WHERE schemaname = 'public'
ORDER BY 1, 2
"""
_TRIGGERS = """
SELECT tgrelid::regclass::text AS place, pg_get_triggerdef(oid) AS line
FROM pg_trigger
WHERE NOT tgisinternal
ORDER BY 1, 2
"""


async def describe(connection: Connection) -> str:
    """List columns, constraints, indexes and triggers table by table, the same on 15 to 18."""
    tables: dict[str, list[str]] = {}
    for query in (_COLUMNS, _CONSTRAINTS, _INDEXES, _TRIGGERS):
        for row in await connection.fetch(query):
            tables.setdefault(row["place"], []).append(row["line"])
    return "\n".join(
        f"{table}\n" + "".join(f"    {line}\n" for line in lines)
        for table, lines in sorted(tables.items())
    )
