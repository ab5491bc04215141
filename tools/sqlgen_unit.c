/* What becomes of a column that names a unit when that unit becomes part of another: it follows by a trigger, the module's own code moves it, or it
 * is history and keeps what it says. A column nobody has thought of is a build error. (I-03) */
#include "tools/sqlgen.h"

#include <string.h>

void unit_fate_add(struct unit_fates *fates, const struct unit_fate *fate) {
    if (fates->n == UNIT_FATES_MAX) tool_die("sqlgen", fate->line, "more than %d columns of one table name a unit", UNIT_FATES_MAX);
    fates->v[fates->n++] = *fate;
}

/* Units can become part of another once they have this column. */
static bool units_merge(const struct schema *schema) { return schema_column(schema, "unit", "successor_id") != NULL; }

static bool names_unit(const struct column *column) { return column->type.kind == TYPE_ID && strcmp(column->type.name, "unit_id") == 0; }

static bool spoken_of(const struct unit_fates *fates, const char *column) {
    for (size_t i = 0; i < fates->n; i++)
        if (strcmp(fates->v[i].column, column) == 0) return true;
    return false;
}

static void check_all(const struct schema *schema, const char *path, const char *table, const struct unit_fates *fates) {
    for (size_t i = 0; i < fates->n; i++) {
        const struct column *column = schema_column(schema, table, fates->v[i].column);
        if (!column || !names_unit(column))
            tool_die(path, fates->v[i].line, "table %s has no column %s that names a unit", table, fates->v[i].column);
    }
}

static void check_none_forgotten(const struct schema *schema, const char *path, const char *table, const struct unit_fates *fates) {
    const struct table *made = schema_table(schema, table);
    for (size_t i = 0; i < schema->n_columns; i++) {
        const struct column *column = &schema->columns[i];
        if (strcmp(column->table, table) != 0 || !names_unit(column) || strcmp(column->name, "id") == 0 || spoken_of(fates, column->name))
            continue;
        tool_die(
            path, made ? made->line : 0,
            "%s.%s names a unit. Say above the table what becomes of it when the unit becomes part of another: `-- unit %s follows WHERE "
            "(rows it must still act on)`, `-- unit %s moves` (by code of the module), or `-- unit %s keeps` (history)",
            table, column->name, column->name, column->name, column->name);
    }
}

const char *unit_fates_text(const struct schema *schema, const char *path, const char *table, const struct unit_fates *fates) {
    struct str text = str_in(tool_arena());
    check_all(schema, path, table, fates);
    if (!units_merge(schema) || strcmp(table, "unit") == 0) return NULL;
    if (!schema_table(schema, table)->is_view) check_none_forgotten(schema, path, table, fates);
    for (size_t i = 0; i < fates->n; i++) {
        const struct unit_fate *fate = &fates->v[i];
        if (!fate->follows) continue;
        const char *update =
            format_text("UPDATE %s SET %s = NEW.successor_id WHERE %s = NEW.id AND (%s);", table, fate->column, fate->column, fate->where);
        str_addf(&text,
                 "-- only sqlite\nCREATE TRIGGER %s_%s_follows AFTER UPDATE OF successor_id ON unit "
                 "WHEN NEW.successor_id IS NOT NULL AND OLD.successor_id IS NULL BEGIN %s END;\n",
                 table, fate->column, update);
        str_addf(&text,
                 "-- only postgresql\nCREATE FUNCTION %s_%s_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                 "IF NEW.successor_id IS NOT NULL AND OLD.successor_id IS NULL THEN %s END IF; RETURN NULL; END $$;\n"
                 "-- only postgresql\nCREATE TRIGGER %s_%s_follows AFTER UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION %s_%s_follows();\n",
                 table, fate->column, update, table, fate->column, table, fate->column);
    }
    return text.length ? str_text(&text) : NULL;
}
