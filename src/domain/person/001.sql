-- The person helped. Names and birth date are plain, because lists and search need them; all else that identifies or describes is sealed.
-- id person_id

-- enum language: nb nn en
-- enum address_grade: open confidential strictly_confidential

-- One human being. A graded address hides everything that reveals place. (GDPR-5, GDPR-6, SPR-2)
-- `hidden`: only workers named for her may know that she is here. Then the plain columns, which lists and search read, hold a mark that says
-- nothing, and her name and birth date stand sealed. (LAW §7 restricted, HOL-19)
CREATE TABLE person (
  id               @id,
  given_name       @text,
  family_name      @text,
  search_name      @text,
  born             @date?,
  national_id      @sealed?,
  national_id_hash @blob?,
  phone            @sealed?,
  address          @sealed?,
  contact_wish     @sealed?,
  letter_language  @enum(language),
  address_grade    @enum(address_grade),
  hidden           @bool,
  true_given       @sealed?,
  true_family      @sealed?,
  true_born        @sealed?,
  created_at       @instant,
  version          @int,
  CONSTRAINT person_hidden_is_sealed CHECK (hidden = 0 OR (true_given IS NOT NULL AND born IS NULL)),
  UNIQUE (national_id_hash)
) @strict;
CREATE INDEX person_search_name ON person (search_name);
CREATE INDEX person_born ON person (born);
-- Whose identity it is, without saying it: for a worker's own ties (impartiality).
CREATE VIEW person_mark AS SELECT id, national_id_hash FROM person;

-- What lists may show of a person.
CREATE VIEW person_name AS SELECT id, given_name, family_name, search_name, born, letter_language, address_grade FROM person;

-- Every word of her name, folded, as bytes: a search for the beginning of any of them is a range of the key on both databases, whatever
-- order of letters the database keeps.
CREATE TABLE person_word (
  word      @blob,
  person_id @ref(person),
  PRIMARY KEY (word, person_id)
) @strict;
CREATE INDEX person_word_person ON person_word (person_id, word);
CREATE VIEW person_name_word AS SELECT word, person_id FROM person_word;
