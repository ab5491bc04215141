/* The puzzle: eight life areas, always eight, each with the help that runs and what is decided. Coverage, unit and help are coded and seen by every
 * unit in the case; what stands in her words and what is needed only where the reader may see the zone. (R-065, R-066, R-087, R-088, I-05) */
#include "domain/desk/internal.h"

#include "domain/assessment/assessment.h"
#include "domain/together/together.h"
#include "icons.h"
#include "texts.h"

static int icon_of(enum life_area area) {
    switch (area) {
    case LIFE_AREA_DWELLING: return ICON_DOMAIN_HOUSING;
    case LIFE_AREA_ECONOMY: return ICON_DOMAIN_ECONOMY;
    case LIFE_AREA_MENTAL_HEALTH: return ICON_DOMAIN_MENTAL_HEALTH;
    case LIFE_AREA_SUBSTANCE: return ICON_DOMAIN_SUBSTANCE_USE;
    case LIFE_AREA_BODY: return ICON_DOMAIN_BODY;
    case LIFE_AREA_FAMILY: return ICON_DOMAIN_NETWORK;
    case LIFE_AREA_ACTIVITY: return ICON_DOMAIN_ACTIVITY;
    case LIFE_AREA_EVERYDAY: return ICON_DOMAIN_EVERYDAY;
    }
    return ICON_PUZZLE;
}

static void cover(enum lang lang, enum coverage coverage, struct piece_view *piece) {
    static const struct {
        enum coverage coverage;
        const char *cover, *colour;
        int icon;
    } looks[] = {
        {COVERAGE_MISSING, "missing", "danger", ICON_DANGER},
        {COVERAGE_PARTLY, "partly", "warning", ICON_PARTLY},
        {COVERAGE_COVERED, "covered", "success", ICON_OK},
        {COVERAGE_NOT_ASKED, "none", "neutral", ICON_NOT_BEGUN},
    };
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (looks[i].coverage != coverage) continue;
        piece->cover = looks[i].cover;
        piece->status = (struct desk_status){looks[i].icon, looks[i].colour, text_of(lang, coverage_text(coverage))};
    }
}

/* "2 dekket · 4 delvis · 2 mangler · bekreftet 12. mars", without the parts that are nought. */
static const char *summary_of(struct request *rq, const struct assessment_brief *assessment, const int64_t count[]) {
    static const struct {
        enum coverage coverage;
        text_key key;
    } parts[] = {{COVERAGE_COVERED, T_overview_n_covered}, {COVERAGE_PARTLY, T_overview_n_partly}, {COVERAGE_MISSING, T_overview_n_missing},
                 {COVERAGE_NOT_ASKED, T_overview_n_not_asked}};
    struct str text = str_in(rq->arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (count[parts[i].coverage] == 0) continue;
        const char *n = arena_printf(rq->arena, "%lld", (long long)count[parts[i].coverage]);
        str_addf(&text, "%s%s", text.length ? " · " : "", text_format(rq->arena, rq->lang, parts[i].key, "n", n, NULL));
    }
    bool confirmed = !instant_is_none(assessment->confirmed_at);
    struct date day = instant_oslo_date(confirmed ? assessment->confirmed_at : assessment->started_at);
    const char *when = text_format(rq->arena, rq->lang, confirmed ? T_overview_confirmed : T_overview_begun, "date",
                                   date_day(rq->arena, rq->lang, day, rq->today), NULL);
    str_addf(&text, "%s%s", text.length ? " · " : "", when);
    return str_text(&text);
}

/* ── help that runs, and what is decided ──────────────────────────────── */

/* 0 where the puzzle shows the help itself, as it runs, or where the part is no help in an area of life. */
static enum life_area area_of_part(enum part_kind kind) {
    switch (kind) {
    case PART_KIND_BISTAND:
    case PART_KIND_BOLIG:
    case PART_KIND_BOLIG_FORLENGELSE:
    case PART_KIND_MIDLERTIDIG: return LIFE_AREA_DWELLING;
    case PART_KIND_SOSIAL:
    case PART_KIND_SOSIAL_RAD:
    case PART_KIND_STARTLAN:
    case PART_KIND_BOSTOTTE:
    case PART_KIND_TILSKUDD: return LIFE_AREA_ECONOMY;
    case PART_KIND_HOL_TJENESTE:
    case PART_KIND_HOL_ANNEN:
    case PART_KIND_IP:
    case PART_KIND_IP_SOSIAL:
    case PART_KIND_KOORDINATOR: break;
    }
    return (enum life_area)0;
}

static void add_help(struct piece_views *pieces, enum life_area area, struct piece_help help) {
    if (!area) return;
    struct piece_helps *helps = &pieces->v[area - 1].helps;
    helps->v[helps->n++] = help;
}

static void fill_helps(struct request *rq, struct case_id id, struct piece_views *pieces) {
    struct puzzle_services_rows services = puzzle_services(rq->db, id);
    struct puzzle_parts_rows parts = puzzle_parts(rq->db, id, rq->today);
    for (size_t i = 0; i < pieces->n; i++) pieces->v[i].helps.v = arena_array(rq->arena, services.n + parts.n + 1, sizeof(struct piece_help));
    for (size_t i = 0; i < services.n; i++)
        add_help(pieces, assessment_area_of_service(services.v[i].kind),
                 (struct piece_help){service_kind_text(services.v[i].kind), desk_in_language(rq->lang, services.v[i].name_nb, services.v[i].name_nn),
                                     !date_is_none(services.v[i].decided_from)});
    for (size_t i = 0; i < parts.n; i++)
        add_help(pieces, area_of_part(parts.v[i].kind),
                 (struct piece_help){part_kind_text(parts.v[i].kind), desk_in_language(rq->lang, parts.v[i].name_nb, parts.v[i].name_nn), true});
}

void puzzle_read(struct request *rq, const struct case_frame *frame, struct puzzle_view *ret_view) {
    struct assessment_puzzle puzzle = assessment_puzzle_read(rq, frame->brief.id, "overview");
    struct puzzle_view view = {.given_name = frame->person.given_name,
                               .pieces = {arena_array(rq->arena, LIFE_AREA_COUNT, sizeof *view.pieces.v), LIFE_AREA_COUNT}};
    const char *path = desk_open_path(rq, frame->brief.id, "/kartlegging");
    int64_t count[COVERAGE_COUNT + 1] = {0};
    for (size_t i = 0; i < LIFE_AREA_COUNT; i++) {
        const struct assessment_piece *piece = &puzzle.pieces[i];
        view.pieces.v[i] = (struct piece_view){.icon = icon_of(piece->area), .name = life_area_text(piece->area), .path = path,
                                               .need = piece->need, .wish = piece->wish, .unit = piece->unit_name};
        cover(rq->lang, piece->coverage, &view.pieces.v[i]);
        count[piece->coverage]++;
    }
    fill_helps(rq, frame->brief.id, &view.pieces);
    struct together_texts approved = together_approved(rq->db, frame->brief.id);
    view.motivation = approved.motivation;
    view.shared_need = approved.need;
    view.summary = puzzle.begun ? summary_of(rq, &puzzle.assessment, count) : text_of(rq->lang, T_overview_not_begun);
    *ret_view = view;
}
