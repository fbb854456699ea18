import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useShortcut } from "@/lib/shortcuts";

const typingPauseMillis = 250;

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Where the key / leads here. */
  within?: "page" | "modal";
}

/** Shows every letter at once and reports the text when the typing pauses. The key / leads here. */
export function SearchField({ label, value, onChange, within = "page" }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const report = useEffectEvent(onChange);

  useShortcut(
    ["/"],
    () => {
      input.current?.focus();
      input.current?.select();
      return true;
    },
    within,
  );

  // The filter can also change from outside: “Clear filters”, the back button.
  useEffect(() => setTyped(value), [value]);

  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => report(typed), typingPauseMillis);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <div className="relative w-full sm:max-w-xs">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        className="pl-8"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
