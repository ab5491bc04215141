-- A module that another one uses: it publishes a view, and keeps its tables.
-- id person_id
-- enum shade: light
--   dark
--   red blue

-- A human being.
CREATE TABLE person (
  id      @id,          -- the name of the type comes from the table
  name    @text,
  born    @date?,
  address @sealed?
) @strict;
CREATE INDEX person_name ON person (name);
CREATE VIEW person_public AS SELECT id, name, born FROM person;

CREATE TABLE house_room (
  id     @id(room),
  number @int,
  shade  @enum?(shade),
  owner  @ref?(person)
) @strict;
CREATE UNIQUE INDEX house_room_number ON house_room (number);

-- Adds a colour; the old rows keep the codes they could have.
-- enum tone: high low
