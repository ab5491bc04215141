/* Which section of the help is about which page. The only place where pages and help meet. */
#include "domain/help/internal.h"

#include "texts.h"

#include <string.h>

#define CASE_PATH "/sak/{case:case_id}"

const struct help_topic help_topics[] = {
    {"min-dag", HELP_PART_DAY, T_nav_day, T_help_day_text, {"/", "/start"}},
    {"enheten", HELP_PART_DAY, T_nav_team, T_help_unit_text, {"/enhet"}},
    {"lederbildet", HELP_PART_DAY, T_nav_leader, T_help_leader_text, {"/leder", "/styring", "/tall"}},
    {"kalender", HELP_PART_DAY, T_nav_calendar, T_help_calendar_text, {"/kalender"}},
    {"moter", HELP_PART_DAY, T_nav_meetings, T_help_meetings_text, {"/moter", CASE_PATH "/mote"}},
    {"meldinger", HELP_PART_DAY, T_nav_messages, T_help_messages_text, {"/meldinger", CASE_PATH "/meldinger"}},
    {"henvendelser",
     HELP_PART_DAY,
     T_nav_contacts,
     T_help_contacts_text,
     {"/henvendelse", "/soknadsrunde", CASE_PATH "/svar", CASE_PATH "/henvendelse", CASE_PATH "/fortell"}},
    {"sok", HELP_PART_DAY, T_help_search, T_help_search_text, {"/sok"}},
    {"vedtak-i-enheten", HELP_PART_DAY, T_nav_decisions, T_help_decisions_text, {"/vedtak"}},
    {"boliger", HELP_PART_DAY, T_nav_dwellings, T_help_dwellings_text, {"/boliger", "/boligbestillinger"}},
    {"boligsokere", HELP_PART_DAY, T_nav_applicants, T_help_applicants_text, {"/boligsokere", "/tildeling", CASE_PATH "/bolig"}},
    {"tilbud", HELP_PART_DAY, T_nav_offers, T_help_offers_text, {"/boligtildeling", CASE_PATH "/tilbud"}},
    {"leieforhold",
     HELP_PART_DAY,
     T_lease_list_title,
     T_help_leases_text,
     {"/leieforhold", CASE_PATH "/leieforhold", CASE_PATH "/hjemmet", CASE_PATH "/videre"}},
    {"sted-na",
     HELP_PART_DAY,
     T_night_list_title,
     T_help_night_text,
     {"/akuttbolig", CASE_PATH "/akutt", "/henvendelse/{contact:contact_id}/akutt"}},
    {"overganger", HELP_PART_DAY, T_nav_transitions, T_help_transitions_text, {"/overganger", CASE_PATH "/overganger", CASE_PATH "/behandling", CASE_PATH "/soning"}},
    {"bekymring", HELP_PART_DAY, T_nav_concern, T_help_concern_text, {"/bekymring", CASE_PATH "/bekymringer"}},
    {"avklaringer", HELP_PART_DAY, T_nav_disputes, T_help_disputes_text, {"/avklaringer"}},
    {"klager", HELP_PART_DAY, T_nav_appeals, T_help_appeals_text, {"/klager", CASE_PATH "/klage", CASE_PATH "/rettssikkerhet"}},
    {"hvem-gjor-hva", HELP_PART_DAY, T_roles_directory, T_help_directory_text, {"/hvem-gjor-hva"}},
    {"saken", HELP_PART_CASE, T_case_tab_overview, T_help_case_text, {CASE_PATH}},
    {"kartlegging",
     HELP_PART_CASE,
     T_case_tab_assessment,
     T_help_assessment_text,
     {CASE_PATH "/kartlegging", CASE_PATH "/grunnlag", CASE_PATH "/vurderinger", CASE_PATH "/sammen", CASE_PATH "/okonomi",
      CASE_PATH "/statistikk", CASE_PATH "/samtykkekompetanse"}},
    {"planen", HELP_PART_CASE, T_plan_page_title, T_help_plan_text, {CASE_PATH "/plan", CASE_PATH "/koordinator", "/leder/planer"}},
    {"samlevedtak", HELP_PART_CASE, T_case_tab_decision, T_help_decision_text, {CASE_PATH "/vedtak"}},
    {"ansvar", HELP_PART_CASE, T_case_tab_responsibility, T_help_responsibility_text, {CASE_PATH "/ansvar", CASE_PATH "/alle-rundt"}},
    {"tjenester",
     HELP_PART_CASE,
     T_case_tab_services,
     T_help_services_text,
     {CASE_PATH "/tjeneste", CASE_PATH "/oppsigelse", CASE_PATH "/skader"}},
    {"oppfolging",
     HELP_PART_CASE,
     T_case_tab_follow_up,
     T_help_follow_up_text,
     {CASE_PATH "/oppfolging", CASE_PATH "/besok", CASE_PATH "/dagsform", CASE_PATH "/hvem-kommer", CASE_PATH "/stabilitet", "/besok", "/leder/oppfolging"}},
    {"ansvarsgruppe", HELP_PART_CASE, T_group_title, T_help_group_text, {CASE_PATH "/gruppe"}},
    {"tiltak", HELP_PART_CASE, T_measure_title, T_help_measures_text, {CASE_PATH "/tiltak", "/tiltak"}},
    {"samtykke",
     HELP_PART_CASE,
     T_case_tab_consent,
     T_help_see_text,
     {CASE_PATH "/samtykke", CASE_PATH "/deling", CASE_PATH "/tilsidesett", CASE_PATH "/utlevering", CASE_PATH "/skjerming"}},
    {"rundt",
     HELP_PART_CASE,
     T_case_tab_people,
     T_help_people_text,
     {CASE_PATH "/rundt", CASE_PATH "/opplysninger", CASE_PATH "/kredittvurdering", CASE_PATH "/bekymringsmelding"}},
    {"hvile-og-avslutning",
     HELP_PART_CASE,
     T_help_closing,
     T_help_closing_text,
     {CASE_PATH "/hvile", CASE_PATH "/avslutning", CASE_PATH "/spor-igjen", "/enhet/hviler"}},
    {"ja-og-nei", HELP_PART_CASE, T_engagement_title, T_help_engagement_text, {CASE_PATH "/ja-og-nei"}},
    {"holde-kontakten", HELP_PART_DAY, T_caretaker_title, T_help_caretaker_text, {"/miljovaktmester"}},
    {"los", HELP_PART_DAY, T_guide_title, T_help_guide_text, {"/los"}},
    {"likemannssamtaler", HELP_PART_DAY, T_peer_title, T_help_peer_text, {"/likemann"}},
    {"trygt-arbeid", HELP_PART_DAY, T_safety_list_title, T_help_safety_text, {"/trygt", CASE_PATH "/trygt"}},
    {"treffsteder", HELP_PART_DAY, T_place_title, T_help_place_text, {"/treffsted"}},
    {"samtaler", HELP_PART_CASE, T_talk_title, T_help_talk_text, {CASE_PATH "/samtaler"}},
    {"avtaler", HELP_PART_CASE, T_case_tab_bookings, T_help_bookings_text, {CASE_PATH "/avtaler"}},
    {"innsyn", HELP_PART_CASE, T_case_tab_access_log, T_help_log_text, {CASE_PATH "/innsyn"}},
    {"lesing",
     HELP_PART_OWN,
     T_nav_reads,
     T_help_reads_text,
     {"/lesing", "/min-lesing", "/innsynsvarsler", "/nodlesing", "/personvernombud"}},
    {"avvik", HELP_PART_OWN, T_nav_breaches, T_help_breaches_text, {"/avvik", "/meld-avvik"}},
    {"skjerming", HELP_PART_OWN, T_nav_shield, T_help_shield_text, {"/skjermede", "/habilitet"}},
    {"taushetsplikt", HELP_PART_OWN, T_nav_guidance, T_help_guidance_text, {"/taushetsplikt"}},
    {"sletting", HELP_PART_OWN, T_nav_erasure, T_help_erasure_text, {"/personvern/sletting"}},
    {"administrasjon", HELP_PART_OWN, T_nav_admin, T_help_admin_text, {"/administrasjon", "/enheter", "/lovgrunnlag"}},
    {"innstillinger", HELP_PART_OWN, T_help_settings_title, T_help_keys_text, {"/innstillinger", "/utkast", "/konto"}},
    {NULL, 0, 0, 0, {NULL}},
};

static size_t matches(const char *pattern, const char *path) {
    size_t length = strlen(pattern);
    if (length == 1) return path[1] ? 0 : 1; /* the start page is no beginning of every other */
    return strncmp(path, pattern, length) == 0 ? length : 0;
}

const struct help_topic *help_topic_of(const char *route_path) {
    const struct help_topic *found = NULL;
    size_t longest = 0;
    for (const struct help_topic *topic = help_topics; topic->id; topic++)
        for (int i = 0; i < HELP_PATTERNS && topic->patterns[i]; i++) {
            size_t length = matches(topic->patterns[i], route_path);
            if (length <= longest) continue;
            found = topic;
            longest = length;
        }
    return found;
}

const char *help_path(const struct request *rq) {
    const struct help_topic *topic = rq->route ? help_topic_of(rq->route->path) : NULL;
    return topic ? arena_printf(rq->arena, "/hjelp#%s", topic->id) : NULL;
}
