const units = [
  { name: "h", seconds: 3_600 },
  { name: "min", seconds: 60 },
  { name: "s", seconds: 1 },
];

/** “27 h 35 min”, “5 s”: the two largest units, rounded down. */
export function durationWords(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const largest = units.findIndex((unit) => rest >= unit.seconds);
  if (largest === -1) return "0 s";
  const words = units.slice(largest, largest + 2).map((unit) => {
    const count = Math.floor(rest / unit.seconds);
    rest %= unit.seconds;
    return count > 0 && `${count} ${unit.name}`;
  });
  return words.filter(Boolean).join(" ");
}
