/**
 * Wall time as text (RFC 3339) and as milliseconds since 1970, without leap seconds, as everywhere. Written out because
 * core has no clock, and `Date` is one.
 */
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):?(\d\d))$/;

const DAY = 86_400_000;
/** The first moments of the years 0 and 10000: between them a year has four digits. */
const EARLIEST = -62_167_219_200_000;
const LATEST = 253_402_300_800_000;

/** Null for anything that is no such time, a date that does not exist included. */
export function parseWallTime(text: string): number | null {
  const [, year, month, day, hour, minute, second, fraction = '0', sign, offsetHour, offsetMinute] =
    RFC_3339.exec(text) ?? [];
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const days = daysTo(Number(year), Number(month), Number(day));
  const [y, m, d] = dateOf(days);
  if (y !== Number(year) || m !== Number(month) || d !== Number(day)) return null;
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * (sign === '-' ? -1 : 1);
  const seconds = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second);
  return days * DAY + seconds * 1000 + Math.round(Number(fraction) * 1e6) / 1000;
}

/** To the millisecond, in UTC; null for a year of other than four digits. */
export function formatWallTime(ms: number): string | null {
  if (!(ms >= EARLIEST && ms < LATEST)) return null;
  const whole = Math.floor(ms);
  const days = Math.floor(whole / DAY);
  const [year, month, day] = dateOf(days);
  const rest = whole - days * DAY;
  const time = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/**
 * Days from 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap day is the last of one,
 * and 400 of them have 146,097 days.
 */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOf(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = ((shiftedMonth + 2) % 12) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
