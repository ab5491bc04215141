/* What platform/auth may ask of a request beyond http.h. Other modules never need this. */
#pragma once
#include "platform/http/http.h"

struct oidc;

const char *request_header(const struct request *rq, const char *name); /* NULL when not sent */
const char *request_cookie(struct request *rq, const char *name);
bool request_is_secure(const struct request *rq);
const struct serve_config *request_config(const struct request *rq);
struct oidc *request_oidc(const struct request *rq); /* NULL: local users */
const char *request_origin(struct request *rq);      /* "https://felles.kommune.no", no slash at the end */
struct form *request_query(struct request *rq);      /* the query string as fields; empty when malformed */

/* A sign-in is tried from this address (and for this user name, unless NULL). False: too often. */
bool request_may_try_sign_in(struct request *rq, const char *user_name);

/* Around what is slow whoever asks: passwords, calls to the provider. At most half the workers may be at it, so that the others serve those
 * who are signed in. False: too many are, say so and do not end it. */
bool request_begin_slow(struct request *rq);
void request_end_slow(struct request *rq);

/* For handlers that must not hold a transaction while they work (passwords, calls to a provider): ends the dispatcher's, which then
 * neither audits nor commits. The handler opens short ones of its own and writes the route's audit event itself. */
void request_release(struct request *rq);
void request_open(struct request *rq, enum db_mode mode);
void request_open_unaudited(struct request *rq);   /* see platform/db/unaudited.h: expiry times, sign-ins under way */
enum db_result request_commit(struct request *rq); /* rq->db is NULL afterwards */
