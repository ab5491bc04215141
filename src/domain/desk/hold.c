/* The kept lists wait while a long history is written, and are made anew once. Rules over nothing else. */
#include "domain/desk/desk.h"

#include "desk_sql.h"

void desk_wait(struct db *db) { desk_hold_begin(db); }

void desk_go_on(struct db *db) { desk_hold_end(db); }
