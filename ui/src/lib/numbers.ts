const whole = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export function formatCount(value: number): string {
  return whole.format(value);
}

/** “1.2K”, where there is no room for more. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** Rounded down, so that 99.96 % with one failure never reads as 100 %. */
export function formatRate(rate: number): string {
  return percent.format(Math.floor(rate * 1000) / 1000);
}

export function formatMillis(millis: number): string {
  return millis < 1000
    ? `${whole.format(Math.round(millis))} ms`
    : `${oneDecimal.format(millis / 1000)} s`;
}

/** With tenths below ten: “0.4 ms”, “12 ms”. */
export function formatFineMillis(millis: number): string {
  return millis < 10 ? `${oneDecimal.format(millis)} ms` : formatMillis(millis);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
