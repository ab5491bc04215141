// Passing the baton on, and what the units do with an offer. `visitor` is a browser or plain requests.
export async function offerBaton(visitor, facts, { to, what, reason = 'follow_up_at_home', keeps, asked = 'agrees', says }) {
  const place = `/sak/${facts.case}/ansvar/tilby`, fields = { to_unit: to, reason, what, person_asked: asked };
  if (keeps) fields.keeps = keeps;
  if (says) fields.person_says = says;
  await visitor.open(place);
  await visitor.send(place, fields, { button: { name: 'step', value: 'check' } });
  if (visitor.status === 200) await visitor.send(place, {}, { button: { name: 'step', value: 'send' } });
}

/** The form of the answer on the page of responsibility says which offer it is about. */
async function offerOn(visitor, facts, end) {
  await visitor.open(`/sak/${facts.case}/ansvar`);
  const html = visitor.page ? await visitor.content() : visitor.html;
  return new RegExp(`/sak/${facts.case}/ansvar/(\\d+)/${end}"`).exec(html)?.[1];
}

export async function acceptBaton(visitor, facts) {
  facts.handover = await offerOn(visitor, facts, 'ta-imot');
  if (!facts.handover) throw new Error(`${visitor.path} (${visitor.status}) offers nothing to accept: ${(await visitor.text()).slice(0, 800)}`);
  await visitor.send(`/sak/${facts.case}/ansvar/${facts.handover}/ta-imot`);
}

export async function refuseBaton(visitor, facts, { reason, text, proposed }) {
  facts.handover = await offerOn(visitor, facts, 'si-nei');
  const place = `/sak/${facts.case}/ansvar/${facts.handover}/si-nei`;
  await visitor.open(place);
  await visitor.send(place, { refusal: reason, refusal_text: text, proposed });
}

export async function withdrawBaton(visitor, facts, { reason, text }) {
  facts.handover = await offerOn(visitor, facts, 'trekk') ?? facts.handover;
  const place = `/sak/${facts.case}/ansvar/${facts.handover}/trekk`;
  await visitor.open(place);
  await visitor.send(place, text ? { withdrawal: reason, withdrawal_text: text } : { withdrawal: reason });
}

