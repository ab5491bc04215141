-- What the administration itself keeps: what was found when the law was read.

-- enum law_judgement: confirmed wrong

-- What someone with the right found when a row of the law's data was read against the law itself. It is about the row as it stood then: one that has
-- changed since is unconfirmed again.
-- append only
CREATE TABLE law_note (
  id         @id,
  row_id     @text,
  row_hash   @text,
  judgement  @enum(law_judgement),
  words      @text?,
  checked_on @date,
  noted_at   @instant,
  noted_by   @ref(staff)
) @strict;
CREATE INDEX law_note_row ON law_note (row_id, id);
