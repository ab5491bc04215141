// What staff do at the first contact. `visitor` is a browser or plain requests (visitor.mjs); what becomes known goes into `facts`.
export async function registerContact(visitor, facts, fields) {
  await visitor.open('/henvendelse/ny');
  await visitor.send('/henvendelse/ny', fields);
  const number = /^\/henvendelse\/(\d+)/.exec(visitor.path)?.[1];
  if (number) facts.contact = number;
}

export async function openCase(visitor, facts) {
  await visitor.open(`/henvendelse/${facts.contact}`);
  await visitor.send(`/henvendelse/${facts.contact}/sak`);
  const number = /^\/sak\/(\d+)$/.exec(visitor.path)?.[1];
  if (number) facts.case = number;
}
