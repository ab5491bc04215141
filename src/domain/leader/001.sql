-- What the leader's lists are made of. No table: nothing here is a source of anything.
-- enum leader_list: handovers disputes nobody contact silent tasks replies help ending appeals bounce

-- The kinds of task in each list. A late task of any kind is in the list `tasks` too.
CREATE VIEW leader_kind AS
  SELECT 'silent' AS list, 'case_silent' AS kind
   UNION ALL SELECT 'replies', 'provisional_reply'
   UNION ALL SELECT 'help', 'decide_service'
   UNION ALL SELECT 'help', 'service_without_decision'
   UNION ALL SELECT 'ending', 'decision_expiring'
   UNION ALL SELECT 'ending', 'emergency_ending'
   UNION ALL SELECT 'ending', 'part_to_come'
   UNION ALL SELECT 'appeals', 'prepare_appeal'
   UNION ALL SELECT 'appeals', 'await_correction'
   UNION ALL SELECT 'appeals', 'decide_appeal'
   UNION ALL SELECT 'appeals', 'await_appeal_body'
   UNION ALL SELECT 'appeals', 'finish_appeal'
   UNION ALL SELECT 'appeals', 'send_appeal_letter'
   UNION ALL SELECT 'appeals', 'decide_suspension'
   UNION ALL SELECT 'appeals', 'decide_costs'
   UNION ALL SELECT 'appeals', 'give_reasons';

-- An open case with the name of its person, and whether she is for named workers only.
CREATE VIEW leader_case AS
  SELECT c.id, c.person_id, c.number, c.holder_unit, c.holder_staff, c.held_since, p.given_name, p.family_name,
         CASE WHEN EXISTS (SELECT 1 FROM hidden_person h WHERE h.person_id = c.person_id) THEN 1 ELSE 0 END AS hidden
    FROM case_spine c
    JOIN person_name p ON p.id = c.person_id
   WHERE c.state <> 'closed';
