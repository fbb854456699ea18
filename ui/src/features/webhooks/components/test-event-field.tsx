import { Field } from "@/components/field";
import { Select } from "@/components/ui/select";
import type { EventType } from "../api/list-event-types";

interface TestEventFieldProps {
  types: EventType[];
  event: string;
  onChange: (event: string) => void;
}

export function TestEventField({ types, event, onChange }: TestEventFieldProps) {
  return (
    <Field label="Event">
      {(control) => (
        <Select {...control} value={event} onChange={(change) => onChange(change.target.value)}>
          {types.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
