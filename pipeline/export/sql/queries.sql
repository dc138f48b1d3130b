-- Which states deal with which, and how
SELECT * FROM state_pairs ORDER BY sentences DESC, state, other LIMIT 20;

-- All that is known between two states
SELECT predicate, subject_name, object_name, first_date, last_date, sentences, conflict
FROM named_facts WHERE list_sort([subject, object]) = ['BFA', 'MLI'] ORDER BY predicate;

-- Who is a member of what
SELECT subject_name, object_name, subject_wikidata, object_wikidata, sentences
FROM named_facts WHERE predicate = 'member_of' AND affirmed > 0 ORDER BY object_name, subject_name;

-- Where the text says a fact
SELECT f.fact, e.doc, e.start, e."end", e.evidence
FROM facts f JOIN fact_evidence e USING (fact) ORDER BY f.sentences DESC, f.fact, e.doc, e.start LIMIT 20;

-- The timeline of one state
SELECT day, predicate, subject_entity, object_entity, evidence
FROM dated_facts WHERE 'MLI' IN (subject_entity, object_entity) ORDER BY day;

-- How much, in money, by relation
SELECT predicate, subject_entity, object_entity, figure_value, figure_unit, doc
FROM relations WHERE regexp_full_match(figure_unit, '[A-Z]{3}') ORDER BY figure_value DESC;

-- Facts that are both asserted and denied
SELECT fact, affirmed, denied FROM conflicting_facts ORDER BY fact;

-- Cooperation and conflict by year
SELECT year, quad_class, sum(events) AS events FROM quad_counts GROUP BY ALL ORDER BY year, quad_class;

-- The entities named most often
SELECT type, entity, name, mentions, documents, facts FROM entities ORDER BY mentions DESC, type, entity LIMIT 20;

-- Which rules find the most, by type
SELECT type, rule, count(*) AS mentions FROM mentions GROUP BY ALL ORDER BY mentions DESC, type, rule LIMIT 20;
