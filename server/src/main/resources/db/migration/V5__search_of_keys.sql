-- What the list of keys searches, in lower case once and for all: ILIKE does it for each key anew.

ALTER TABLE api_key
  ADD COLUMN search_text text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(name || E'\n' || prefix)) STORED;
COMMENT ON COLUMN api_key.search_text IS 'Name and prefix, apart by a control character that no search contains';
