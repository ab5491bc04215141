-- What was imported, so that the same row a second time is seen to be the same. Keys and rows are keyed hashes: they tell nothing.
-- enum imported: staff person applicant ward_message

CREATE TABLE imported_row (
  kind        @enum(imported),
  row_key     @blob,
  row_hash    @blob,
  subject     @int,
  imported_at @instant,
  PRIMARY KEY (kind, row_key)
) @strict;
