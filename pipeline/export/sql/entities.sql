WITH named AS (
  SELECT 'country' AS type, entity, doc, name, NULL AS acronym, NULL AS class, alpha_2, alpha_3, status, wikidata
    FROM countries WHERE entity IS NOT NULL
  UNION ALL
  SELECT 'organization', entity, doc, name, acronym, class, NULL, NULL, NULL, wikidata FROM organizations WHERE entity IS NOT NULL
  UNION ALL
  SELECT 'person', entity, doc, name, NULL, NULL, NULL, NULL, NULL, NULL FROM persons WHERE entity IS NOT NULL
  UNION ALL
  SELECT 'place', entity, doc, name, NULL, NULL, NULL, NULL, NULL, NULL FROM places WHERE entity IS NOT NULL
),
spelled AS (
  SELECT * EXCLUDE (doc), count(*) AS times FROM named GROUP BY ALL
),
best AS (
  SELECT * EXCLUDE (times) FROM spelled
  QUALIFY row_number() OVER (
    PARTITION BY type, entity ORDER BY name IS NULL, times DESC, name, acronym NULLS LAST, class NULLS LAST) = 1
),
counted AS (
  SELECT type, entity, count(*) AS mentions, count(DISTINCT doc) AS documents FROM named GROUP BY type, entity
),
arguments AS (
  SELECT type, entity, count(DISTINCT fact) AS facts FROM (
    SELECT subject_type AS type, subject AS entity, fact FROM facts
    UNION ALL
    SELECT object_type, object, fact FROM facts WHERE object_type <> 'date'
  ) GROUP BY type, entity
),
members AS (
  SELECT 'country' AS type, unnest(members) AS entity FROM countries
  UNION ALL
  SELECT 'organization', unnest(members) FROM organizations
  UNION ALL
  SELECT 'person', unnest(members) FROM persons
  UNION ALL
  SELECT 'place', unnest(members) FROM places
),
keys AS (
  SELECT type, entity FROM counted UNION SELECT type, entity FROM arguments UNION SELECT type, entity FROM members
)
SELECT type, entity, name, acronym, class, alpha_2, alpha_3, status, wikidata,
       coalesce(mentions, 0) AS mentions, coalesce(documents, 0) AS documents, coalesce(facts, 0) AS facts
FROM keys LEFT JOIN best USING (type, entity) LEFT JOIN counted USING (type, entity) LEFT JOIN arguments USING (type, entity)
ORDER BY type, entity
