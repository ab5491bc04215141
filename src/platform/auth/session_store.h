/* Sessions in the database, and the cookie that names one. The token leaves the server only in the cookie; the database has its hash. */
#pragma once
#include "platform/auth/session.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"

#define LANGUAGE_COOKIE "felles_lang"

enum { SESSION_IDLE_MINUTES = 30, SESSION_LONGEST_HOURS = 12 };

const char *session_cookie_name(bool secure);                              /* "__Host-felles", or "felles" on plain HTTP */
char *session_cookie(struct arena *arena, bool secure, const char *token); /* Set-Cookie; token NULL takes it away */

/* The session, complete with rights, or NULL: unknown, expired, or the staff member may not sign in any more.
 * `ret_stale`: it was last noted as seen a minute ago or more. */
struct session *session_find(struct db *db, const struct app *app, const char *token, bool *ret_stale);
/* Whose session this was, also when it has ended: for keeping a form that came too late. It opens nothing. */
bool session_ended(struct db *db, const char *token, struct session *ret_session);
struct session_opening {
    struct staff_id staff;
    struct unit_id unit;        /* 0: the usual one */
    const char *id_token, *sid; /* the provider's, or NULL */
};
/* A new session, in a write transaction. The token, or NULL if the staff member may not sign in. */
const char *session_open(struct db *db, const struct app *app, const struct session_opening *opening);
void session_touch(struct db *db, const char *token);
void session_close(struct db *db, const char *token);
void session_close_all(struct db *db, struct staff_id staff); /* of one worker, on every machine */
/* 32 random bytes as text; and the hash under which such a token is kept. */
char *token_new(struct arena *arena);
struct blob token_hash(struct arena *arena, const char *token);

/* The job that forgets what has expired, every hour. Call session_sweep_schedule once at start. */
extern const struct job_kind session_sweep_job;
void session_sweep_schedule(struct db *db, struct instant now);
