/* Drafts on the way of a request: see keep.c. */
#pragma once
#include "platform/http/turn.h"

/* The writer pressed "keep as a draft": kept, and back to the page. False: nothing was asked for, or it could not be kept. */
bool keep_asked(struct turn *turn, const struct form *form, struct reply *ret_reply);
/* A form that came after its session had ended: kept for whom the session belonged to. Where it will stand again, or NULL. */
const char *keep_unsent(struct turn *turn);
/* The page of a draft that is asked for shows what was typed; any other page only tells that there is one. In the read transaction. */
void keep_show(struct turn *turn, const struct form *query);
/* What was kept has been sent. In the write transaction of the handler. */
void keep_done(struct turn *turn);
