import { useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { isResponseCode } from "../lib/delivery-filter";

interface ResponseCodeFieldProps {
  value: string;
  onChange: (code: string) => void;
}

/** Takes a whole HTTP status, or nothing; what lies in between asks for nothing yet. */
export function ResponseCodeField({ value, onChange }: ResponseCodeFieldProps) {
  const [typed, setTyped] = useState(value);
  // The filter can also change from outside: “Clear filters”, the back button.
  useEffect(() => setTyped(value), [value]);

  const type = (text: string) => {
    setTyped(text);
    if (text === "" || isResponseCode(text)) onChange(text);
  };

  return (
    <Input
      aria-label="Response code"
      placeholder="Response code"
      inputMode="numeric"
      autoComplete="off"
      maxLength={3}
      className="sm:w-36"
      aria-invalid={typed.length === 3 && !isResponseCode(typed) ? true : undefined}
      value={typed}
      onChange={({ target }) => type(target.value.trim())}
    />
  );
}
