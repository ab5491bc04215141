/* What may not happen to the rows of a table once they are written: the directives that say so, and the triggers that hold it on both databases.
 * `-- append only`, `-- never deleted`, `-- frozen`, `-- frozen once column`, `-- frozen once column code …` (I-14) */
#include "tools/sqlgen.h"

#include <string.h>

static void frozen(struct history *history, const char *path, int line, const struct words *words) {
    if (words->n > 1 && (words->n < 3 || strcmp(words->v[1], "once") != 0))
        tool_die(path, line, "expected `-- frozen`, `-- frozen once column` or `-- frozen once column code …`");
    if (history->frozen) tool_die(path, line, "frozen is said twice");
    history->frozen = true;
    history->once = words->n > 1 ? words->v[2] : NULL;
    for (size_t i = 3; i < words->n; i++) {
        history->codes = grow_array(history->codes, history->n_codes, sizeof *history->codes);
        history->codes[history->n_codes++] = words->v[i];
    }
}

bool history_directive(struct history *history, const char *path, int line, const struct words *words) {
    if (words->n == 2 && strcmp(words->v[0], "append") == 0 && strcmp(words->v[1], "only") == 0) history->append_only = true;
    else if (words->n == 2 && strcmp(words->v[0], "never") == 0 && strcmp(words->v[1], "deleted") == 0) history->never_deleted = true;
    else if (words->n > 0 && strcmp(words->v[0], "frozen") == 0) frozen(history, path, line, words);
    else return false;
    history->line = line;
    if (history->append_only && (history->frozen || history->never_deleted))
        tool_die(path, line, "append only says it all: neither frozen nor never deleted stands with it");
    return true;
}

bool history_any(const struct history *history) { return history->append_only || history->never_deleted || history->frozen; }

bool history_unchanging(const struct history *history) { return history->append_only || (history->frozen && !history->once); }

static void check_code(const struct schema *schema, const char *path, int line, const struct column *column, const char *code) {
    const struct enumeration *enumeration = column->type.kind == TYPE_ENUM ? schema_enum(schema, column->type.name) : NULL;
    if (!enumeration) tool_die(path, line, "%s.%s is no enum: it has no code %s", column->table, column->name, code);
    for (size_t i = 0; i < enumeration->n_codes; i++)
        if (strcmp(enumeration->codes[i], code) == 0) return;
    tool_die(path, line, "%s is no code of enum %s", code, enumeration->name);
}

/* When a row is frozen, in SQL of both databases; NULL: from the first. */
static const char *condition(const struct schema *schema, const char *path, const char *table, const struct history *history) {
    if (!history->once) return NULL;
    const struct column *column = schema_column(schema, table, history->once);
    if (!column) tool_die(path, history->line, "table %s has no column %s", table, history->once);
    if (history->n_codes == 0) {
        if (!column->type.nullable)
            tool_die(path, history->line, "%s.%s is never NULL: say which codes freeze the row", table, column->name);
        return format_text("OLD.%s IS NOT NULL", column->name);
    }
    struct str text = str_in(tool_arena());
    str_addf(&text, "OLD.%s IN (", column->name);
    for (size_t i = 0; i < history->n_codes; i++) {
        check_code(schema, path, history->line, column, history->codes[i]);
        str_addf(&text, "%s'%s'", i ? ", " : "", history->codes[i]);
    }
    str_add(&text, ")");
    return str_text(&text);
}

/* On SQLite; `why` is "append-only" or "frozen". */
static void refuse_update(struct str *text, const char *log, const char *table, const char *when, const char *why) {
    const char *suffix = strcmp(why, "frozen") == 0 ? "frozen" : "fixed";
    str_addf(text, "-- only sqlite\n%sCREATE TRIGGER %s_%s BEFORE UPDATE ON %s%s%s BEGIN SELECT RAISE(ABORT, '%s is %s'); END;\n", log,
             table, suffix, table, when ? " WHEN " : "", when ? when : "", table, why);
}

const char *history_text(const struct schema *schema, const char *path, const char *table, const struct history *history, bool in_log) {
    const char *log = in_log ? "-- in log\n" : "";
    struct str text = str_in(tool_arena());
    if (history->append_only) refuse_update(&text, log, table, NULL, "append-only");
    if (history->frozen) {
        const char *when = condition(schema, path, table, history);
        refuse_update(&text, log, table, when, "frozen");
        str_addf(&text,
                 "-- only postgresql\nCREATE TRIGGER %s_frozen BEFORE UPDATE ON %s FOR EACH ROW%s%s%s EXECUTE FUNCTION refuse_frozen();\n",
                 table, table, when ? " WHEN (" : "", when ? when : "", when ? ")" : "");
    }
    if (!history->append_only && !history->never_deleted) return str_text(&text);
    str_addf(&text, "-- only sqlite\n%sCREATE TRIGGER %s_kept BEFORE DELETE ON %s BEGIN SELECT RAISE(ABORT, '%s is append-only'); END;\n",
             log, table, table, table);
    str_addf(&text, "-- only postgresql\nCREATE TRIGGER %s_kept BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change();\n", table,
             history->append_only ? "UPDATE OR DELETE" : "DELETE", table);
    return str_text(&text);
}
