const local = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const utc = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});
const day = new Intl.DateTimeFormat("en", { dateStyle: "long" });

export function localTime(at: Date): string {
  return local.format(at);
}

export function utcTime(at: Date): string {
  return `${utc.format(at)} UTC`;
}

/** “February 22, 2027”, in the reader's time zone. */
export function dayOf(at: Date): string {
  return day.format(at);
}
