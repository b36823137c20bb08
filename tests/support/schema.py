"""A database's tables in words, to be compared with what each service declares."""

from shared.postgres.types import Connection

_COLUMNS = """
SELECT relation.relname AS place,
    format('%s %s%s%s', attribute.attname, format_type(attribute.atttypid, attribute.atttypmod),
        CASE WHEN attribute.attnotnull THEN ' not null' ELSE '' END,
        coalesce(' default ' || pg_get_expr(fallback.adbin, fallback.adrelid), '')) AS line
FROM pg_attribute AS attribute
JOIN pg_class AS relation ON relation.oid = attribute.attrelid
    AND relation.relkind IN ('r', 'p') AND NOT relation.relispartition
LEFT JOIN pg_attrdef AS fallback
    ON fallback.adrelid = attribute.attrelid AND fallback.adnum = attribute.attnum
WHERE relation.relnamespace = 'public'::regnamespace
    AND attribute.attnum > 0 AND NOT attribute.attisdropped
ORDER BY relation.relname, attribute.attnum
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text AS place, pg_get_constraintdef(pg_constraint.oid) AS line
FROM pg_constraint
JOIN pg_class AS relation ON relation.oid = conrelid AND NOT relispartition
WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
ORDER BY 1, 2
"""
_INDEXES = """
SELECT tablename AS place, indexdef AS line
FROM pg_indexes
JOIN pg_class AS relation ON relation.oid = format('%I.%I', schemaname, tablename)::regclass
    AND NOT relispartition
WHERE schemaname = 'public'
ORDER BY 1, 2
"""
_TRIGGERS = """
SELECT tgrelid::regclass::text AS place, pg_get_triggerdef(pg_trigger.oid) AS line
FROM pg_trigger
JOIN pg_class AS relation ON relation.oid = tgrelid AND NOT relispartition
WHERE NOT tgisinternal
ORDER BY 1, 2
"""
_PARTS = """
SELECT relname AS place, 'PARTITION BY ' || pg_get_partkeydef(oid) AS line
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'p'
"""
_POLICIES = """
SELECT tablename AS place, format('POLICY %s %s %s', policyname, cmd, qual) AS line
FROM pg_policies
WHERE schemaname = 'public'
ORDER BY 1, 2
"""


async def describe(connection: Connection) -> str:
    """List all that a table is made of, table by table, the same on 15 to 18.

    The parts of a table that lies in months are like it, and other ones each month.
    """
    tables: dict[str, list[str]] = {}
    for query in (_COLUMNS, _CONSTRAINTS, _INDEXES, _TRIGGERS, _PARTS, _POLICIES):
        for row in await connection.fetch(query):
            tables.setdefault(row["place"], []).append(row["line"])
    return "\n".join(
        f"{table}\n" + "".join(f"    {line}\n" for line in lines)
        for table, lines in sorted(tables.items())
    )
