// sign_in.mjs PAGE NAME: the fields of the demo sign-in form of the user NAME, ready to post. sign_in.mjs --csrf PAGE: the page's token.
import fs from 'node:fs';
const [first, second] = process.argv.slice(2);
const fieldsOf = (form) => [...form.matchAll(/<(?:input|button)[^>]*>/g)].map(([tag]) => [/name="([^"]*)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1]]).filter(([name]) => name);
if (first === '--csrf') {
  const page = fs.readFileSync(second, 'utf8');
  process.stdout.write(/name="csrf" value="([^"]*)"/.exec(page)[1]);
} else {
  const page = fs.readFileSync(first, 'utf8');
  const at = page.indexOf(second);
  const form = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].filter((match) => /logg-inn\/demo/.test(match[0])).find((match) => match.index < at ? match.index + match[0].length > at : true);
  process.stdout.write(new URLSearchParams(fieldsOf(form[0])).toString());
}
