const hour = 3_600_000;

// Without seconds, which would make the sentence change while it is read.
const minute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export const secretOverlaps: { hours: number; label: string }[] = [
  { hours: 0, label: "None" },
  { hours: 1, label: "1 hour" },
  { hours: 24, label: "24 hours" },
  { hours: 168, label: "7 days" },
];

/** What a rotation with this overlap will do to the old secret. */
export function describeSecretOverlap(hours: number, now: Date): string {
  if (hours === 0) {
    return "Requests are signed with the new secret alone, at once. A receiver refuses them until it has it.";
  }
  return `Requests carry signatures of both secrets until ${endOf(hours, now)}. Give the receiver the new one before that.`;
}

/** What a rotation with this overlap has done to the old secret. */
export function fateOfOldSecret(hours: number, now: Date): string {
  return hours === 0
    ? "From now on requests are signed with this secret alone. Give it to the receiver."
    : `The old secret signs too until ${endOf(hours, now)}. Give this one to the receiver before that.`;
}

function endOf(hours: number, now: Date): string {
  return minute.format(new Date(now.getTime() + hours * hour));
}
