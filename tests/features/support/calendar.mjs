// Dates as the features write them («Monday 7 September 2026 10:02»), as people type them, and as pages show them.
import { textOf } from './texts.mjs';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (number) => String(number).padStart(2, '0');

/** «[Monday] 7 September 2026 [10:02]» → {year, month, day, time}. A weekday that does not fit the date is a fault of the feature. */
export function readDate(text) {
  const match = /^(?:(\w+day) )?(\d{1,2}) (\w+) (\d{4})(?:(?: at)? (\d\d:\d\d))?$/.exec(text.trim());
  const month = match ? months.indexOf(match[3]) + 1 : 0;
  if (!month) throw new Error(`«${text}» is not a date as the features write it`);
  const date = { year: Number(match[4]), month, day: Number(match[2]), time: match[5] ?? null };
  const weekday = weekdays[new Date(Date.UTC(date.year, month - 1, date.day)).getUTCDay()];
  if (match[1] && match[1] !== weekday) throw new Error(`${text} is a ${weekday}`);
  return date;
}
export const iso = (date) => `${date.year}-${pad(date.month)}-${pad(date.day)}`;
export const typed = (date) => `${date.day}.${date.month}.${date.year}`;
/** Every way a page in that language may show the date, today being `today`. */
export function waysToShow(date, language, today = null) {
  const { year, month, day } = date, weekday = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()].toLowerCase();
  const parts = { day, year, month: textOf(language, `date_${months[month - 1].toLowerCase()}`), weekday: textOf(language, `date_${weekday}`),
    weekday_short: textOf(language, `date_${weekday}_short`) };
  const ways = ['short', 'long', 'full', 'day_month'].map((pattern) => textOf(language, `date_pattern_${pattern}`, parts));
  ways.push(`${pad(day)}.${pad(month)}.${String(year).slice(2)}`);
  const away = today ? Math.round((Date.UTC(year, month - 1, day) - Date.UTC(today.year, today.month - 1, today.day)) / 86400000) : NaN;
  if (Math.abs(away) <= 1) ways.push(textOf(language, ['date_yesterday', 'date_today', 'date_tomorrow'][away + 1]));
  return ways;
}
export const clockShown = (time, language) => { const [hour, minute] = time.split(':'); return textOf(language, 'date_pattern_time', { hour, minute }); };
