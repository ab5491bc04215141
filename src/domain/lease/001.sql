-- A private landlord's notice, checked with the person the day she comes. (HLL-4, R-162)
-- enum notice_answer: yes no unknown
-- enum notice_finding: not_written no_reasons no_protest_information too_short not_known none_found
-- enum home_outcome: stays new_home lost_home

-- One check, as she knew it that day. A new check is a new row; the newest counts. Append-only. (I-14)
-- append only
CREATE TABLE landlord_notice (
  id           @id,
  case_id      @ref(person_case),
  received_on  @date,
  leaves_on    @date?,
  written      @enum(notice_answer),
  reasons      @enum(notice_answer),
  protest_information @enum(notice_answer),
  protested    @bool,
  protest_until @date,
  checked_at   @instant,
  checked_by   @ref(staff)
) @strict;
CREATE INDEX landlord_notice_case ON landlord_notice (case_id, id);
CREATE VIEW case_landlord_notice AS SELECT id, case_id, received_on, leaves_on, written, reasons, protest_information, protested, protest_until, checked_at FROM landlord_notice;

-- How it went with the home.
CREATE TABLE landlord_notice_outcome (
  notice_id @ref(landlord_notice),
  outcome   @enum(home_outcome),
  at        @instant,
  by_staff  @ref(staff),
  PRIMARY KEY (notice_id)
) @strict;
