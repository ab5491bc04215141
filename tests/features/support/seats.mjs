// Places in front of the browser. A new context is a new process and an empty cache, which costs the machine as much as four pages do; so a place is
// used again by a later scenario. Of who sat there nothing is left but style sheets, scripts and fonts, which have their content's hash in their names.
const free = new Map(); // what a place is like → pages at which nobody sits

/** A page in a context with these settings, which are playwright's. */
export async function takeSeat(browser, settings) {
  const waiting = free.get(JSON.stringify(settings)) ?? [];
  while (waiting.length) {
    const page = waiting.pop();
    if (!page.isClosed() && page.context().browser() === browser) return page;
  }
  return (await browser.newContext(settings)).newPage();
}

export async function leaveSeat(page, settings) {
  const like = JSON.stringify(settings), context = page.context();
  for (const event of ['response', 'console', 'pageerror', 'requestfailed', 'dialog']) page.removeAllListeners(event);
  if (page.isClosed() || context.pages().length > 1) return context.close();
  await context.setOffline(false);
  await context.clearCookies();
  await page.evaluate(() => { sessionStorage.clear(); localStorage.clear(); });
  free.set(like, [...(free.get(like) ?? []), page]);
}
