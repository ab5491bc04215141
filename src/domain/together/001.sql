-- What is found out and said together with the person. (R-067, R-082, R-083, R-087, R-088)
-- enum shared_kind: need motivation
-- enum shared_state: draft approved withdrawn
-- enum need_answer: agrees not_right
-- enum invitation_state: asked coming not_coming
-- enum economy_kind: debt_overview budget payment_plan benefits bank_and_id other_step

-- A text of the spine: her need, or what motivates her, in words she has approved. One that is not withdrawn at a time of each state. (R-087, R-088)
-- never deleted
-- unit unit_id follows WHERE state = 'draft'
CREATE TABLE shared_text (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  kind        @enum(shared_kind),
  state       @enum(shared_state),
  content     @sealed,
  written_at  @instant,
  written_by  @ref(staff),
  unit_id     @ref(unit),
  approved_at @instant?,
  approved_by @ref?(staff),
  ended_at    @instant?,
  CONSTRAINT shared_approved_has_time CHECK (state <> 'approved' OR (approved_at IS NOT NULL AND approved_by IS NOT NULL)),
  CONSTRAINT shared_withdrawn_has_time CHECK ((state = 'withdrawn') = (ended_at IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX shared_text_one ON shared_text (case_id, kind, state) WHERE state <> 'withdrawn';
-- only sqlite
CREATE TRIGGER shared_text_moves BEFORE UPDATE ON shared_text
WHEN NOT ((OLD.state = 'draft' AND NEW.state IN ('approved', 'withdrawn')) OR (OLD.state = 'approved' AND NEW.state = 'withdrawn') OR (OLD.state = NEW.state AND NEW.unit_id <> OLD.unit_id))
  OR NEW.content <> OLD.content OR NEW.case_id <> OLD.case_id BEGIN
  SELECT RAISE(ABORT, 'shared_text_moves');
END;
-- only postgresql
CREATE FUNCTION shared_text_may_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT ((OLD.state = 'draft' AND NEW.state IN ('approved', 'withdrawn')) OR (OLD.state = 'approved' AND NEW.state = 'withdrawn') OR (OLD.state = NEW.state AND NEW.unit_id <> OLD.unit_id))
    OR NEW.content <> OLD.content OR NEW.case_id <> OLD.case_id THEN RAISE EXCEPTION 'shared_text_moves'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER shared_text_moves BEFORE UPDATE ON shared_text FOR EACH ROW EXECUTE FUNCTION shared_text_may_move();

-- What a unit says to the shared need. The newest of a unit counts.
-- append only
-- unit unit_id keeps
CREATE TABLE need_answer_given (
  id       @id,
  text_id  @ref(shared_text),
  unit_id  @ref(unit),
  answer   @enum(need_answer),
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX need_answer_given_text ON need_answer_given (text_id, unit_id, id);

-- A unit is asked to come to a talk that she has agreed it may come to. (R-067)
-- never deleted
-- unit unit_id follows WHERE state = 'asked' AND NOT EXISTS (SELECT 1 FROM talk_invitation o WHERE o.case_id = talk_invitation.case_id AND o.held_on = talk_invitation.held_on AND o.unit_id = NEW.successor_id)
CREATE TABLE talk_invitation (
  id          @id,
  case_id     @ref(person_case),
  unit_id     @ref(unit),
  held_on     @date,
  state       @enum(invitation_state),
  asked_at    @instant,
  asked_by    @ref(staff),
  answered_at @instant?,
  answered_by @ref?(staff)
) @strict;
CREATE UNIQUE INDEX talk_invitation_once ON talk_invitation (case_id, unit_id, held_on);

-- Another service helps to find out what Nav has begun to (R-009): asked with her agreement, and what it says is for Nav and for her. (R-011)
-- unit from_unit keeps
-- unit to_unit follows WHERE answered_at IS NULL
-- never deleted
CREATE TABLE contribution (
  id          @id,
  case_id     @ref(person_case),
  person_id   @ref(person),
  from_unit   @ref(unit),
  to_unit     @ref(unit),
  due         @date,
  asked_at    @instant,
  asked_by    @ref(staff),
  content     @sealed?,
  answered_at @instant?,
  answered_by @ref?(staff),
  CONSTRAINT contribution_between_two CHECK (from_unit <> to_unit),
  CONSTRAINT contribution_whole CHECK ((content IS NULL) = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL))
) @strict;
CREATE UNIQUE INDEX contribution_one_open ON contribution (case_id, to_unit) WHERE answered_at IS NULL;
CREATE INDEX contribution_case ON contribution (case_id, id);

-- A review by the team, and which of the three are written. Codes only. (R-082)
-- never deleted
CREATE TABLE team_review (
  id       @id,
  case_id  @ref(person_case),
  held_on  @date,
  has_case @bool,
  has_economy @bool,
  has_condition @bool,
  at       @instant,
  by_staff @ref(staff)
) @strict;
CREATE INDEX team_review_case ON team_review (case_id, held_on);
CREATE VIEW case_review AS SELECT case_id, held_on, has_case, has_economy, has_condition FROM team_review;

-- What was said of the case (housing), the economy (social), the condition (health). Append-only.
-- sensitive :zone
-- append only
CREATE TABLE review_text (
  id        @id,
  review_id @ref(team_review),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  content   @sealed,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX review_text_case ON review_text (case_id, zone, id);

-- A step in tidying the economy, done or not. (R-083)
-- sensitive social
-- never deleted
CREATE TABLE economy_step (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  kind      @enum(economy_kind),
  content   @sealed?,
  due       @date?,
  made_at   @instant,
  made_by   @ref(staff),
  done_at   @instant?,
  done_by   @ref?(staff)
) @strict;
CREATE INDEX economy_step_case ON economy_step (case_id, id);
