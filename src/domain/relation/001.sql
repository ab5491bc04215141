-- The people around the person: next of kin, minors who depend on her, who acts for her; and what she says yes or no to about them.
-- (R-057–R-059, PBRL-8, PBRL-9, FVL-12, HPL-10a, BVL-1, BVL-2)
-- enum kinship: parent partner child sibling grandparent other_family friend other
-- enum relative_role: source receiver own_needs
-- enum role_answer: not_asked yes no
-- enum talk_direction: told_us told_them
-- enum telling_ground: general her_consent circumstances serious_danger children_cared_for parental_duty
-- enum representative_kind: agent guardian
-- enum minor_kind: child sibling other
-- enum minor_step: talked informed consent_given followed_up consent_refused not_needed
-- enum credit_state: given refused revoked

-- One who is close to her, as she or the relative has told. Facts that change are a new row; the former one gets its last day. (R-057)
-- sensitive :zone
-- never deleted
-- frozen once ended_on
CREATE TABLE relative (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  zone          @enum(zone),
  name          @sealed,
  phone         @sealed?,
  kinship       @enum(kinship),
  nearest       @bool,
  registered_at @instant,
  registered_by @ref(staff),
  ended_on      @date?,
  CONSTRAINT relative_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX relative_case ON relative (case_id, zone, id);

-- Her yes or no to one role of a relative (for own needs it is the relative's own yes); the newest of a role counts. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE relative_answer (
  id          @id,
  relative_id @ref(relative),
  case_id     @ref(person_case),
  person_id   @ref(person),
  zone        @enum(zone),
  role        @enum(relative_role),
  answer      @enum(role_answer),
  scope       @sealed?,
  until       @date?,
  at          @instant,
  by_staff    @ref(staff)
) @strict;
CREATE INDEX relative_answer_case ON relative_answer (case_id, zone, id);
CREATE INDEX relative_answer_of ON relative_answer (relative_id, zone, role, id);

-- What a relative told us or was told, and on which ground (PBRL-8). What was told in confidence is not shown to the person unseen. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE relative_talk (
  id            @id,
  relative_id   @ref(relative),
  case_id       @ref(person_case),
  person_id     @ref(person),
  zone          @enum(zone),
  direction     @enum(talk_direction),
  ground        @enum?(telling_ground),
  in_confidence @bool,
  content       @sealed,
  necessity     @sealed?,
  at            @instant,
  by_staff      @ref(staff),
  CONSTRAINT relative_talk_has_ground CHECK (direction = 'told_us' OR ground IS NOT NULL),
  CONSTRAINT relative_talk_necessity CHECK (ground IS NULL OR ground IN ('general', 'her_consent', 'circumstances') OR necessity IS NOT NULL)
) @strict;
CREATE INDEX relative_talk_of ON relative_talk (relative_id, zone, id);

-- Who acts for her: an agent she has chosen, or a guardian. Every unit that writes to her must know, so it stands on the spine. (FVL-12)
-- never deleted
-- frozen once ended_on
CREATE TABLE representative (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  kind          @enum(representative_kind),
  name          @sealed,
  address       @sealed?,
  phone         @sealed?,
  lawyer        @bool,
  authority_on  @date?,
  housing       @bool,
  services      @bool,
  economy       @bool,
  appeals       @bool,
  copy_to_her   @bool,
  from_date     @date,
  until_date    @date?,
  registered_at @instant,
  registered_by @ref(staff),
  ended_on      @date?,
  ended_by      @ref?(staff),
  CONSTRAINT representative_has_authority CHECK (authority_on IS NOT NULL OR (kind = 'agent' AND lawyer = 1)),
  CONSTRAINT representative_has_scope CHECK (housing + services + economy + appeals > 0),
  CONSTRAINT representative_dates CHECK (until_date IS NULL OR until_date >= from_date),
  CONSTRAINT representative_guardian_no_lawyer CHECK (kind = 'agent' OR lawyer = 0)
) @strict;
CREATE INDEX representative_case ON representative (case_id, id);

-- A child or young person who depends on her, or a brother or sister. (R-058, HPL-10a)
-- sensitive :zone
-- append only
CREATE TABLE minor (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  zone          @enum(zone),
  kind          @enum(minor_kind),
  called        @sealed?,
  born_year     @int?,
  lives         @sealed?,
  registered_at @instant,
  registered_by @ref(staff),
  CONSTRAINT minor_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX minor_case ON minor (case_id, zone, id);

-- What has been done for a minor. Append-only.
-- sensitive :zone
-- append only
CREATE TABLE minor_done (
  id        @id,
  minor_id  @ref(minor),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  step      @enum(minor_step),
  note      @sealed?,
  at        @instant,
  by_staff  @ref(staff)
) @strict;
CREATE INDEX minor_done_case ON minor_done (case_id, zone, id);
CREATE INDEX minor_done_of ON minor_done (minor_id, zone, id);

-- That a worker has sent a notice to child welfare, and when an answer is due. There is no column for what it said. (BVL-1, BVL-2)
-- sensitive restricted
-- never deleted
CREATE TABLE child_notice (
  id            @id,
  case_id       @ref(person_case),
  person_id     @ref(person),
  sent_on       @date,
  sent_by       @ref(staff),
  recorded_at   @instant,
  receipt_due   @date,
  receipt_on    @date?,
  investigated_on @date?,
  feedback_due  @date?,
  feedback_on   @date?,
  CONSTRAINT child_notice_feedback CHECK ((investigated_on IS NULL) = (feedback_due IS NULL))
) @strict;
CREATE INDEX child_notice_staff ON child_notice (sent_by, case_id, id);

-- Her permission to check a tenant's credit: apart from all else, with a last day, taken back when she likes. A no keeps only itself. (R-059)
-- sensitive tenancy
-- never deleted
-- unit unit_id keeps
-- frozen once revoked_at
CREATE TABLE credit_permission (
  id         @id,
  case_id    @ref(person_case),
  person_id  @ref(person),
  state      @enum(credit_state),
  witness    @sealed?,
  until_date @date?,
  at         @instant,
  by_staff   @ref(staff),
  unit_id    @ref(unit),
  revoked_at @instant?,
  CONSTRAINT credit_no_keeps_nothing CHECK (state <> 'refused' OR (witness IS NULL AND until_date IS NULL AND revoked_at IS NULL)),
  CONSTRAINT credit_yes_has_end CHECK (state = 'refused' OR until_date IS NOT NULL),
  CONSTRAINT credit_revoked_has_time CHECK ((state = 'revoked') = (revoked_at IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX credit_one_given ON credit_permission (case_id) WHERE state = 'given';
CREATE INDEX credit_case ON credit_permission (case_id, id);
