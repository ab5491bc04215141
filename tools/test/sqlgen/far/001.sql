-- A module that is not used.
CREATE TABLE star (id @id, name @text) @strict;
CREATE VIEW star_public AS SELECT id, name FROM star;
