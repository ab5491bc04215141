/* What a role may do (MODEL §5). Authority over a zone's content is another question: that is domain/secrecy. */
#include "domain/organisation/organisation.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

static const struct {
    enum staff_role role;
    const char *rights;
} role_rights[] = {
    {STAFF_ROLE_FIRST_CONTACT, "contact.create contact.route case.see case.search notice.write consent.register baton.offer baton.answer people.write "
                              "appeal.register"},
    {STAFF_ROLE_OFFICER, "contact.create contact.route case.see case.search baton.offer baton.answer duty.write consent.register assessment.write "
                         "notice.write plan.offer service.write decision.write decision.check decision.sign decision.issue decision.input log.see "
                         "people.write credit.ask appeal.register appeal.prepare appeal.suspend"},
    {STAFF_ROLE_COORDINATOR, "contact.create contact.route case.see case.search baton.offer baton.answer duty.write consent.register assessment.write "
                             "notice.write plan.offer service.write decision.write decision.input log.see people.write credit.ask "
                             "appeal.register"},
    {STAFF_ROLE_UNIT_LEADER, "contact.create contact.route case.see case.search baton.offer baton.answer duty.write decision.check decision.sign "
                             "decision.input unit.lead appeal.register appeal.prepare appeal.suspend appeal.figures"},
    {STAFF_ROLE_ALLOCATOR, "contact.create contact.route case.see case.search baton.offer baton.answer duty.write consent.register assessment.write "
                           "notice.write plan.offer decision.write decision.check decision.sign decision.issue decision.input dwelling.see log.see "
                           "people.write credit.ask appeal.register appeal.prepare appeal.suspend"},
    {STAFF_ROLE_PROPERTY, "contact.create order.see dwelling.see duty.write decision.input credit.ask"},
    {STAFF_ROLE_AUTHORITY, "contact.create case.see case.search unit.lead dispute.decide unit.merge appeal.figures town.lead"},
    {STAFF_ROLE_APPEAL_BOARD, "case.see application.see appeal.decide appeal.suspend"},
    {STAFF_ROLE_PEER, "contact.create"},
    {STAFF_ROLE_ADMINISTRATOR, "admin.see unit.merge"},
    {STAFF_ROLE_PRIVACY_OFFICER, "log.see admin.see"},
    /* the stock of dwellings */
    {STAFF_ROLE_PROPERTY, "dwelling.edit upkeep.see upkeep.write siting.see landlord.see temporary.see temporary.write"},
    {STAFF_ROLE_ALLOCATOR, "upkeep.see landlord.see temporary.see temporary.write concentration.see"},
    {STAFF_ROLE_UNIT_LEADER, "dwelling.see upkeep.see temporary.see concentration.see"},
    {STAFF_ROLE_AUTHORITY, "dwelling.see upkeep.see temporary.see concentration.see"},
    {STAFF_ROLE_OFFICER, "temporary.see"},
    /* what is shared, read in an emergency, and looked at afterwards */
    {STAFF_ROLE_FIRST_CONTACT, "shield.mark sharing.see case.share emergency.read guidance.see access.notices"},
    {STAFF_ROLE_OFFICER, "shield.mark sharing.see case.share emergency.read guidance.see access.notices"},
    {STAFF_ROLE_COORDINATOR, "shield.mark sharing.see case.share emergency.read guidance.see access.notices"},
    {STAFF_ROLE_ALLOCATOR, "shield.mark sharing.see case.share emergency.read guidance.see access.notices"},
    {STAFF_ROLE_UNIT_LEADER, "shield.mark shield.manage sharing.see case.share emergency.read guidance.see access.notices override.answer emergency.judge"},
    {STAFF_ROLE_PROPERTY, "guidance.see access.notices"},
    {STAFF_ROLE_AUTHORITY, "sharing.see guidance.see access.notices override.answer"},
    {STAFF_ROLE_PEER, "guidance.see"},
    {STAFF_ROLE_ADMINISTRATOR, "guidance.see"},
    {STAFF_ROLE_PRIVACY_OFFICER, "guidance.see access.notices emergency.judge reads.review breaches.handle"},
    {STAFF_ROLE_LAWYER, "guidance.see guidance.write"},
    {STAFF_ROLE_ADMINISTRATOR, "admin.write"},
    /* the work around the cases: messages and appointments */
    {STAFF_ROLE_FIRST_CONTACT, "message.use booking.write"},
    {STAFF_ROLE_OFFICER, "message.use booking.write"},
    {STAFF_ROLE_COORDINATOR, "message.use booking.write"},
    {STAFF_ROLE_UNIT_LEADER, "message.use booking.write"},
    {STAFF_ROLE_ALLOCATOR, "message.use booking.write"},
    {STAFF_ROLE_AUTHORITY, "message.use"},
    {STAFF_ROLE_PROPERTY, "message.use"},
    {STAFF_ROLE_PEER, "message.use"},
    /* a place to stay now */
    {STAFF_ROLE_FIRST_CONTACT, "night.ask night.list"},
    {STAFF_ROLE_OFFICER, "night.ask night.answer night.list"},
    {STAFF_ROLE_COORDINATOR, "night.ask night.answer night.list"},
    {STAFF_ROLE_UNIT_LEADER, "night.ask night.list"},
    {STAFF_ROLE_ALLOCATOR, "night.ask night.answer night.list"},
    /* applications for a home */
    {STAFF_ROLE_FIRST_CONTACT, "application.see application.write"},
    {STAFF_ROLE_OFFICER, "application.see application.write application.decide application.list application.import proposal.see proposal.decide"},
    {STAFF_ROLE_COORDINATOR, "application.see application.write"},
    {STAFF_ROLE_UNIT_LEADER, "application.see application.list proposal.see"},
    {STAFF_ROLE_ALLOCATOR, "application.see application.write application.decide application.list application.import proposal.see proposal.decide"},
    {STAFF_ROLE_PROPERTY, "application.list"},
    /* a home that is offered, and the keys */
    {STAFF_ROLE_FIRST_CONTACT, "offer.see offer.answer"},
    {STAFF_ROLE_OFFICER, "offer.list offer.see offer.make offer.answer offer.close"},
    {STAFF_ROLE_COORDINATOR, "offer.list offer.see offer.answer"},
    {STAFF_ROLE_UNIT_LEADER, "offer.list offer.see"},
    {STAFF_ROLE_ALLOCATOR, "offer.list offer.see offer.make offer.answer offer.close"},
    {STAFF_ROLE_PROPERTY, "offer.list offer.see offer.make offer.answer"},
    /* transitions: whoever meets people announces; the unit that has it, or the responsibility, does the rest */
    {STAFF_ROLE_FIRST_CONTACT, "transition.see transition.write"},
    {STAFF_ROLE_OFFICER, "transition.see transition.write"},
    {STAFF_ROLE_COORDINATOR, "transition.see transition.write"},
    {STAFF_ROLE_UNIT_LEADER, "transition.see transition.write transition.figures"},
    {STAFF_ROLE_AUTHORITY, "transition.figures"},
    {STAFF_ROLE_ALLOCATOR, "transition.see transition.write"},
    /* asking others about her, and others' worries */
    {STAFF_ROLE_FIRST_CONTACT, "information.ask concern.report"},
    {STAFF_ROLE_OFFICER, "information.ask concern.report"},
    {STAFF_ROLE_COORDINATOR, "information.ask concern.report"},
    {STAFF_ROLE_ALLOCATOR, "information.ask concern.report"},
    {STAFF_ROLE_UNIT_LEADER, "concern.report"},
    {STAFF_ROLE_PROPERTY, "concern.report"},
    /* her rights to what is written about her */
    {STAFF_ROLE_OFFICER, "access.handle"},
    {STAFF_ROLE_COORDINATOR, "access.handle"},
    {STAFF_ROLE_ALLOCATOR, "access.handle"},
    {STAFF_ROLE_ADMINISTRATOR, "erasure.handle"},
    {STAFF_ROLE_PRIVACY_OFFICER, "erasure.handle"},
    {STAFF_ROLE_ADMINISTRATOR, "trail.export"},
    {STAFF_ROLE_PRIVACY_OFFICER, "trail.export"},
    {STAFF_ROLE_ADMINISTRATOR, "law.see"},
    {STAFF_ROLE_PRIVACY_OFFICER, "law.see"},
    {STAFF_ROLE_LAWYER, "law.see law.confirm"},
    /* the plan she owns */
    {STAFF_ROLE_OFFICER, "plan.write"},
    {STAFF_ROLE_COORDINATOR, "plan.write"},
    {STAFF_ROLE_ALLOCATOR, "plan.write"},
    /* talks that are written down */
    {STAFF_ROLE_FIRST_CONTACT, "talk.write"},
    {STAFF_ROLE_OFFICER, "talk.write"},
    {STAFF_ROLE_COORDINATOR, "talk.write"},
    {STAFF_ROLE_ALLOCATOR, "talk.write"},
    /* a case that rests, is asked again, and closes */
    {STAFF_ROLE_FIRST_CONTACT, "case.close"},
    {STAFF_ROLE_OFFICER, "case.close"},
    {STAFF_ROLE_COORDINATOR, "case.close"},
    {STAFF_ROLE_UNIT_LEADER, "case.close"},
    {STAFF_ROLE_ALLOCATOR, "case.close"},
    /* the municipality's leases: the landlord's unit writes, the others see that there is one */
    {STAFF_ROLE_PROPERTY, "lease.see lease.write home.keep home.figures onward.see"},
    {STAFF_ROLE_AUTHORITY, "home.figures"},
    {STAFF_ROLE_FIRST_CONTACT, "lease.see home.keep onward.see"},
    {STAFF_ROLE_OFFICER, "lease.see home.keep onward.see"},
    {STAFF_ROLE_COORDINATOR, "lease.see home.keep onward.see"},
    {STAFF_ROLE_ALLOCATOR, "lease.see home.keep onward.see"},
    {STAFF_ROLE_UNIT_LEADER, "lease.see home.keep home.figures onward.see"},
    /* visits and follow-up */
    {STAFF_ROLE_FIRST_CONTACT, "visit.write"},
    {STAFF_ROLE_OFFICER, "visit.write"},
    {STAFF_ROLE_COORDINATOR, "visit.write"},
    {STAFF_ROLE_UNIT_LEADER, "visit.write"},
    /* meetings: whoever takes part sees and reports; who leads a series is in the unit that does */
    {STAFF_ROLE_FIRST_CONTACT, "meeting.see meeting.report"},
    {STAFF_ROLE_OFFICER, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_COORDINATOR, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_UNIT_LEADER, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_ALLOCATOR, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_PROPERTY, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_AUTHORITY, "meeting.see meeting.report meeting.lead"},
    {STAFF_ROLE_PEER, "meeting.see meeting.report"},
    /* yes and no to help; those who keep in touch and see no case */
    {STAFF_ROLE_FIRST_CONTACT, "engagement.see engagement.write"},
    {STAFF_ROLE_OFFICER, "engagement.see engagement.write"},
    {STAFF_ROLE_COORDINATOR, "engagement.see engagement.write"},
    {STAFF_ROLE_ALLOCATOR, "engagement.see engagement.write"},
    {STAFF_ROLE_UNIT_LEADER, "engagement.see"},
    {STAFF_ROLE_CARETAKER, "contact.create caretaker.log concern.report guidance.see message.use"},
    {STAFF_ROLE_PROPERTY, "caretaker.log"},
    {STAFF_ROLE_PEER, "peer.talk"},
    /* measures: the catalogue is everybody's to read; who helps changes the help; the unit that gives it says what there is room for */
    {STAFF_ROLE_FIRST_CONTACT, "measure.see measure.write"},
    {STAFF_ROLE_OFFICER, "measure.see measure.write"},
    {STAFF_ROLE_COORDINATOR, "measure.see measure.write"},
    {STAFF_ROLE_ALLOCATOR, "measure.see measure.write"},
    {STAFF_ROLE_UNIT_LEADER, "measure.see measure.write measure.manage"},
    {STAFF_ROLE_AUTHORITY, "measure.see"},
    {STAFF_ROLE_ADMINISTRATOR, "measure.see measure.manage"},
    {STAFF_ROLE_PEER, "measure.see"},
    /* safe work: set by those who go, answered and looked at again by a leader of theirs (MODEL §5) */
    {STAFF_ROLE_FIRST_CONTACT, "safety.see incident.report"},
    {STAFF_ROLE_OFFICER, "safety.see safety.set incident.report"},
    {STAFF_ROLE_COORDINATOR, "safety.see safety.set incident.report"},
    {STAFF_ROLE_UNIT_LEADER, "safety.see safety.approve incident.report"},
    {STAFF_ROLE_ALLOCATOR, "safety.see incident.report"},
    {STAFF_ROLE_PROPERTY, "safety.see safety.set incident.report"},
    {STAFF_ROLE_CARETAKER, "incident.report"},
    {STAFF_ROLE_PEER, "incident.report"},
    /* meeting places */
    {STAFF_ROLE_FIRST_CONTACT, "place.see place.write"},
    {STAFF_ROLE_OFFICER, "place.see place.write"},
    {STAFF_ROLE_COORDINATOR, "place.see place.write"},
    {STAFF_ROLE_UNIT_LEADER, "place.see place.write"},
    {STAFF_ROLE_CARETAKER, "place.see"},
    {STAFF_ROLE_PEER, "place.see place.write"},
    /* A role may stand on several lines, one for each thing it does. */
    {STAFF_ROLE_UNIT_LEADER, "person.merge"},
    {STAFF_ROLE_ALLOCATOR, "person.merge"},
};

/* Every request asks, and the table is text: read once. */
static uint64_t read_rights[STAFF_ROLE_COUNT + 1][4];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void read_all(void) {
    for (size_t i = 0; i < sizeof role_rights / sizeof *role_rights; i++) {
        struct session session = {0};
        session_allow(&session, RIGHT_SIGNED_IN);
        for (const char *at = role_rights[i].rights; *at;) {
            size_t length = strcspn(at, " ");
            char code[64] = {0};
            memcpy(code, at, length < sizeof code ? length : 0);
            enum right right = right_parse(code);
            assert(right && "a right that no route asks for");
            session_allow(&session, right);
            at += length + (at[length] == ' ');
        }
        for (int word = 0; word < 4; word++) read_rights[role_rights[i].role][word] |= session.rights[word];
    }
}

void organisation_role_rights(enum staff_role role, uint64_t rights[4]) {
    pthread_once(&once, read_all);
    if ((unsigned)role > STAFF_ROLE_COUNT) return;
    for (int word = 0; word < 4; word++) rights[word] |= read_rights[role][word];
}
