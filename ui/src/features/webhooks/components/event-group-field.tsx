import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { type EventGroup, selectionOf, withNames } from "../lib/event-groups";

interface EventGroupFieldProps {
  group: EventGroup;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** A group's own checkbox, then one for each of its event types. */
export function EventGroupField({ group, chosen, onChange }: EventGroupFieldProps) {
  const id = useId();
  const selection = selectionOf(group, chosen);
  const names = group.types.map(({ name }) => name);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't hold the group's checkbox neatly
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      className="border-b px-3 py-2.5 last:border-b-0"
    >
      <div className="flex items-center gap-2.5">
        <Checkbox
          id={id}
          checked={selection === "some" ? "indeterminate" : selection === "all"}
          onCheckedChange={() => onChange(withNames(chosen, names, selection !== "all"))}
        />
        <Label id={`${id}-label`} htmlFor={id} className="capitalize">
          {group.name}
        </Label>
      </div>
      {group.types.map(({ name, description }) => (
        <div key={name} className="mt-2 flex items-start gap-2.5 pl-6.5">
          <Checkbox
            id={`${id}-${name}`}
            className="mt-0.5"
            aria-describedby={`${id}-${name}-description`}
            checked={chosen.includes(name)}
            onCheckedChange={(checked) => onChange(withNames(chosen, [name], checked === true))}
          />
          <div className="min-w-0">
            <Label
              htmlFor={`${id}-${name}`}
              className="font-mono text-[0.8125rem] font-normal break-all"
            >
              {name}
            </Label>
            <p id={`${id}-${name}-description`} className="text-xs text-muted-foreground">
              {description}
            </p>
          </div>
        </div>
      ))}
    </div>
  );
}
