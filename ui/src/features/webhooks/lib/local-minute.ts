/** An instant as a `datetime-local` input takes it: the reader's own time, to the minute. */
export function localMinute(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return "";
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant that a `datetime-local` input names; empty while it names none. */
export function instantOf(minute: string): string {
  const at = new Date(minute);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
