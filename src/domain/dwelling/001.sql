-- Dwellings the municipality disposes, as Kobo's file gives them. No label of any group exists here. (R-117–R-125, formats/kobo)
-- enum dwelling_state: planned ready offered occupied vacated maintenance blocked sold unknown
-- enum dwelling_class: ordinary adapted shared unknown

-- kobo_row keeps every column of the file as it stood, so that an export gives back what came in; the main applicant's name is not in it,
-- but sealed beside it, because it tells who lives there.
CREATE TABLE dwelling (
  id             @id,
  kobo_key       @text UNIQUE,
  object_number  @text?,
  municipality   @text,
  cadastral      @text,
  lease_number   @text?,
  section_number @text?,
  unit_number    @text?,
  extra_reference @text?,
  street         @text,
  house_number   @text?,
  house_letter   @text?,
  postcode       @text,
  class          @enum(dwelling_class),
  state          @enum(dwelling_state),
  state_since    @date?,
  bedrooms       @int?,
  rent           @int?,
  wheelchair     @bool,
  shared         @bool,
  staffed_day_and_night @bool,
  staff_base     @bool,
  kobo_row       @text,
  main_applicant @blob?,
  row_hash       @text,
  imported_at    @instant
) @strict;
CREATE INDEX dwelling_state_class ON dwelling (state, class);
CREATE INDEX dwelling_street ON dwelling (street, house_number, house_letter, unit_number, id);
