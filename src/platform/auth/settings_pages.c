/* Language, and a staff member's own settings. What is chosen while signed in is kept by the domain (app->save_settings); a visitor's
 * language is kept in a cookie. */
#include "auth_routes.h"
#include "auth_sql.h"
#include "auth_views.h"
#include "platform/audit/audit.h"
#include "platform/auth/session_store.h"
#include "platform/auth/views.h"
#include "platform/http/body.h"
#include "platform/http/request.h"
#include "texts.h"

enum { LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600 };

static char *language_cookie(struct request *rq, enum lang lang) {
    return arena_printf(rq->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s", LANGUAGE_COOKIE, lang_code(lang),
                        LANGUAGE_COOKIE_SECONDS, request_is_secure(rq) ? "; Secure" : "");
}

/* A visitor's choice changes nothing in the database, so the transaction is let go. */
struct reply language_choose(struct request *rq, const struct language_choose_in *in) {
    enum lang lang = lang_parse(in->lang);
    if (!lang) {
        form_error(rq, "lang", T_auth_language_choose);
        return reply_invalid(rq);
    }
    const struct session *session = rq->session;
    if (session && rq->app->save_settings) rq->app->save_settings(rq->db, session->staff, lang, session->scheme, session->shortcuts);
    else request_release(rq);
    struct reply reply = reply_see_other(rq, "%s", path_is_local(in->to) ? in->to : "/");
    reply.cookie = language_cookie(rq, lang);
    return reply;
}

static struct options interface_languages(struct request *rq) {
    static const text_key names[] = {[LANG_NB] = T_auth_lang_nb, [LANG_NN] = T_auth_lang_nn, [LANG_EN] = T_auth_lang_en};
    struct options options = {.v = arena_array(rq->arena, 3, sizeof(struct option))};
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++)
        options.v[options.n++] = (struct option){.value = lang_code(lang), .label = text_of(lang, names[lang])};
    return options;
}

static struct options scheme_choices(struct request *rq) {
    struct options options = {.v = arena_array(rq->arena, 3, sizeof(struct option))};
    for (enum scheme scheme = SCHEME_AUTO; scheme <= SCHEME_DARK; scheme++)
        options.v[options.n++] = (struct option){.value = scheme_code(scheme), .label = text_of(rq->lang, scheme_text(scheme))};
    return options;
}

static struct unit_choices other_units(struct request *rq) {
    struct unit_choices others = {0};
    struct unit_choices all = {0};
    if (rq->app->units_of) all = rq->app->units_of(rq->db, rq->session->staff);
    others.v = arena_array(rq->arena, all.n + 1, sizeof(struct unit_choice));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].unit.v != rq->session->unit.v) others.v[others.n++] = all.v[i];
    return others;
}

struct reply settings_page(struct request *rq, const struct settings_page_in *in) {
    (void)in;
    const struct session *session = rq->session;
    struct settings_view view = {
        .name = session->name,
        .unit_name = session->unit_name,
        .lang = lang_code(rq->lang),
        .scheme = scheme_code(session->scheme ? session->scheme : SCHEME_AUTO),
        .shortcuts = session->shortcuts ? "1" : NULL,
        .languages = interface_languages(rq),
        .schemes = scheme_choices(rq),
        .units = other_units(rq),
    };
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.kind = PAGE_STAFF, .title = T_auth_settings, .nav = "/innstillinger"});
    auth_settings(html, &view);
    if (rq->app->settings_more) rq->app->settings_more(rq, html);
    page_end(html);
    return reply_html(rq, html);
}

struct reply settings_save(struct request *rq, const struct settings_save_in *in) {
    enum lang lang = lang_parse(in->lang);
    if (!lang) {
        form_error(rq, "lang", T_auth_language_choose);
        return reply_invalid(rq);
    }
    if (rq->app->save_settings) rq->app->save_settings(rq->db, rq->session->staff, lang, in->scheme, in->shortcuts);
    struct reply reply = reply_with_notice(reply_see_other(rq, "/innstillinger"), T_auth_saved);
    reply.cookie = language_cookie(rq, lang);
    return reply;
}

struct reply settings_unit(struct request *rq, const struct settings_unit_in *in) {
    struct unit_choices others = other_units(rq);
    for (size_t i = 0; i < others.n; i++) {
        if (others.v[i].unit.v != in->unit.v) continue;
        const char *token = request_cookie(rq, session_cookie_name(request_is_secure(rq)));
        session_set_unit(rq->db, token_hash(rq->arena, token), in->unit);
        audit_add(rq->db, "unit_chosen", "staff", rq->session->staff.v, NULL);
        return reply_with_notice(reply_see_other(rq, "/"), T_auth_unit_chosen);
    }
    form_error(rq, "unit", T_auth_unit_not_yours);
    return reply_invalid(rq);
}
