-- A later migration: an enumeration grows, a column gets a new name, a table is rebuilt.
-- enum tone: high low middle
CREATE TABLE tuning (id @id, tone @enum(tone), tone_before @enum?(tone)) @strict;
ALTER TABLE tuning RENAME COLUMN tone_before TO earlier;
ALTER TABLE tuning ADD COLUMN loud @bool? DEFAULT 0;
CREATE TABLE house_room_new (
  id     @id(room),
  number @int,
  shade  @enum(shade)?,
  owner  @ref(person)?
) @strict;
INSERT INTO house_room_new (id, number, shade, owner) SELECT id, number, shade, owner FROM house_room;
DROP TABLE house_room;
ALTER TABLE house_room_new RENAME TO house_room;
