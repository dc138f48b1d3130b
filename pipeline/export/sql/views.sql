CREATE OR REPLACE VIEW mentions AS
  SELECT 'country' AS type, doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, form, entity FROM countries
  UNION ALL SELECT 'organization', doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, form, entity FROM organizations
  UNION ALL SELECT 'person', doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, form, entity FROM persons
  UNION ALL SELECT 'place', doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, form, entity FROM places
  UNION ALL SELECT 'date', doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, NULL, NULL FROM dates
  UNION ALL SELECT 'figure', doc, id, start, "end", text, sentence_start, sentence_end, rule, confidence, NULL, NULL FROM figures;
COMMENT ON VIEW mentions IS 'All the mentions, with the columns that all types have';

CREATE OR REPLACE VIEW named_facts AS
  SELECT f.*, coalesce(s.name, f.subject) AS subject_name, coalesce(o.name, f.object) AS object_name,
         s.wikidata AS subject_wikidata, o.wikidata AS object_wikidata
  FROM facts f
  LEFT JOIN entities s ON s.type = f.subject_type AND s.entity = f.subject
  LEFT JOIN entities o ON o.type = f.object_type AND o.entity = f.object;
COMMENT ON VIEW named_facts IS 'Facts with the names and Wikidata items of their arguments';

CREATE OR REPLACE VIEW fact_evidence AS
  SELECT r.fact, r.doc, d.date AS document_date, r.start, r."end", r.evidence, r.trigger, r.predicate,
         r.subject_text, r.object_text, r.negated, r.modality, r.time_value, r.rule, r.confidence, r.id AS relation
  FROM relations r JOIN documents d USING (doc) WHERE r.fact IS NOT NULL;
COMMENT ON VIEW fact_evidence IS 'Where the text says it: a row for each relation that states a fact';

CREATE OR REPLACE VIEW dated_facts AS
  SELECT coalesce(time_earliest, time_latest) AS day, time_value AS date, predicate, subject_entity, object_entity,
         negated, modality, fact, doc, evidence
  FROM relations WHERE coalesce(time_earliest, time_latest) IS NOT NULL ORDER BY day;
COMMENT ON VIEW dated_facts IS 'A timeline: relations that their sentence dates';

CREATE OR REPLACE VIEW state_pairs AS
  SELECT least(subject, object) AS state, greatest(subject, object) AS other, count(*) AS facts, sum(sentences) AS sentences,
         count(*) FILTER (WHERE quad_class LIKE '%cooperation') AS cooperation,
         count(*) FILTER (WHERE quad_class LIKE '%conflict') AS conflict,
         min(first_date) AS first_date, max(last_date) AS last_date
  FROM facts WHERE subject_type = 'country' AND object_type = 'country' GROUP BY ALL;
COMMENT ON VIEW state_pairs IS 'Which states deal with which, how much, since when';

CREATE OR REPLACE VIEW conflicting_facts AS
  SELECT * FROM named_facts WHERE conflict;
COMMENT ON VIEW conflicting_facts IS 'Facts that one sentence asserts and another denies';

CREATE OR REPLACE VIEW quad_counts AS
  SELECT coalesce(actor, actor_name) AS actor, coalesce(target, target_name) AS target, substr(date, 1, 4) AS year, quad_code, quad_class,
         count(*) AS events
  FROM events WHERE len(context) = 0 GROUP BY ALL;
COMMENT ON VIEW quad_counts IS 'Events that did happen, by actor, target, year and quad class';
