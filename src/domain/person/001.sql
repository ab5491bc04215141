-- The person helped. Names and birth date are plain, because lists and search need them; all else that identifies or describes is sealed.
-- id person_id

-- enum language: nb nn en
-- enum address_grade: open confidential strictly_confidential
-- enum merge_reason: same_national_id same_name_and_birth confirmed_by_person

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
  merged_into      @ref?(person),
  version          @int,
  CONSTRAINT person_hidden_is_sealed CHECK (hidden = 0 OR (true_given IS NOT NULL AND born IS NULL)),
  UNIQUE (national_id_hash)
) @strict;
CREATE INDEX person_search_name ON person (search_name);
CREATE INDEX person_born ON person (born);
-- Whose identity it is, without saying it: for a worker's own ties (impartiality).
CREATE VIEW person_mark AS SELECT id, national_id_hash FROM person;
CREATE INDEX person_root ON person (COALESCE(merged_into, id));

-- Two records that are one human being, and the day they were found not to be. Nothing of a record is moved or rewritten by a merge: what
-- hangs on it, its key and its log stay where they are, so that it can be undone. Append-only but for its end.
-- never deleted
CREATE TABLE person_merge (
  id        @id,
  kept_id   @ref(person),
  merged_id @ref(person),
  reason    @enum(merge_reason),
  at        @instant,
  by_staff  @int,
  undone_at @instant?,
  undone_by @int?,
  CONSTRAINT person_merge_two CHECK (kept_id <> merged_id),
  CONSTRAINT person_merge_undone_by_someone CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) @strict;
CREATE UNIQUE INDEX person_merge_once ON person_merge (merged_id) WHERE undone_at IS NULL;
CREATE INDEX person_merge_kept ON person_merge (kept_id, at);
-- only sqlite
CREATE TRIGGER person_merge_ends_once BEFORE UPDATE ON person_merge
WHEN OLD.undone_at IS NOT NULL OR NEW.kept_id <> OLD.kept_id OR NEW.merged_id <> OLD.merged_id OR NEW.at <> OLD.at BEGIN
  SELECT RAISE(ABORT, 'person_merge is append-only');
END;
-- only postgresql
CREATE FUNCTION person_merge_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.undone_at IS NOT NULL OR NEW.kept_id <> OLD.kept_id OR NEW.merged_id <> OLD.merged_id OR NEW.at <> OLD.at
  THEN RAISE EXCEPTION 'person_merge is append-only'; END IF;
  RETURN NEW;
END $$;
-- only postgresql
CREATE TRIGGER person_merge_ends_once BEFORE UPDATE ON person_merge FOR EACH ROW EXECUTE FUNCTION person_merge_end();

-- Every record that is the same human being as one, itself included.
CREATE VIEW same_person AS SELECT a.id AS one, b.id AS id FROM person a JOIN person b ON COALESCE(b.merged_into, b.id) = COALESCE(a.merged_into, a.id);

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
