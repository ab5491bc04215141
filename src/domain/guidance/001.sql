-- How this municipality reads the rules of confidentiality between two kinds of services, in the words of its lawyer. (R-055)

-- One version; the newest is shown, the older ones are kept. An empty text takes the words away again.
-- append only
CREATE TABLE guidance_text (
  id         @id,
  from_role  @enum(unit_role),
  to_role    @enum(unit_role),
  version_no @int,
  words_nb   @text,
  words_nn   @text,
  written_at @instant,
  written_by @ref(staff),
  UNIQUE (from_role, to_role, version_no)
) @strict;
