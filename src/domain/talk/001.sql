-- Talks that are written down: when she gives information, or a talk matters, what was said stands, and she may see it and have it put right. (FVL-11d)
-- enum talk_way: meeting phone visit message
-- enum talk_with: person agent guardian
-- enum talk_kind: information important
-- enum talk_step: shown corrected

-- One talk, in the zone of the unit that wrote it down. Never changed; what comes of it are steps.
-- sensitive :zone
-- append only
CREATE TABLE talk_note (
  id        @id,
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  kind      @enum(talk_kind),
  way       @enum(talk_way),
  spoke     @enum(talk_with),
  held_on   @date,
  said      @sealed,
  agreed    @sealed?,
  read_back @bool,
  at        @instant,
  by_staff  @ref(staff),
  unit_id   @ref(unit),
  CONSTRAINT talk_not_spine CHECK (zone <> 'spine')
) @strict;
CREATE INDEX talk_note_case ON talk_note (case_id, zone, id);

-- She has seen it, or has said what is not right, in her own words. Both stand.
-- sensitive :zone
-- append only
CREATE TABLE talk_note_step (
  id        @id,
  note_id   @ref(talk_note),
  case_id   @ref(person_case),
  person_id @ref(person),
  zone      @enum(zone),
  step      @enum(talk_step),
  words     @sealed?,
  at        @instant,
  by_staff  @ref(staff),
  CONSTRAINT talk_step_corrected_says CHECK ((step = 'corrected') = (words IS NOT NULL))
) @strict;
CREATE INDEX talk_note_step_case ON talk_note_step (case_id, zone, id);
