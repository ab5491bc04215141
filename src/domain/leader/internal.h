/* What the files of the leader's page share. No other module may include it. */
#pragma once
#include "domain/leader/views.h"
#include "platform/http/http.h"

enum { LEADER_PAGE = 25, LEADER_LISTS = LEADER_LIST_BOUNCE };

/* Whose picture it is, and which list of it. */
struct leader_choice {
    bool town;
    int64_t unit; /* 0: every unit, only for the whole municipality */
    enum leader_list list;
    int64_t page; /* from 1 */
};
/* The lists with their numbers, then the rows of the chosen one. `ret_more`: there is another page. */
void leader_counts_read(struct request *rq, const struct leader_choice *choice, int64_t n[LEADER_LISTS + 1], int64_t late[LEADER_LISTS + 1]);
struct leader_rows leader_rows_read(struct request *rq, const struct leader_choice *choice, bool *ret_more);
