import { useId } from "react";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { useEventTypes } from "../api/list-event-types";
import type { DeliveryFilter, Outcome, TimeSpan } from "../lib/delivery-filter";
import { instantOf, localMinute } from "../lib/local-minute";
import { ResponseCodeField } from "./response-code-field";

const outcomeLabels: Record<Outcome, string> = {
  all: "All",
  success: "Success",
  failure: "Failure",
  pending: "Pending",
};

const spanLabels: Record<TimeSpan, string> = {
  any: "Any time",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  custom: "Custom…",
};

interface DeliveryFiltersProps {
  filter: DeliveryFilter;
  onChange: (changes: Partial<DeliveryFilter>) => void;
  /** undefined where there is nothing to clear, or another place to do it. */
  onClear: (() => void) | undefined;
}

export function DeliveryFilters({ filter, onChange, onClear }: DeliveryFiltersProps) {
  return (
    <section aria-label="Filters" className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <RadioGroup
          aria-label="Show"
          value={filter.outcome}
          onValueChange={(outcome) => onChange({ outcome: outcome as Outcome })}
        >
          {entriesOf(outcomeLabels).map(([value, label]) => (
            <RadioGroupItem key={value} value={value}>
              {label}
            </RadioGroupItem>
          ))}
        </RadioGroup>
        <SearchField
          label="Delivery or event id"
          value={filter.id}
          onChange={(id) => onChange({ id: id.trim() })}
          within="modal"
        />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap">
        <EventSelect value={filter.event} onChange={(event) => onChange({ event })} />
        <Select
          aria-label="Time"
          className="sm:w-40"
          value={filter.time}
          onChange={({ target }) => onChange({ time: target.value as TimeSpan })}
        >
          {entriesOf(spanLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <ResponseCodeField value={filter.code} onChange={(code) => onChange({ code })} />
        {onClear && (
          <Button
            variant="ghost"
            className="px-3 text-muted-foreground max-sm:col-span-2"
            onClick={onClear}
          >
            Clear filters
          </Button>
        )}
      </div>
      {filter.time === "custom" && (
        <div className="grid gap-3 sm:flex sm:flex-wrap">
          <Minute label="From" value={filter.since} onChange={(since) => onChange({ since })} />
          <Minute label="Until" value={filter.until} onChange={(until) => onChange({ until })} />
        </div>
      )}
    </section>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
}

function EventSelect({ value, onChange }: ChoiceProps) {
  const types = useEventTypes().data?.map(({ name }) => name) ?? [];
  // A type may have left the catalogue since its deliveries were made.
  const names = value && !types.includes(value) ? [value, ...types] : types;
  return (
    <Select
      aria-label="Event"
      className="max-sm:col-span-2 sm:w-56"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">All events</option>
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  );
}

/** A time in the reader's own zone. */
function Minute({ label, value, onChange }: ChoiceProps & { label: string }) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <Label htmlFor={id} className="w-10 shrink-0 font-normal text-muted-foreground">
        {label}
      </Label>
      <Input
        id={id}
        type="datetime-local"
        className="sm:w-52"
        value={localMinute(value)}
        onChange={({ target }) => onChange(instantOf(target.value))}
      />
    </div>
  );
}

function entriesOf<Name extends string>(labels: Record<Name, string>): [Name, string][] {
  return Object.entries(labels) as [Name, string][];
}
